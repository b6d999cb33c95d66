package com.partsportal.account;

import com.partsportal.account.AccountEvents.Type;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What takes a login back from somebody else who may be in it; everything in the caller's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class LoginRecovery {

    private static final Logger log = LoggerFactory.getLogger(LoginRecovery.class);

    private final AccountRepository accounts;
    private final PasswordLinks links;
    private final SecondFactors factors;
    private final PasskeyRepository passkeys;
    private final Sessions sessions;
    private final AccountEvents events;
    private final Clock clock;

    LoginRecovery(
            AccountRepository accounts,
            PasswordLinks links,
            SecondFactors factors,
            PasskeyRepository passkeys,
            Sessions sessions,
            AccountEvents events,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.factors = factors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Ends every session; password, passkeys and second factors count no more, and a link to a new password goes to the
     * login's address. Nothing happens to a login that is stopped.
     */
    public void requireNewPassword(AccountId id) {
        var person = accounts.lock(id.value()).orElseThrow();
        if (!person.isActive()) {
            return;
        }
        person.forgetPassword(DatabaseTime.now(clock));
        accounts.saveAndFlush(person);
        links.endAll(id);
        links.mailNew(person);
        factors.removeAll(id);
        sessions.endAll(id);
        events.add(id, Type.NEW_PASSWORD_REQUIRED);
        log.info("Account {}: new password required", id.value());
    }

    /** Nobody signs in with a passkey of this login any more; whether there was one. */
    public boolean removePasskeys(AccountId id) {
        if (passkeys.removeAll(id.value()) == 0) {
            return false;
        }
        sessions.endAll(id);
        events.add(id, Type.PASSKEYS_REMOVED_BY_SUPPORT);
        log.info("Account {}: all passkeys removed", id.value());
        return true;
    }
}
