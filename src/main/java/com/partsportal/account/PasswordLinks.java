package com.partsportal.account;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Limits;
import com.partsportal.shared.Links;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mailed links to set a password. A link does nothing until a person posts a password with it, and works once. */
@Component
class PasswordLinks implements QueuedMailContent {

    private static final Logger log = LoggerFactory.getLogger(PasswordLinks.class);
    private static final String KEY = "password-reset:";

    private final PasswordLinkRepository links;
    private final AccountRepository accounts;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final PasskeyRepository passkeys;
    private final AccountEvents events;
    private final InvitedMailboxes invited;
    private final MailQueue mails;
    private final Tokens tokens;
    private final Links addresses;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final PasswordSettings settings;
    private final SingleSignOnSettings singleSignOn;
    private final Clock clock;

    PasswordLinks(
            PasswordLinkRepository links,
            AccountRepository accounts,
            Sessions sessions,
            SecondFactors factors,
            PasskeyRepository passkeys,
            AccountEvents events,
            InvitedMailboxes invited,
            MailQueue mails,
            Tokens tokens,
            Links addresses,
            RateLimits rateLimits,
            Limits limits,
            PasswordSettings settings,
            SingleSignOnSettings singleSignOn,
            Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.passkeys = passkeys;
        this.events = events;
        this.invited = invited;
        this.mails = mails;
        this.tokens = tokens;
        this.addresses = addresses;
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.settings = settings;
        this.singleSignOn = singleSignOn;
        this.clock = clock;
    }

    /** A link as its page sees it. */
    sealed interface LinkView {

        /**
         * May be used.
         *
         * @param passkeys names of the login's passkeys
         * @param removable whether the link removes them unless the person keeps them
         */
        record Open(boolean first, String email, String name, List<String> passkeys, boolean removable)
                implements LinkView {}

        /** Of staff, who sign in at the provider of single sign-on: no password is set. */
        record Elsewhere() implements LinkView {}

        /** Was used, has expired, or its login was switched off: the page is the same for all of them. */
        record Dead() implements LinkView {}

        record Unknown() implements LinkView {}
    }

    /** What came of a password posted with a link. */
    enum Use {
        SET,
        /** The login signs in at the provider of single sign-on. */
        ELSEWHERE,
        DEAD,
        UNKNOWN
    }

    /** Whether this address may get another mail; counted, outside of a transaction. */
    boolean mayMail(EmailAddress email) {
        return rateLimits.tryTake("password-mail:" + email.value(), limits.passwordMails());
    }

    /**
     * Mails a link when this address has an active login. An address without any login gets its open invitations again, if
     * there are some; otherwise nothing happens.
     */
    @Retried
    @Transactional
    public void mailForgotten(EmailAddress email) {
        var account = accounts.findByEmail(email.value());
        if (account.isEmpty()) {
            invited.mailAgain(email);
        }
        account.filter(Account::isActive)
                .ifPresent(known -> mail(known, !known.hasPassword(), settings.linkExpiresAfter()));
    }

    /** Mails staff the link to their first password, in the caller's transaction. */
    void mailFirst(Account staff) {
        mail(staff, true, settings.firstLinkExpiresAfter());
    }

    /** Mails a person the link to a new password, in the caller's transaction. */
    void mailNew(Account person) {
        mail(person, false, settings.firstLinkExpiresAfter());
    }

    /** Staff that signs in at the provider of single sign-on gets none. */
    private void mail(Account account, boolean first, Duration lives) {
        if (singleSignOn.appliesTo(account.isStaff())) {
            return;
        }
        var now = DatabaseTime.now(clock);
        var link = links.save(new PasswordLink(Ids.next(), account.id(), first, tokens.issue(), now, now.plus(lives)));
        mails.add(
                MailKind.PASSWORD_RESET,
                KEY + link.getId(),
                account.email(),
                account.language(),
                null,
                null,
                account.id().value());
        log.info(
                "Password link {} made for account {}",
                link.getId(),
                account.id().value());
    }

    /** Changes nothing. */
    @Transactional(readOnly = true)
    public LinkView view(String token) {
        var link = find(token).orElse(null);
        if (link == null) {
            return new LinkView.Unknown();
        }
        var account = accounts.findById(link.accountId()).orElseThrow();
        if (singleSignOn.appliesTo(account.isStaff())) {
            return new LinkView.Elsewhere();
        }
        return link.isOpen(DatabaseTime.now(clock)) && account.isActive()
                ? new LinkView.Open(
                        link.isFirst(),
                        account.email().value(),
                        account.name(),
                        passkeys.of(account.id().value()).stream()
                                .map(passkey -> passkey.view().name())
                                .toList(),
                        factors.mayLinkRemovePasskeys(account.id()))
                : new LinkView.Dead();
    }

    /**
     * Sets the password and ends every session and every other link of the login. Of two at once, one wins. A person who has had the
     * password may have left a passkey behind, so passkeys go with it.
     *
     * @param keepPasskeys the person knows all of them and keeps them
     */
    @Retried
    @Transactional
    public Use use(String token, String passwordHash, boolean keepPasskeys) {
        var link = find(token).orElse(null);
        if (link == null) {
            return Use.UNKNOWN;
        }
        var now = DatabaseTime.now(clock);
        var account = accounts.findById(link.accountId()).orElseThrow();
        if (singleSignOn.appliesTo(account.isStaff())) {
            return Use.ELSEWHERE;
        }
        if (!account.isActive() || links.use(link.getId(), now) == 0) {
            return Use.DEAD;
        }
        account.setPassword(passwordHash, now);
        endAll(account.id());
        sessions.endAll(account.id());
        events.add(account.id(), AccountEvents.Type.PASSWORD_SET_BY_LINK);
        if (!keepPasskeys
                && factors.mayLinkRemovePasskeys(account.id())
                && passkeys.removeAll(account.id().value()) > 0) {
            events.add(account.id(), AccountEvents.Type.PASSKEYS_REMOVED_BY_LINK);
        }
        log.info("Account {}: password changed", account.id().value());
        return Use.SET;
    }

    /** Every open link of this login dies, in the caller's transaction. */
    void endAll(AccountId account) {
        links.endAll(account.value(), DatabaseTime.now(clock));
    }

    private Optional<PasswordLink> find(String token) {
        return Tokens.isWellFormed(token) ? links.findByTokenHash(Tokens.hash(token)) : Optional.empty();
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.PASSWORD_RESET);
    }

    @Override
    public Optional<Mail> compose(QueuedMail mail) {
        var now = DatabaseTime.now(clock);
        return links.findById(UUID.fromString(mail.key().substring(KEY.length())))
                .filter(link -> link.isOpen(now))
                .flatMap(link -> accounts.findById(link.accountId())
                        .filter(Account::isActive)
                        .filter(account -> !singleSignOn.appliesTo(account.isStaff()))
                        .map(account -> mail.mail(
                                null,
                                addresses.to("/password/" + link.token(tokens)),
                                Map.of(
                                        "name", account.name(),
                                        "first", link.isFirst(),
                                        "expiresAt", link.expiresAt().atZone(ZoneId.of("UTC"))))));
    }
}
