package com.partsportal.account;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Links;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Emails that tell a person how the way into their login was changed: what, when, from which network. They carry no token and
 * nothing that somebody typed, so that the person who made the change cannot write to the victim through them.
 */
@Component
class SecurityNotices implements QueuedMailContent {

    private static final String KEY = "security-notice:";
    private static final String TO_FORMER = ":former";
    private static final int LENGTH_OF_ID = 36;

    private final AccountRepository accounts;
    private final AccountEventRepository events;
    private final MailQueue mails;
    private final Links links;

    SecurityNotices(AccountRepository accounts, AccountEventRepository events, MailQueue mails, Links links) {
        this.accounts = accounts;
        this.events = events;
        this.mails = mails;
        this.links = links;
    }

    /** To the login's address, about this row of {@code account_event}, in the caller's transaction; a repeat sends none. */
    void mail(UUID event, AccountId account) {
        var person = accounts.findById(account.value()).orElseThrow();
        add(KEY + event, person, person.email());
    }

    /** To the address that was the login's before this event, in the caller's transaction. */
    void mailFormer(UUID event, AccountId account, EmailAddress former) {
        add(KEY + event + TO_FORMER, accounts.findById(account.value()).orElseThrow(), former);
    }

    private void add(String key, Account person, EmailAddress recipient) {
        mails.add(
                MailKind.SECURITY_NOTICE,
                key,
                recipient,
                person.language(),
                null,
                null,
                person.id().value());
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.SECURITY_NOTICE);
    }

    @Override
    public Optional<Mail> compose(QueuedMail mail) {
        var event = UUID.fromString(mail.key().substring(KEY.length(), KEY.length() + LENGTH_OF_ID));
        return events.view(event).map(happened -> mail.mail(null, links.to("/portal/profile"), model(mail, happened)));
    }

    private static Map<String, Object> model(QueuedMail mail, AccountEventView happened) {
        var model = new HashMap<String, Object>();
        model.put("event", happened.type().name());
        model.put("at", happened.at().atZone(ZoneId.of("UTC")));
        model.put("network", happened.network());
        model.put("former", mail.key().endsWith(TO_FORMER));
        return model;
    }
}
