package com.partsportal.account;

import com.partsportal.account.AccountEvents.Type;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.SecretCipher;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a login needs beside its password: the code of an authenticator app, a passkey, or a recovery code. Staff has to have
 * one where {@link StaffSettings} says so; anybody else may. A passkey whose device knows its owner counts as both factors.
 */
@Service
public class SecondFactors {

    private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

    /** How long an app may take to be set up. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final AuthenticatorRepository authenticators;
    private final RecoveryCodes recoveryCodes;
    private final PasskeyRepository passkeys;
    private final AccountRepository accounts;
    private final AccountEvents events;
    private final Sessions sessions;
    private final SecretCipher cipher;
    private final StaffSettings staff;
    private final SignInFailures failures;
    private final Clock clock;

    SecondFactors(
            AuthenticatorRepository authenticators,
            RecoveryCodes recoveryCodes,
            PasskeyRepository passkeys,
            AccountRepository accounts,
            AccountEvents events,
            Sessions sessions,
            SecretCipher cipher,
            StaffSettings staff,
            SignInFailures failures,
            Clock clock) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.events = events;
        this.sessions = sessions;
        this.cipher = cipher;
        this.staff = staff;
        this.failures = failures;
        this.clock = clock;
    }

    /** What a sign-in needs next. */
    public enum Need {
        NOTHING,
        /** Of the app, or a passkey, or a recovery code. */
        CODE,
        /** There is no second factor yet, and the login must have one. */
        SET_UP
    }

    /**
     * What a sign-in with the right password needs next. Setting one up is open only while the login never had one, or an
     * administrator has reset it: neither a password nor a mailed link takes the place of a lost device.
     */
    @Transactional(readOnly = true)
    public Need afterPassword(Credentials login) {
        var account = login.account();
        if (hasApp(account)) {
            return Need.CODE;
        }
        if (!staff.requiresSecondFactor(login.staff())) {
            return Need.NOTHING;
        }
        return hasPasskey(account) || recoveryCodes.left(account) > 0 ? Need.CODE : Need.SET_UP;
    }

    /** What a sign-in needs next after a right code: a recovery code may have been all that was left. */
    @Transactional(readOnly = true)
    public Need afterCode(Credentials login) {
        var account = login.account();
        return staff.requiresSecondFactor(login.staff()) && !hasApp(account) && !hasPasskey(account)
                ? Need.SET_UP
                : Need.NOTHING;
    }

    /** Whether the login has an authenticator app whose first code was confirmed. */
    @Transactional(readOnly = true)
    public boolean hasApp(AccountId account) {
        return authenticators.findConfirmed(account.value()).isPresent();
    }

    /** Whether the login has at least one passkey. */
    @Transactional(readOnly = true)
    public boolean hasPasskey(AccountId account) {
        return !passkeys.of(account.value()).isEmpty();
    }

