package com.partsportal.account;

import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person did with their own login, and what happened to it: what, when, from which network. Rows are only ever
 * added, in the transaction of the act itself, and hold ids and codes: of a name, a number or a password only that it
 * changed. Signing in is not among them; open sessions are in the list of sessions.
 */
@Component
class AccountEvents {

    private final AccountEventRepository rows;
    private final SecurityNotices notices;
    private final Clock clock;

    AccountEvents(AccountEventRepository rows, SecurityNotices notices, Clock clock) {
        this.rows = rows;
        this.notices = notices;
        this.clock = clock;
    }

    enum Type {
        NAME_CHANGED,
        PHONE_CHANGED,
        PASSWORD_CHANGED(true),
        PASSWORD_SET_BY_LINK(true),
        PASSKEY_ADDED(true),
        PASSKEY_RENAMED(true),
        PASSKEY_REMOVED(true),
        /** All of them, with a password that was set by a mailed link. */
        PASSKEYS_REMOVED_BY_LINK(true),
        AUTHENTICATOR_ADDED(true),
        AUTHENTICATOR_REMOVED(true),
        RECOVERY_CODES_RENEWED(true),
        RECOVERY_CODE_USED(true),
        /** By an administrator: app, passkeys and recovery codes. */
        SECOND_FACTOR_RESET(true),
        SIGNED_OUT_EVERYWHERE,
        TERMS_AGREED,
        /** By support, after both mailboxes answered. */
        ADDRESS_CHANGED(true),
        /** From the previous mailbox. */
        STOPPED,
        RESUMED(true),
        /** By support, or because the mailbox reported that somebody else had requested the change of address. */
        NEW_PASSWORD_REQUIRED(true),
        PASSKEYS_REMOVED_BY_SUPPORT(true),
        /** Had no membership for the retention time. */
        RETIRED,
        /** Of a retired login, by an accepted invitation. */
        RETURNED;

        /** Whether the person gets an email about it, since it changes how one signs in. */
        private final boolean mailed;

        Type() {
            this(false);
        }

        Type(boolean mailed) {
            this.mailed = mailed;
        }
    }

    void add(AccountId account, Type type) {
        add(account, event(account, type), type);
    }

    void add(AccountId account, Type type, UUID passkey) {
        add(account, event(account, type).about(passkey), type);
    }

    void add(AccountId account, Type type, @Nullable String before, String after) {
        add(account, event(account, type).terms(before, after), type);
    }

    /** What somebody else did, such as an administrator. */
    void addBy(AccountId by, AccountId account, Type type) {
        add(account, event(account, type).by(by), type);
    }

    /** The address of a login changed: both mailboxes are notified. */
    void addressChanged(AccountId account, EmailAddress from) {
        var event = rows.save(event(account, Type.ADDRESS_CHANGED));
        notices.mail(event.getId(), account);
        notices.mailFormer(event.getId(), account, from);
    }

    private AccountEvent event(AccountId account, Type type) {
        return AccountEvent.of(account, type, ClientNetwork.current(), DatabaseTime.now(clock));
    }

    private void add(AccountId account, AccountEvent event, Type type) {
        rows.save(event);
        if (type.mailed) {
            notices.mail(event.getId(), account);
        }
    }

    /** Newest first. */
    List<AccountEventView> newest(AccountId account, int most) {
        return rows.newest(account.value(), most);
    }
}
