package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.customer.ContactAddresses;
import com.partsportal.shared.EmailAddress;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The addresses of logins, as email changes and support cases move them; everything in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LoginAddresses {

    private static final Logger log = LoggerFactory.getLogger(LoginAddresses.class);

    private final StoredChanges changes;
    private final Accounts accounts;
    private final ContactAddresses contacts;
    private final EmailChangeSettings settings;
    private final Clock clock;

    LoginAddresses(
            StoredChanges changes,
            Accounts accounts,
            ContactAddresses contacts,
            EmailChangeSettings settings,
            Clock clock) {
        this.changes = changes;
        this.accounts = accounts;
        this.contacts = contacts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Moves a login, and the customers whose contact it is, to another address; the old one is reserved for a while. */
    void move(AccountId account, EmailAddress from, EmailAddress to, Instant now) {
        accounts.changeAddress(account, to, now.plus(settings.reserveFor()));
        contacts.move(account, to);
        contacts.closeInvitations(from);
    }
}
