package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Credentials;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SignedIn.Membership;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyMembership;
import com.partsportal.vendor.VendorMembership;
import com.partsportal.vendor.Vendors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads who somebody is and what they may do, for one request. */
@Service
class CurrentUsers {

    private final Accounts accounts;
    private final Vendors vendors;
    private final Companies companies;

    CurrentUsers(Accounts accounts, Vendors vendors, Companies companies) {
        this.accounts = accounts;
        this.vendors = vendors;
        this.companies = companies;
    }

    /**
     * The person behind a session; empty when the login was switched off or has another password since.
     *
     * @param chosen the vendor or company to act for; the first one when it is none of the person's
     */
    @Transactional(readOnly = true)
    public Optional<SignedIn> ofSession(AccountId id, @Nullable Instant passwordChangedAt, @Nullable UUID chosen) {
        return accounts.credentials(id)
                .filter(Credentials::active)
                .filter(credentials -> Objects.equals(credentials.passwordChangedAt(), passwordChangedAt))
                .flatMap(credentials -> accounts.find(id))
                .map(account -> signedIn(account, chosen));
    }

    /** The person with this account; empty when the login was switched off. */
    @Transactional(readOnly = true)
    public Optional<SignedIn> of(AccountId id) {
        return accounts.find(id).filter(AccountRow::active).map(account -> signedIn(account, null));
    }

    private SignedIn signedIn(AccountRow account, @Nullable UUID chosen) {
        if (account.staffRole() != null) {
            return new SignedIn(
                    account.id(),
                    account.email(),
                    account.name(),
                    Set.of(account.staffRole()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    false);
        }
        var ofVendors = vendors.memberships(account.id());
        var ofCompanies = companies.memberships(account.id());
        var all = new ArrayList<Membership>();
        ofVendors.forEach(one -> all.add(new Membership(one.vendorId(), one.vendorName(), one.role())));
        ofCompanies.forEach(one -> all.add(new Membership(one.companyId(), one.companyName(), one.role())));
        var active = all.stream()
                .filter(one -> one.organisation().equals(chosen))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElse(null);
        var vendor = ofVendors.stream()
                .filter(one -> active != null && one.vendorId().equals(active.organisation()))
                .findFirst();
        var company = ofCompanies.stream()
                .filter(one -> active != null && one.companyId().equals(active.organisation()))
                .findFirst();
        return new SignedIn(
                account.id(),
                account.email(),
                account.name(),
                active == null ? Set.of() : Set.of(active.role()),
                vendor.map(VendorMembership::vendorId).orElse(null),
                vendor.map(VendorMembership::vendorName).orElse(null),
                vendor.map(VendorMembership::zone).orElse(null),
                company.map(CompanyMembership::companyId).orElse(null),
                company.map(CompanyMembership::companyName).orElse(null),
                all,
                account.mustAgreeToTerms());
    }
}
