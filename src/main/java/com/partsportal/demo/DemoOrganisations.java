package com.partsportal.demo;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's people and vendors, each with its customers. */
@Component
@Profile("demo")
class DemoOrganisations {

    private static final Map<CustomerEnd, Integer> OF_ACME = Map.of(
            CustomerEnd.ACTIVE, 103,
            CustomerEnd.DEACTIVATED, 8,
            CustomerEnd.INVITED, 37,
            CustomerEnd.REFUSED, 3,
            CustomerEnd.EXPIRED, 20,
            CustomerEnd.DECLINED, 9,
            CustomerEnd.REVOKED, 7,
            CustomerEnd.DRAFT, 12);

    private static final Map<CustomerEnd, Integer> OF_GLOBEX = Map.of(
            CustomerEnd.ACTIVE, 4,
            CustomerEnd.INVITED, 2,
            CustomerEnd.EXPIRED, 1,
            CustomerEnd.DECLINED, 1,
            CustomerEnd.DRAFT, 1);

    private final Accounts accounts;
    private final Vendors vendors;
    private final DemoCustomers customers;
    private final DemoRfqs rfqs;
    private final DemoRows rows;
    private final Clock clock;

    DemoOrganisations(
            Accounts accounts, Vendors vendors, DemoCustomers customers, DemoRfqs rfqs, DemoRows rows, Clock clock) {
        this.accounts = accounts;
        this.vendors = vendors;
        this.customers = customers;
        this.rfqs = rfqs;
        this.rows = rows;
        this.clock = clock;
    }

    /** @param hash of the password that all of them have */
    void store(String hash) {
        staff("support@portal.example", "Sam Reyes", Role.SUPPORT, hash);
        staff("support2@portal.example", "Kim Novak", Role.SUPPORT, hash);
        staff("lead@portal.example", "Lena Fischer", Role.SUPPORT_LEAD, hash);
        staff("owner@portal.example", "Omar Haddad", Role.PROCESS_OWNER, hash);
        staff("admin@portal.example", "Ada Byron", Role.ADMIN, hash);

        var acme = vendor("Acme Machining");
        var acmeAdmin = vendorUser(acme, "vendor@acme.example", "Vera Stone", Role.VENDOR_ADMIN, hash);
        var acmeMember = vendorUser(acme, "member@acme.example", "Milo Grant", Role.TEAM_MEMBER, hash);
        var manager = person("manager@initech.example", "Maya Lindqvist", hash);
        var user = person("user@initech.example", "Uwe Brandt", hash);
        var initech = customers.initech(acme, acmeAdmin, manager, user);
        rfqs.store(initech, manager, user, List.of(acmeAdmin, acmeMember));
        customers.population(acme, acmeAdmin, acmeMember, OF_ACME, 0, hash);

        var globex = vendor("Globex Castings");
        var globexAdmin = vendorUser(globex, "vendor@globex.example", "Gina Ortega", Role.VENDOR_ADMIN, hash);
        customers.population(globex, globexAdmin, globexAdmin, OF_GLOBEX, 300, hash);
    }

    private void staff(String email, String name, Role role, String hash) {
        accounts.openStaff(new EmailAddress(email), name, role, Locale.ENGLISH, hash);
    }

    private VendorId vendor(String name) {
        var vendor = vendors.open(name);
        rows.backdateVendor(vendor, DatabaseTime.now(clock).minus(Duration.ofDays(400)));
        return vendor;
    }

    private AccountId vendorUser(VendorId vendor, String email, String name, Role role, String hash) {
        var account = person(email, name, hash);
        vendors.join(vendor, account, role);
        return account;
    }

    private AccountId person(String email, String name, String hash) {
        return accounts.open(new NewAccount(new EmailAddress(email), name, hash, Locale.ENGLISH, DemoRows.TERMS));
    }
}
