package com.partsportal.account;

import com.partsportal.account.AccountEvents.Type;
import com.partsportal.account.StaffActed.Act;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service of logins. */
@Service
public class Accounts {

    private static final Logger log = LoggerFactory.getLogger(Accounts.class);

    private final AccountRepository accounts;
    private final PasswordLinks links;
    private final Sessions sessions;
    private final ReservedAddresses reserved;
    private final SecondFactors factors;
    private final AddressChangeGuard addressChanges;
    private final AccountEvents events;
    private final AddressUses uses;
    private final ApplicationEventPublisher published;
    private final Clock clock;

    Accounts(
            AccountRepository accounts,
            PasswordLinks links,
            Sessions sessions,
            ReservedAddresses reserved,
            SecondFactors factors,
            AddressChangeGuard addressChanges,
            AccountEvents events,
            AddressUses uses,
            ApplicationEventPublisher published,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.reserved = reserved;
        this.factors = factors;
        this.addressChanges = addressChanges;
        this.events = events;
        this.uses = uses;
        this.published = published;
        this.clock = clock;
    }

    /** The account with this id, whether active or not. */
    @Transactional(readOnly = true)
    public Optional<AccountRow> find(AccountId id) {
        return accounts.findById(id.value()).map(Account::row);
    }

    /** The names of these accounts, whether active or not. */
    @Transactional(readOnly = true)
    public Map<AccountId, String> names(Collection<AccountId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : accounts
                        .findAllById(
                                ids.stream().distinct().map(AccountId::value).toList())
                        .stream()
                        .collect(Collectors.toMap(Account::id, Account::name));
    }

    /** The account of this address, whether active or not; empty for a retired one. */
    @Transactional(readOnly = true)
    public Optional<AccountRow> byEmail(EmailAddress email) {
        return accounts.findByEmailAndRetiredAtIsNull(email.value()).map(Account::row);
    }

