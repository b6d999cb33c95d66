package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorCards;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a company sees of the vendors whose active customer it is. */
@Controller
class PortalVendorPages {

    private final CustomerRepository customers;
    private final Vendors vendors;
    private final VendorCards cards;

    PortalVendorPages(CustomerRepository customers, Vendors vendors, VendorCards cards) {
        this.customers = customers;
        this.vendors = vendors;
        this.cards = cards;
    }

    @GetMapping("/portal/vendors/{vendor}/logo")
    ResponseEntity<byte[]> logo(@AuthenticationPrincipal SignedIn user, @PathVariable String vendor) {
        var id = visible(user.company(), Ids.parse(vendor));
        return cards.logo(id)
                .map(image ->
                        ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(image))
                .orElseThrow(NotFound::new);
    }

    private VendorId visible(UUID company, UUID vendor) {
        return customers.activeOf(company).stream()
                .map(Customer::vendor)
                .filter(id -> id.value().equals(vendor) && !vendors.get(id).isSuspended())
                .findFirst()
                .orElseThrow(NotFound::new);
    }
}
