package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.Countries;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service of company profiles and their history. */
@Service
public class CompanyProfiles {

    private static final Logger log = LoggerFactory.getLogger(CompanyProfiles.class);

    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_TAX_ID = 40;

    private final CompanyRepository companies;
    private final ProfileChangeRepository changes;
    private final CompanyHistoryReport report;
    private final Clock clock;

    CompanyProfiles(
            CompanyRepository companies, ProfileChangeRepository changes, CompanyHistoryReport report, Clock clock) {
        this.companies = companies;
        this.changes = changes;
        this.report = report;
        this.clock = clock;
    }

    /** @throws NotFound for an unknown company */
    @Transactional(readOnly = true)
    public CompanyProfile get(CompanyId company) {
        return companies.findById(company.value()).map(Company::profile).orElseThrow(NotFound::new);
    }

    /**
     * Stores the profile, unless somebody changed it since the form was made.
     *
     * @return what the others changed meanwhile; empty: it is stored
     * @throws InvalidValue for a value that breaks its rule
     */
    @Retried
    @Transactional
    public List<CompanyChange> edit(CompanyId id, EditedCompany edited, AccountId by) {
        var company = companies.lock(id.value()).orElseThrow(NotFound::new);
        var before = company.profile();
        var read = version(edited);
        if (read != before.version()) {
            return changes(id, read);
        }
        var phone = PhoneNumber.international(edited.phone());
        var shipping = FreeText.portalLines("shippingAddress", edited.shippingAddress(), LONGEST_ADDRESS);
        var billing = FreeText.portalLines("billingAddress", edited.billingAddress(), LONGEST_ADDRESS);
        var after = new CompanyProfile(
                Names.company(String.valueOf(edited.companyName())),
                phone == null ? null : phone.value(),
                shipping,
                country("shippingCountry", edited.shippingCountry()),
                edited.sameAsShipping() != null ? null : billing,
                edited.sameAsShipping() != null ? null : country("billingCountry", edited.billingCountry()),
                FreeText.line("taxId", edited.taxId(), LONGEST_TAX_ID),
                before.version());
        if (after.equals(before)) {
            return List.of();
        }
        company.updateProfile(after);
        companies.saveAndFlush(company);
        record(id, by, before.version() + 1, "companyName", before.name(), after.name());
        record(id, by, before.version() + 1, "phone", before.phone(), after.phone());
        record(id, by, before.version() + 1, "shippingAddress", before.shippingAddress(), after.shippingAddress());
        record(id, by, before.version() + 1, "shippingCountry", before.shippingCountry(), after.shippingCountry());
        record(id, by, before.version() + 1, "billingAddress", before.billingAddress(), after.billingAddress());
        record(id, by, before.version() + 1, "billingCountry", before.billingCountry(), after.billingCountry());
        record(id, by, before.version() + 1, "taxId", before.taxId(), after.taxId());
        log.info("company {}: profile changed by account {}", id, by);
        return List.of();
    }

    private static @Nullable String country(String field, @Nullable String chosen) {
        if (chosen == null || chosen.isEmpty()) {
            return null;
        }
        if (!Countries.isKnown(chosen)) {
            throw new InvalidValue(field, "country");
        }
        return chosen;
    }

    /** When the profile was changed last; empty: never. */
    @Transactional(readOnly = true)
    public Optional<Instant> changedAt(CompanyId company) {
        return changes.newest(company.value());
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<CompanyChange> history(CompanyId company) {
        return changes(company, -1);
    }

    /** Those that came after this version, newest first. */
    private List<CompanyChange> changes(CompanyId company, int version) {
        return report.profileChanges(company, version);
    }

    private void record(
            CompanyId company, AccountId by, int version, String field, @Nullable String from, @Nullable String to) {
        if (Objects.equals(from, to)) {
            return;
        }
        changes.save(new ProfileChange(
                company, by, version, field, from, to, ClientNetwork.current(), DatabaseTime.now(clock)));
    }

    /** A version that cannot be read is older than any. */
    private static int version(EditedCompany edited) {
        var typed = edited.version();
        return typed != null && typed.matches("[0-9]{1,8}") ? Integer.parseInt(typed) : -1;
    }
}
