package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyProfile;
import com.partsportal.company.CompanyProfiles;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.MemberRow;
import com.partsportal.vendor.VendorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A customer's own company as its vendor sees it: what it says of itself, and who is in charge there. */
@Component
class CompanyOfCustomer {

    private final CustomerRepository customers;
    private final CompanyProfiles profiles;
    private final CompanyUsers users;
    private final Accounts accounts;

    CompanyOfCustomer(CustomerRepository customers, CompanyProfiles profiles, CompanyUsers users, Accounts accounts) {
        this.customers = customers;
        this.profiles = profiles;
        this.users = users;
        this.accounts = accounts;
    }

    /**
     * The company.
     *
     * @param changedAt when the profile was changed last; null: never
     * @param contact the primary contact's name; null: there is none any more
     * @param managers names of the active Customer Managers
     */
    record View(
            CompanyProfile profile,
            @Nullable Instant changedAt,
            @Nullable String contact,
            List<String> managers) {}

    /** Empty before somebody of the customer accepted. */
    @Transactional(readOnly = true)
    Optional<View> of(VendorId vendor, CustomerId id) {
        return customers
                .findByIdAndVendorId(id.value(), vendor.value())
                .flatMap(customer -> Optional.ofNullable(customer.company()).map(company -> {
                    var active = users.members(company).stream()
                            .filter(MemberRow::active)
                            .toList();
                    return new View(
                            profiles.get(company),
                            profiles.changedAt(company).orElse(null),
                            customer.contact().map(this::name).orElse(null),
                            active.stream()
                                    .filter(member -> member.role() == Role.CUSTOMER_MANAGER)
                                    .map(MemberRow::name)
                                    .toList());
                }));
    }

    private @Nullable String name(AccountId contact) {
        return accounts.find(contact).map(AccountRow::name).orElse(null);
    }
}
