package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.account.Terms;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Makes logins for tests: each with an address of its own and the same password. */
@Component
class LoginsByRole {

    static final String PASSWORD = "nine purple otters dance";

    /** Quicker to compare than those that the portal makes. */
    private static final String HASH = new Argon2PasswordEncoder(16, 32, 1, 16, 1).encode(PASSWORD);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Accounts accounts;
    private final Vendors vendors;
    private final Companies companies;
    private final SessionRepository<? extends Session> sessions;

    LoginsByRole(
            Accounts accounts, Vendors vendors, Companies companies, SessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.vendors = vendors;
        this.companies = companies;
    }

    record Person(AccountId id, String email, Optional<VendorId> vendor, Optional<CompanyId> company) {}

    /** A login with this role, in a vendor or company of its own where the role is of one. */
    Person with(Role role) {
        var email =
                role.name().toLowerCase(Locale.ROOT).replace('_', '-') + NUMBER.incrementAndGet() + "@people.example";
        if (role.isStaff()) {
            var id = accounts.openStaff(new EmailAddress(email), "Sam Staff", role, Locale.ENGLISH, HASH);
            return new Person(id, email, Optional.empty(), Optional.empty());
        }
        var id = accounts.open(
                new NewAccount(new EmailAddress(email), "Pat Person", HASH, Locale.ENGLISH, Terms.VERSION));
        if (role.isVendor()) {
            var vendor = vendors.open("Vendor " + NUMBER.get());
            vendors.join(vendor, id, role);
            return new Person(id, email, Optional.of(vendor), Optional.empty());
        }
        var company = companies.open(
                "Company " + NUMBER.get(),
                null,
                role == Role.CUSTOMER_MANAGER ? id : with(Role.CUSTOMER_MANAGER).id());
        companies.join(company, id, role);
        return new Person(id, email, Optional.empty(), Optional.of(company));
    }

    /** Lets somebody into a company of somebody else as well. */
    UUID alsoIn(Person person, Role role) {
        var company = with(Role.CUSTOMER_MANAGER).company().orElseThrow();
        companies.join(company, person.id(), role);
        return company.value();
    }

    /** The cookie of a new session with this attribute. */
    String sessionWith(String attribute, String value) {
        return sessionWith(sessions, attribute, value);
    }

    private static <S extends Session> String sessionWith(SessionRepository<S> sessions, String name, String value) {
        var session = sessions.createSession();
        session.setAttribute(name, value);
        sessions.save(session);
        return Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8));
    }
}
