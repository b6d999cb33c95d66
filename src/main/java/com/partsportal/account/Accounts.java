package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of logins. */
@Service
public class Accounts {

    private static final Logger log = LoggerFactory.getLogger(Accounts.class);

    private final AccountRepository accounts;
    private final PasswordLinks links;
    private final Sessions sessions;
    private final ReservedAddresses reserved;
    private final PasskeyTable passkeys;
    private final Clock clock;

    Accounts(
            AccountRepository accounts,
            PasswordLinks links,
            Sessions sessions,
            ReservedAddresses reserved,
            PasskeyTable passkeys,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.reserved = reserved;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /** The account with this id, whether active or not. */
    @Transactional(readOnly = true)
    public Optional<AccountRow> find(AccountId id) {
        return accounts.findById(id.value()).map(Account::row);
    }

    /** The account of this address, whether active or not. */
    @Transactional(readOnly = true)
    public Optional<AccountRow> byEmail(EmailAddress email) {
        return accounts.findByEmail(email.value()).map(Account::row);
    }

    /** What a sign-in with this address is checked against. */
    @Transactional(readOnly = true)
    public Optional<Credentials> credentials(EmailAddress email) {
        return accounts.findByEmail(email.value()).map(Account::credentials);
    }

    /** What a sign-in of this account is checked against. */
    @Transactional(readOnly = true)
    public Optional<Credentials> credentials(AccountId id) {
        return accounts.findById(id.value()).map(Account::credentials);
    }

    /**
     * Opens a login in the caller's transaction, written to the database at once. An address that has one is a
     * {@link org.springframework.dao.DataIntegrityViolationException}: ask {@link #byEmail} first.
     */
    @Transactional
    public AccountId open(NewAccount account) {
        var opened = accounts.saveAndFlush(Account.ofPerson(Ids.next(), account, Times.now(clock)));
        log.info("Account {} opened", opened.id().value());
        return opened.id();
    }

    /** Remembers that a person came in just now. */
    @Transactional
    public void noteSignIn(AccountId id) {
        accounts.noteSignIn(id.value(), Times.now(clock));
    }

    /** Ends every session of this account on every node, in the caller's transaction. */
    @Transactional
    public void endSessions(AccountId id) {
        sessions.endAll(id);
    }

    /**
     * Gives a login another address, in the caller's transaction: every session, every link to a password and every
     * passkey ends, and nobody else gets the old address before {@code reservedUntil}. Only for a change that was proven and approved.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when the address is another login's
     */
    @Transactional
    public void changeAddress(AccountId id, EmailAddress to, Instant reservedUntil) {
        var from = accounts.findById(id.value()).orElseThrow().email();
        accounts.allowAddressChange("allowed");
        accounts.changeAddress(id.value(), to.value());
        accounts.allowAddressChange("");
        reserved.release(to);
        reserved.reserve(from, id, reservedUntil);
        links.endAll(id);
        passkeys.removeAll(id);
        endSessions(id);
        log.info("Account {} has another address", id.value());
    }

    /** Whether this address was another login's not long ago. */
    @Transactional(readOnly = true)
    public boolean isReserved(EmailAddress email, @Nullable AccountId butFor) {
        return reserved.owners(email).stream().anyMatch(owner -> !owner.equals(butFor));
    }

    /** Stops a person's login at once: no session, no link, no way in. A repeat changes nothing. */
    @Transactional
    public void stop(AccountId id) {
        var person = accounts.findById(id.value()).orElseThrow();
        person.deactivate();
        accounts.saveAndFlush(person);
        links.endAll(id);
        endSessions(id);
        log.info("Account {} stopped", id.value());
    }

    /** Lets a stopped login in again and mails it a link to a new password: the old one and all passkeys count no more. */
    @Transactional
    public void resumeWithNewPassword(AccountId id) {
        var person = accounts.findById(id.value()).orElseThrow();
        person.reactivate();
        person.forgetPassword(Times.now(clock));
        accounts.saveAndFlush(person);
        links.mailNew(person);
        passkeys.removeAll(id);
        endSessions(id);
        log.info("Account {} resumed", id.value());
    }

    /** A person's own words about themselves; the address is not among them. */
    @Retried
    @Transactional
    public void describe(AccountId id, String name, @Nullable String phone) {
        accounts.findById(id.value()).orElseThrow().describe(name, phone);
    }

    /** Sets a new password: every session and every open link of the login ends, on every node. */
    @Retried
    @Transactional
    public void changePassword(AccountId id, String passwordHash) {
        accounts.findById(id.value()).orElseThrow().setPassword(passwordHash, Times.now(clock));
        links.endAll(id);
        sessions.endAll(id);
        log.info("Account {} has a new password", id.value());
    }

    /** Keeps version and time of the consent; a repeat changes nothing. */
    @Retried
    @Transactional
    public void agreeToTerms(AccountId id) {
        var person = accounts.findById(id.value()).orElseThrow();
        if (person.mustAgreeTo(Terms.VERSION)) {
            person.agree(Terms.VERSION, Times.now(clock));
        }
    }

    /** The portal's own people, active ones first. */
    @Transactional(readOnly = true)
    public List<StaffRow> staff() {
        return accounts.findStaff().stream().map(Account::staffRow).toList();
    }

    /** Active staff with one of these roles. */
    @Transactional(readOnly = true)
    public List<AccountRow> activeStaff(Collection<Role> roles) {
        return roles.isEmpty()
                ? List.of()
                : accounts.findActiveStaff(EnumSet.copyOf(roles)).stream()
                        .map(Account::row)
                        .toList();
    }

    /** Makes a login of staff, without a password, and mails a link to set one. */
    @Retried
    @Transactional
    public StaffChange createStaff(EmailAddress email, String name, Role role, Locale language) {
        if (accounts.findByEmail(email.value()).isPresent()) {
            return StaffChange.ADDRESS_TAKEN;
        }
        var staff = accounts.saveAndFlush(Account.ofStaff(Ids.next(), email, name, role, language, Times.now(clock)));
        links.mailFirst(staff);
        log.info("Staff {} created as {}", staff.id().value(), role);
        return StaffChange.DONE;
    }

    /** Makes a login of staff with a password already hashed, such as the first administrator or demo staff. */
    @Transactional
    public AccountId openStaff(EmailAddress email, String name, Role role, Locale language, String passwordHash) {
        var staff = Account.ofStaff(Ids.next(), email, name, role, language, Times.now(clock));
        staff.setPassword(passwordHash, Times.now(clock));
        log.info("Staff {} created as {}", staff.id().value(), role);
        return accounts.saveAndFlush(staff).id();
    }

    /** Gives another role; counts at the next request. A repeat changes nothing. */
    @Retried
    @Transactional
    public StaffChange changeRole(AccountId id, Role role) {
        return changeStaff(id, role != Role.ADMIN, staff -> staff.changeRole(role));
    }

    /** Ends all sessions and links of this person and lets them in no more. A repeat changes nothing. */
    @Retried
    @Transactional
    public StaffChange deactivate(AccountId id) {
        return changeStaff(id, true, staff -> {
            staff.deactivate();
            links.endAll(id);
            endSessions(id);
        });
    }

    /** Lets a deactivated person in again; one without a password gets a new link. A repeat changes nothing. */
    @Retried
    @Transactional
    public StaffChange reactivate(AccountId id) {
        return changeStaff(id, false, staff -> {
            if (!staff.isActive()) {
                staff.reactivate();
                if (!staff.hasPassword()) {
                    links.mailFirst(staff);
                }
            }
        });
    }

    /** Mails a new first link to somebody who has not set a password yet; otherwise nothing happens. */
    @Retried
    @Transactional
    public StaffChange mailFirstLinkAgain(AccountId id) {
        return changeStaff(id, false, staff -> {
            if (staff.isActive() && !staff.hasPassword()) {
                links.mailFirst(staff);
            }
        });
    }

    private StaffChange changeStaff(AccountId id, boolean removesAdministrator, Consumer<Account> how) {
        var administrators = removesAdministrator ? accounts.lockActiveAdministrators() : List.<Account>of();
        @Nullable
        Account staff = accounts.findById(id.value()).filter(Account::isStaff).orElse(null);
        if (staff == null) {
            return StaffChange.UNKNOWN;
        }
        if (removesAdministrator && staff.isActiveAdministrator() && administrators.size() == 1) {
            return StaffChange.LAST_ADMINISTRATOR;
        }
        how.accept(staff);
        log.info("Staff {} changed", id.value());
        return StaffChange.DONE;
    }
}
