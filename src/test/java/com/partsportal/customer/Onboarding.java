package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.invitation.AcceptInvitation;
import com.partsportal.invitation.Acceptance;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.Vendors;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What vendors and customers do, in the words of a test. */
public class Onboarding {

    public static final String PASSWORD_HASH = "{noop}not a password that anybody types";

    private final Vendors vendors;
    private final Customers customers;
    private final CustomerList list;
    private final InvitationAnswers invitations;
    private final Accounts accounts;
    private final JdbcClient jdbc;

    Onboarding(
            Vendors vendors,
            Customers customers,
            CustomerList list,
            InvitationAnswers invitations,
            Accounts accounts,
            JdbcClient jdbc) {
        this.vendors = vendors;
        this.customers = customers;
        this.list = list;
        this.invitations = invitations;
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    /** Opens a vendor with one Vendor Admin. */
    public TestVendor vendor(String name) {
        var vendor = vendors.open(name);
        var email = "admin-" + UUID.randomUUID() + "@vendor.example";
        var admin =
                accounts.open(new NewAccount(new EmailAddress(email), "Ada Admin", PASSWORD_HASH, Locale.ENGLISH, "1"));
        vendors.join(vendor, admin, Role.VENDOR_ADMIN);
        return new TestVendor(vendor, name, admin, email);
    }

    public static NewCustomer customer(String company, String email, boolean invite) {
        return new NewCustomer(company, email, null, "A", invite, null, null, null);
    }

    public CustomerId draft(TestVendor vendor, String company, String email) {
        return customers.add(vendor.id(), customer(company, email, false), vendor.admin());
    }

    public CustomerId invited(TestVendor vendor, String company, String email) {
        return customers.add(vendor.id(), customer(company, email, true), vendor.admin());
    }

    public InvitationId invitation(TestVendor vendor, CustomerId customer) {
        return list.get(vendor.id(), customer).invitation();
    }

    public CustomerStatus status(TestVendor vendor, CustomerId customer) {
        return list.get(vendor.id(), customer).status();
    }

    public Acceptance accept(InvitationId invitation) {
        return accept(invitation, null, null);
    }

    public Acceptance accept(InvitationId invitation, @Nullable AccountId signedIn, @Nullable UUID choice) {
        return invitations.accept(
                new AcceptInvitation(invitation, signedIn, "Cora Contact", PASSWORD_HASH, "1", choice));
    }

    public long count(String sql, Object... params) {
        return jdbc.sql("select count(*) from " + sql)
                .params(params)
                .query(Long.class)
                .single();
    }

    public String text(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(String.class).single();
    }
}
