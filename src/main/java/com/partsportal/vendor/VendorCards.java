package com.partsportal.vendor;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a vendor shows of itself to its customers. */
@Service
public class VendorCards {

    private static final Logger log = LoggerFactory.getLogger(VendorCards.class);
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_NAME = 200;

    private final VendorRepository vendors;
    private final VendorLogoRepository logos;
    private final Clock clock;

    VendorCards(VendorRepository vendors, VendorLogoRepository logos, Clock clock) {
        this.vendors = vendors;
        this.logos = logos;
        this.clock = clock;
    }

    /**
     * Changes address and contact person; what is empty is shown to nobody.
     *
     * @throws InvalidValue naming the field
     */
    @Retried
    @Transactional
    public void update(
            VendorId id, @Nullable String address, @Nullable String contactName, @Nullable String contactPhone) {
        var vendor = find(id);
        var lines = FreeText.lines("address", address, LONGEST_ADDRESS);
        var name = FreeText.line("contactName", contactName, LONGEST_NAME);
        vendor.updateCard(lines, name, phone(contactPhone, vendor.row().region()));
        vendors.flush();
        log.info("card of vendor {} changed", id);
    }

    private static @Nullable String phone(@Nullable String typed, String region) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return PhoneNumber.parse(typed, region).value();
        } catch (InvalidValue invalid) {
            throw new InvalidValue("contactPhone", invalid.code());
        }
    }

    /** @throws InvalidValue for field {@code logo} when it is too large or no PNG or JPEG */
    @Retried
    @Transactional
    public void changeLogo(VendorId id, byte[] file) {
        var vendor = find(id);
        logos.saveAndFlush(new VendorLogo(id.value(), LogoImage.of(file)));
        vendor.logoChanged(DatabaseTime.now(clock));
        vendors.flush();
        log.info("logo of vendor {} changed", id);
    }

    /**
     * Removes the logo, if there is one.
     *
     * @throws NotFound for an unknown vendor
     */
    @Retried
    @Transactional
    public void removeLogo(VendorId id) {
        var vendor = find(id);
        logos.deleteById(id.value());
        vendor.logoChanged(null);
        vendors.flush();
        log.info("logo of vendor {} removed", id);
    }

    /** A small PNG. The caller checks that the reader may see this vendor. */
    @Transactional(readOnly = true)
    public Optional<byte[]> logo(VendorId id) {
        return logos.findById(id.value()).map(VendorLogo::content);
    }

    private Vendor find(VendorId id) {
        return vendors.findById(id.value()).orElseThrow(NotFound::new);
    }
}