    /** Whether this is the address of another account, be it retired. */
    @Transactional(readOnly = true)
    public boolean isTaken(EmailAddress email, @Nullable AccountId butFor) {
        return accounts.findByEmail(email.value())
                .filter(owner -> !owner.id().equals(butFor))
                .isPresent();
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
     * Opens a login in the caller's transaction, written to the database at once; a retired one of this address comes
     * back with nothing but its id. An address that has an account is a
     * {@link org.springframework.dao.DataIntegrityViolationException}: check {@link #byEmail} first.
     */
    @Transactional
    public AccountId open(NewAccount account) {
        var id = Ids.next();
        var now = DatabaseTime.now(clock);
        var opened = accounts.open(
                        id,
                        account.email().value(),
                        account.name(),
                        account.passwordHash(),
                        account.language().getLanguage(),
                        account.termsVersion(),
                        now)
                .map(AccountId::new)
                .orElseThrow(() -> new DuplicateKeyException("the address is another account's"));
        if (!opened.value().equals(id)) {
            events.add(opened, Type.RETURNED);
        }
        uses.changed(account.email());
        log.info("Account {} created", opened.value());
        return opened;
    }

    /**
     * Retires a login that has no membership left: it loses password, second factors, sessions and links, and keeps its
     * address. A repeat changes nothing.
     *
     * @param belongsNowhere evaluated with the login's row locked
     */
    @Transactional
    public void retireIf(AccountId id, BooleanSupplier belongsNowhere) {
        var person = accounts.lockAgainstJoining(id.value()).orElseThrow();
        if (person.isRetired() || !belongsNowhere.getAsBoolean()) {
            return;
        }
        person.retire(DatabaseTime.now(clock));
        accounts.saveAndFlush(person);
        links.endAll(id);
        factors.removeAll(id);
        endSessions(id);
        events.add(id, Type.RETIRED);
        log.info("Account {} retired", id.value());
    }

    /** Remembers that a person came in just now. */
    @Transactional
    public void noteSignIn(AccountId id) {
        accounts.noteSignIn(id.value(), DatabaseTime.now(clock));
    }

    /** Ends every session of this account on every node, in the caller's transaction. */
    @Transactional
    public void endSessions(AccountId id) {
        sessions.endAll(id);
    }

    /** At a person's own request: ends all their sessions, on every node. */
    @Retried
    @Transactional
    public void signOutEverywhere(AccountId id) {
        endSessions(id);
        events.add(id, Type.SIGNED_OUT_EVERYWHERE);
    }

    /**
     * Gives a login another address, in the caller's transaction: every session, every link to a password and every
     * passkey and second factor ends, and nobody else gets the old address before {@code reservedUntil}. Only for a change that was proven and approved.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when the address is another login's
     */
    @Transactional
    public void changeAddress(AccountId id, EmailAddress to, Instant reservedUntil) {
        var from = accounts.findById(id.value()).orElseThrow().email();
        addressChanges.whileOpen(() -> accounts.changeAddress(id.value(), to.value()));
        reserved.release(to);
        reserved.reserve(from, id, reservedUntil);
        links.endAll(id);
        factors.removeAll(id);
        endSessions(id);
        uses.changed(from);
        uses.changed(to);
        events.addressChanged(id, from);
        log.info("Account {}: email address changed", id.value());
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
        if (!person.isActive()) {
            return;
        }
        person.deactivate();
        accounts.saveAndFlush(person);
        links.endAll(id);
        endSessions(id);
        events.add(id, Type.STOPPED);
        log.info("Account {} stopped", id.value());
    }

    /**
     * Reactivates a stopped login and emails it a link to set a new password: the old password and all passkeys and second
     * factors are removed.
     * Nothing happens to a retired one, which only an invitation brings back.
     */
    @Transactional
    public void resumeWithNewPassword(AccountId id) {
        var person = accounts.findById(id.value()).orElseThrow();
        if (person.isRetired()) {
            return;
        }
        person.reactivate();
        person.forgetPassword(DatabaseTime.now(clock));
        accounts.saveAndFlush(person);
        links.mailNew(person);
        factors.removeAll(id);
        endSessions(id);
        events.add(id, Type.RESUMED);
        log.info("Account {} resumed", id.value());
    }

    /** Changes what people may edit of their own login; the address is not part of it. */
    @Retried
    @Transactional
    public void updateProfile(AccountId id, String name, @Nullable String phone) {
        var person = accounts.findById(id.value()).orElseThrow();
        if (!person.name().equals(name)) {
            events.add(id, Type.NAME_CHANGED);
        }
        if (!Objects.equals(person.phone(), phone)) {
            events.add(id, Type.PHONE_CHANGED);
        }
        person.updateProfile(name, phone);
    }

    /** Sets a new password: every session and every open link of the login ends, on every node. */
    @Retried
    @Transactional
    public void changePassword(AccountId id, String passwordHash) {
        accounts.findById(id.value()).orElseThrow().setPassword(passwordHash, DatabaseTime.now(clock));
        links.endAll(id);
        sessions.endAll(id);
        events.add(id, Type.PASSWORD_CHANGED);
        log.info("Account {}: password changed", id.value());
    }

    /** Keeps version and time of the consent; a repeat changes nothing. */
    @Retried
    @Transactional
    public void agreeToTerms(AccountId id) {
        var person = accounts.findById(id.value()).orElseThrow();
        if (person.mustAgreeTo(Terms.VERSION)) {
            events.add(id, Type.TERMS_AGREED, person.termsVersion(), Terms.VERSION);
            person.agree(Terms.VERSION, DatabaseTime.now(clock));
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
        var staff = accounts.saveAndFlush(
                Account.ofStaff(Ids.next(), email, name, role, language, DatabaseTime.now(clock)));
        links.mailFirst(staff);
        uses.changed(email);
        published.publishEvent(new StaffActed(staff.id(), Act.CREATED, null, role));
        log.info("Staff {} created as {}", staff.id().value(), role);
        return StaffChange.DONE;
    }

    /** Makes a login of staff with a password already hashed, such as the first administrator or demo staff. */
    @Transactional
    public AccountId openStaff(EmailAddress email, String name, Role role, Locale language, String passwordHash) {
        var staff = Account.ofStaff(Ids.next(), email, name, role, language, DatabaseTime.now(clock));
        staff.setPassword(passwordHash, DatabaseTime.now(clock));
        uses.changed(email);
        log.info("Staff {} created as {}", staff.id().value(), role);
        return accounts.saveAndFlush(staff).id();
    }

    /** Gives another role and ends all sessions of this person on every node. A repeat changes nothing. */
    @Retried
    @Transactional
    public StaffChange changeRole(AccountId id, Role role) {
        return changeStaff(id, role != Role.ADMIN, staff -> {
            var before = staff.row().staffRole();
            if (staff.changeRole(role)) {
                published.publishEvent(new StaffActed(id, Act.ROLE_CHANGED, before, role));
                endSessions(id);
                published.publishEvent(new StaffLeft(id));
            }
        });
    }

    /** Ends all sessions and links of this person, who can no longer sign in. A repeat changes nothing. */
    @Retried
    @Transactional
    public StaffChange deactivate(AccountId id) {
        return changeStaff(id, true, staff -> {
            if (staff.isActive()) {
                published.publishEvent(StaffActed.of(id, Act.DEACTIVATED));
            }
            staff.deactivate();
            links.endAll(id);
            endSessions(id);
            published.publishEvent(new StaffLeft(id));
        });
    }

    /** Lets a deactivated person in again; one without a password gets a new link. A repeat changes nothing. */
    @Retried
    @Transactional
    public StaffChange reactivate(AccountId id) {
        return changeStaff(id, false, staff -> {
            if (!staff.isActive()) {
                staff.reactivate();
                published.publishEvent(StaffActed.of(id, Act.REACTIVATED));
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
                published.publishEvent(StaffActed.of(id, Act.LINK_SENT));
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
