package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.invitation.AcceptInvitation;
import com.partsportal.invitation.Acceptance;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words in which tests tell what vendors and customers do. */
class Onboarding {

    static final String PASSWORD_HASH = "{noop}not a password that anybody types";

    private final Vendors vendors;
    private final Customers customers;
    private final CustomerList list;
    private final Invitations invitations;
    private final Accounts accounts;
    private final JdbcClient jdbc;

    Onboarding(
            Vendors vendors,
            Customers customers,
            CustomerList list,
            Invitations invitations,
            Accounts accounts,
            JdbcClient jdbc) {
        this.vendors = vendors;
        this.customers = customers;
        this.list = list;
        this.invitations = invitations;
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    /** A vendor and its admin. */
    record Shop(VendorId id, AccountId admin) {}

    Shop shop(String name) {
        var vendor = vendors.open(name);
        var admin = accounts.open(new NewAccount(
                new EmailAddress("admin-" + UUID.randomUUID() + "@shop.example"),
                "Ada Admin",
                PASSWORD_HASH,
                Locale.ENGLISH,
                "1"));
        vendors.join(vendor, admin, Role.VENDOR_ADMIN);
        return new Shop(vendor, admin);
    }

    static NewCustomer customer(String company, String email, boolean invite) {
        return new NewCustomer(company, email, null, "A", invite, null, null, null);
    }

    CustomerId draft(Shop shop, String company, String email) {
        return customers.add(shop.id(), customer(company, email, false), shop.admin());
    }

    CustomerId invited(Shop shop, String company, String email) {
        return customers.add(shop.id(), customer(company, email, true), shop.admin());
    }

    InvitationId invitation(Shop shop, CustomerId customer) {
        return list.get(shop.id(), customer).invitation();
    }

    CustomerStatus status(Shop shop, CustomerId customer) {
        return list.get(shop.id(), customer).status();
    }

    Acceptance accept(InvitationId invitation) {
        return accept(invitation, null, null);
    }

    Acceptance accept(InvitationId invitation, @Nullable AccountId signedIn, @Nullable UUID choice) {
        return invitations.accept(
                new AcceptInvitation(invitation, signedIn, "Cora Contact", PASSWORD_HASH, "1", choice));
    }

    long count(String sql, Object... params) {
        return jdbc.sql("select count(*) from " + sql)
                .params(params)
                .query(Long.class)
                .single();
    }

    String text(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(String.class).single();
    }
}