    /** Those of these logins that have an app or a passkey. */
    @Transactional(readOnly = true)
    public Set<AccountId> holders(Collection<AccountId> logins) {
        var apps = authenticators.holders(logins.stream().map(AccountId::value).toList());
        return logins.stream()
                .filter(login -> apps.contains(login.value()) || hasPasskey(login))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the profile shows of a login's second factors. */
    @Transactional(readOnly = true)
    public SecondFactorView view(AccountId account) {
        var app = authenticators.findConfirmed(account.value());
        var required = isRequired(account);
        return new SecondFactorView(
                app.map(Authenticator::confirmedAt).orElse(null),
                recoveryCodes.left(account),
                required,
                app.isPresent() && (!required || hasPasskey(account)));
    }

    /** Begins to set up an app, in place of one that was begun before; the one that counts stays until {@link #confirm}. */
    @Retried
    @Transactional
    public void begin(AccountId account) {
        authenticators.deletePending(account.value());
        authenticators.saveAndFlush(new Authenticator(
                Ids.next(), account, cipher.encrypt(TimeCodes.newSecret(), owner(account)), DatabaseTime.now(clock)));
    }

    /** What to enter into the app that was begun; empty when there is none, or it was begun too long ago. */
    @Transactional(readOnly = true)
    public Optional<AuthenticatorSetUp> begun(AccountId account) {
        return pending(account)
                .map(app -> AuthenticatorSetUp.of(
                        cipher.decrypt(app.secret(), owner(account)),
                        accounts.findById(account.value()).orElseThrow().email().value()));
    }

    /**
     * How {@link #confirm} ended.
     *
     * @param done whether the code was right
     * @param recoveryCodes to be shown once; empty when the login has unused ones
     */
    public record Confirmation(boolean done, List<String> recoveryCodes) {

        /** Without the codes. */
        @Override
        public String toString() {
            return "Confirmation[" + done + "]";
        }
    }

    /** The app that was begun counts from now on, in place of an earlier one, when this is its code. */
    @Retried
    @Transactional
    public Confirmation confirm(AccountId account, String code) {
        accounts.lock(account.value());
        var app = pending(account).orElse(null);
        if (app == null) {
            return new Confirmation(false, List.of());
        }
        var now = DatabaseTime.now(clock);
        var step = TimeCodes.step(cipher.decrypt(app.secret(), owner(account)), bare(code), now, 0);
        if (step.isEmpty()) {
            failures.count(SignInFailures.Method.CODE, account);
            return new Confirmation(false, List.of());
        }
        authenticators.deleteConfirmed(account.value());
        app.confirm(step.getAsLong(), now);
        events.add(account, Type.AUTHENTICATOR_ADDED);
        log.info("Account {}: authenticator app added", account.value());
        return new Confirmation(true, missingRecoveryCodes(account));
    }

    /**
     * Whether this is the present code of the login's app; each counts once.
     *
     * @throws IllegalStateException when {@code PORTAL_TOKEN_KEYS} lacks the key of the app's secret
     */
    @Retried
    @Transactional
    public boolean useAppCode(AccountId account, String typed) {
        var app = authenticators.findConfirmed(account.value()).orElse(null);
        if (app == null) {
            return false;
        }
        var secret = cipher.decrypt(app.secret(), owner(account));
        var step = TimeCodes.step(secret, bare(typed), DatabaseTime.now(clock), app.lastStep());
        if (step.isEmpty() || authenticators.accept(app.id(), step.getAsLong()) == 0) {
            return false;
        }
        if (!cipher.isNewest(app.secret().kid())) {
            var newer = cipher.encrypt(secret, owner(account));
            authenticators.keepUnder(app.id(), newer.bytes(), newer.kid());
        }
        return true;
    }

    /** Whether this is an unused recovery code of the login, which is used up with that. */
    @Retried
    @Transactional
    public boolean useRecoveryCode(AccountId account, String typed) {
        if (!recoveryCodes.use(account, typed)) {
            return false;
        }
        events.add(account, Type.RECOVERY_CODE_USED);
        log.info("Account {}: recovery code used", account.value());
        return true;
    }

    /** New recovery codes, to be shown once; all earlier ones count no more. */
    @Retried
    @Transactional
    public List<String> renewRecoveryCodes(AccountId account) {
        events.add(account, Type.RECOVERY_CODES_RENEWED);
        return recoveryCodes.renew(account);
    }

    /** The first recovery codes of a login that has none, to be shown once; empty when it has some. */
    @Retried
    @Transactional
    public List<String> missingRecoveryCodes(AccountId account) {
        return recoveryCodes.left(account) > 0 ? List.of() : recoveryCodes.renew(account);
    }

    /**
     * Removes the app; the recovery codes go with the last second factor. A repeat changes nothing.
     *
     * @throws Refused {@code last-second-factor} when the login must have one and this is the last
     */
    @Retried
    @Transactional
    public void removeApp(AccountId account) {
        accounts.lock(account.value());
        var passkeyLeft = hasPasskey(account);
        if (isRequired(account) && !passkeyLeft) {
            throw new Refused("last-second-factor");
        }
        if (authenticators.deleteConfirmed(account.value()) > 0) {
            events.add(account, Type.AUTHENTICATOR_REMOVED);
            if (!passkeyLeft) {
                recoveryCodes.removeAll(account);
            }
        }
    }

    /**
     * An administrator removes every second factor of a login and ends its sessions: its owner signs in with the password and,
     * where it is required, sets one up anew. False when there is no such login.
     */
    @Retried
    @Transactional
    public boolean reset(AccountId account, AccountId administrator) {
        if (!accounts.existsById(account.value())) {
            return false;
        }
        removeAll(account);
        sessions.endAll(account);
        events.addBy(administrator, account, Type.SECOND_FACTOR_RESET);
        log.info("Administrator {} reset the second factor of account {}", administrator.value(), account.value());
        return true;
    }

    /** App, recovery codes and passkeys of a login, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void removeAll(AccountId account) {
        authenticators.deletePending(account.value());
        authenticators.deleteConfirmed(account.value());
        recoveryCodes.removeAll(account);
        passkeys.removeAll(account.value());
    }

    /** Whether the login may be without this passkey, in the caller's transaction, which holds the login's row from here on. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean mayRemovePasskey(AccountId account) {
        accounts.lock(account.value());
        return !isRequired(account)
                || hasApp(account)
                || passkeys.of(account.value()).size() > 1;
    }

    /**
     * Whether a mailed link may remove the passkeys: a reader of a staff mailbox must not get in without any second
     * factor.
     */
    @Transactional(readOnly = true)
    boolean mayLinkRemovePasskeys(AccountId account) {
        return !isRequired(account) || hasApp(account) || recoveryCodes.left(account) > 0;
    }

    private boolean isRequired(AccountId account) {
        return staff.requiresSecondFactor(
                accounts.findById(account.value()).orElseThrow().isStaff());
    }

    private Optional<Authenticator> pending(AccountId account) {
        return authenticators
                .findPending(account.value())
                .filter(app -> app.createdAt().plus(PATIENCE).isAfter(DatabaseTime.now(clock)));
    }

    private static String owner(AccountId account) {
        return "authenticator:" + account.value();
    }

    /** Apps show a code in two groups. */
    private static String bare(String typed) {
        return typed.replaceAll("\\s", "");
    }
}
