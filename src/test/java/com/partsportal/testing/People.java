package com.partsportal.testing;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.account.Terms;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyUsers;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.invitation.AcceptInvitation;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Vendors with their people, made by the services; there in every {@link PortalTest}. */
public final class People {

    /** Of every account. */
    public static final String PASSWORD = "seven green lathes hum";

    /** Of the {@link #PASSWORD}, and quicker to compare than those that the portal makes. */
    public static final String HASH = new Argon2PasswordEncoder(16, 32, 1, 16, 1).encode(PASSWORD);

    @Autowired
    private Vendors vendors;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Customers customers;

    @Autowired
    private CustomerList list;

    @Autowired
    private Companies companies;

    @Autowired
    private CompanyUsers companyUsers;

    @Autowired
    private InvitationAnswers invitations;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private MockMvc mvc;

    /** Opens a vendor with one Vendor Admin. */
    public TestVendor vendor(String name, String adminEmail) {
        return transactions.execute(status -> {
            var vendor = vendors.open(name);
            var admin = accounts.open(
                    new NewAccount(new EmailAddress(adminEmail), "Vera Vendor", HASH, Locale.ENGLISH, null));
            vendors.join(vendor, admin, Role.VENDOR_ADMIN);
            return new TestVendor(vendor, name, admin, adminEmail);
        });
    }

    /** Adds a customer and invites its contact; the email is a job. */
    public CustomerId invite(TestVendor vendor, String name, String email) {
        return customers.add(
                vendor.id(), new NewCustomer(name, email, null, "A", true, null, null, null), vendor.admin());
    }

    /** Invites a customer of that vendor, who accepts with {@link #PASSWORD}. */
    public TestCompany company(TestVendor vendor, String name, String email) {
        var customer = invite(vendor, name, email);
        accept(Objects.requireNonNull(list.get(vendor.id(), customer).invitation()), "Mona Manager");
        var manager = accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
        var company = companies.memberships(manager).get(0).companyId();
        return new TestCompany(customer, new CompanyId(company), manager, email);
    }

    /** A contact without a login accepts. */
    public void accept(InvitationId invitation, String name) {
        invitations.accept(new AcceptInvitation(invitation, null, name, HASH, Terms.VERSION, null));
    }

    /** A contact with a login accepts. */
    public void link(InvitationId invitation, UUID account) {
        invitations.accept(new AcceptInvitation(invitation, new AccountId(account), null, null, null, null));
    }

    /** A login in the company, with its membership's id. */
    public UUID member(TestCompany company, String email, Role role) {
        return transactions.execute(status -> {
            var account = accounts.open(new NewAccount(
                    new EmailAddress(email), "Carl " + email.split("@")[0], HASH, Locale.ENGLISH, Terms.VERSION));
            companies.join(company.id(), account, role);
            return membership(company, email);
        });
    }

    public UUID membership(TestCompany company, String email) {
        return companyUsers.members(company.id()).stream()
                .filter(member -> member.email().equals(email))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The cookie of a session of that login, begun at the sign-in page. */
    public Cookie session(String email) {
        try {
            var answer = mvc.perform(post("/login")
                            .param("email", email)
                            .param("password", PASSWORD)
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            var cookie = answer.getCookie("portal-session");
            if (cookie == null) {
                throw new AssertionError("no session for " + email + ": " + answer.getStatus());
            }
            return cookie;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
