package com.partsportal.testing;

import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Vendors, logins and states of customers for tests of the API. */
public class ApiLogins {

    private static final String PASSWORD = "correct horse battery staple";

    /** Quicker to compare than those that the portal makes. */
    private static final String HASH = new Argon2PasswordEncoder(16, 32, 1, 16, 1).encode(PASSWORD);

    private final Accounts accounts;
    private final Vendors vendors;
    private final JdbcClient jdbc;
    private final Environment environment;

    public ApiLogins(Accounts accounts, Vendors vendors, JdbcClient jdbc, Environment environment) {
        this.accounts = accounts;
        this.vendors = vendors;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    public ApiClient stranger() {
        return ApiClient.stranger(base());
    }

    /** A new vendor's Vendor Admin. */
    public ApiClient newVendor() {
        return login(vendors.open("Acme Machining"), Role.VENDOR_ADMIN);
    }

    public ApiClient login(VendorId vendor, Role role) {
        var email = newEmail();
        vendors.join(vendor, accounts.open(account(email)), role);
        return ApiClient.of(base(), email, PASSWORD);
    }

    public ApiClient staff(Role role) {
        var email = newEmail();
        accounts.openStaff(new EmailAddress(email), "Sam Staff", role, Locale.ENGLISH, HASH);
        return ApiClient.of(base(), email, PASSWORD);
    }

    /** A Customer Manager of a new company. */
    public ApiClient customerManager() {
        var email = newEmail();
        var account = accounts.open(account(email));
        var company = newCompany();
        jdbc.sql("""
                        insert into company_user (id, company_id, account_id, role, joined_at)
                        values (:id, :company, :account, 'CUSTOMER_MANAGER', timestamptz '2026-11-01 00:00Z')""")
                .param("id", UUID.randomUUID())
                .param("company", company)
                .param("account", account.value())
                .update();
        return ApiClient.of(base(), email, PASSWORD);
    }

    /** Puts a customer into a state that only its contact could reach. */
    public void become(String customer, String status) {
        jdbc.sql("""
                        update customer set status = :status, company_id = :company,
                               accepted_at = timestamptz '2026-11-02 00:00Z' where id = cast(:id as uuid)""")
                .param("status", status)
                .param("company", newCompany())
                .param("id", customer)
                .update();
    }

    public String newEmail() {
        return "kim-" + UUID.randomUUID() + "@initech.example";
    }

    private UUID newCompany() {
        var id = UUID.randomUUID();
        jdbc.sql("insert into company (id, name, created_at) values (:id, 'Initech', timestamptz '2026-11-01 00:00Z')")
                .param("id", id)
                .update();
        return id;
    }

    private NewAccount account(String email) {
        return new NewAccount(new EmailAddress(email), "Vera Vendor", HASH, Locale.ENGLISH, null);
    }

    private String base() {
        return environment.getRequiredProperty("portal.base-url");
    }
}
