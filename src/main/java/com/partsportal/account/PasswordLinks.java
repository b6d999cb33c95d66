package com.partsportal.account;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Links;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.RateLimits.Limit;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import com.partsportal.shared.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
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
    private static final Limit MAILS_TO_ONE_ADDRESS = new Limit(3, Duration.ofHours(1));

    private final PasswordLinkRepository links;
    private final AccountRepository accounts;
    private final Sessions sessions;
    private final AccountEvents events;
    private final MailQueue mails;
    private final Tokens tokens;
    private final Links addresses;
    private final RateLimits limits;
    private final PasswordSettings settings;
    private final Clock clock;

    PasswordLinks(
            PasswordLinkRepository links,
            AccountRepository accounts,
            Sessions sessions,
            AccountEvents events,
            MailQueue mails,
            Tokens tokens,
            Links addresses,
            RateLimits limits,
            PasswordSettings settings,
            Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.sessions = sessions;
        this.events = events;
        this.mails = mails;
        this.tokens = tokens;
        this.addresses = addresses;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /** A link as its page sees it. */
    sealed interface Look {

        /** May be used. */
        record Open(boolean first, String email, String name) implements Look {}

        /** Was used, has expired, or its login was switched off: all of it ends here, in the same words. */
        record Dead() implements Look {}

        record Unknown() implements Look {}
    }

    /** What came of a password posted with a link. */
    enum Use {
        SET,
        DEAD,
        UNKNOWN
    }

    /** Whether this address may get another mail; counted, outside of a transaction. */
    boolean mayMail(EmailAddress email) {
        return limits.tryTake("password-mail:" + email.value(), MAILS_TO_ONE_ADDRESS);
    }

    /** Mails a link when this address has an active login; otherwise nothing happens. */
    @Retried
    @Transactional
    public void mailForgotten(EmailAddress email) {
        accounts.findByEmail(email.value())
                .filter(Account::isActive)
                .ifPresent(account -> mail(account, !account.hasPassword(), settings.linkExpiresAfter()));
    }

    /** Mails staff the link to their first password, in the caller's transaction. */
    void mailFirst(Account staff) {
        mail(staff, true, settings.firstLinkExpiresAfter());
    }

    /** Mails a person the link to a new password, in the caller's transaction. */
    void mailNew(Account person) {
        mail(person, false, settings.firstLinkExpiresAfter());
    }

    private void mail(Account account, boolean first, Duration lives) {
        var now = Times.now(clock);
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
    public Look look(String token) {
        var link = find(token).orElse(null);
        if (link == null) {
            return new Look.Unknown();
        }
        var account = accounts.findById(link.accountId()).orElseThrow();
        return link.isOpen(Times.now(clock)) && account.isActive()
                ? new Look.Open(link.isFirst(), account.email().value(), account.name())
                : new Look.Dead();
    }

    /** Sets the password and ends every session and every other link of the login. Of two at once, one wins. */
    @Retried
    @Transactional
    public Use use(String token, String passwordHash) {
        var link = find(token).orElse(null);
        if (link == null) {
            return Use.UNKNOWN;
        }
        var now = Times.now(clock);
        var account = accounts.findById(link.accountId()).orElseThrow();
        if (!account.isActive() || links.use(link.getId(), now) == 0) {
            return Use.DEAD;
        }
        account.setPassword(passwordHash, now);
        endAll(account.id());
        sessions.endAll(account.id());
        events.add(account.id(), AccountEvents.Type.PASSWORD_SET_BY_LINK);
        log.info("Account {} has a new password", account.id().value());
        return Use.SET;
    }

    /** Every open link of this login dies, in the caller's transaction. */
    void endAll(AccountId account) {
        links.endAll(account.value(), Times.now(clock));
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
        var now = Times.now(clock);
        return links.findById(UUID.fromString(mail.key().substring(KEY.length())))
                .filter(link -> link.isOpen(now))
                .flatMap(link -> accounts.findById(link.accountId())
                        .filter(Account::isActive)
                        .map(account -> mail.mail(
                                null,
                                addresses.to("/password/" + link.token(tokens)),
                                Map.of(
                                        "name", account.name(),
                                        "first", link.isFirst(),
                                        "expiresAt", link.expiresAt().atZone(ZoneOffset.UTC)))));
    }
}
