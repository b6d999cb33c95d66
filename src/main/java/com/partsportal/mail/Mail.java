package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one person, ready to be rendered.
 *
 * @param key under it the mail goes out once: the ledger's key, and what the Message-ID is made of
 * @param language German for {@code de}, English for every other
 * @param senderName the vendor's or company's name, shown as "Name via Parts Portal"; null for the portal itself
 * @param link where the button leads, a whole address; null for a mail without one
 * @param model what the kind's template shows: the names that {@link MailKind} lists for it
 * @param replyTo where an answer goes: to who invited, or to the vendor's contact address; null: nobody reads answers
 */
public record Mail(
        String key,
        MailKind kind,
        EmailAddress recipient,
        Locale language,
        @Nullable String senderName,
        @Nullable String link,
        Map<String, Object> model,
        @Nullable UUID invitationId,
        @Nullable UUID vendorId,
        @Nullable UUID accountId,
        @Nullable EmailAddress replyTo) {

    public Mail(
            String key,
            MailKind kind,
            EmailAddress recipient,
            Locale language,
            @Nullable String senderName,
            @Nullable String link,
            Map<String, Object> model,
            @Nullable UUID invitationId,
            @Nullable UUID vendorId,
            @Nullable UUID accountId) {
        this(key, kind, recipient, language, senderName, link, model, invitationId, vendorId, accountId, null);
    }

    /** The same mail, with an address for answers. */
    public Mail answeredTo(@Nullable EmailAddress address) {
        return new Mail(
                key, kind, recipient, language, senderName, link, model, invitationId, vendorId, accountId, address);
    }

    /** Its row in the ledger. */
    QueuedMail row(UUID id) {
        return new QueuedMail(id, kind, key, recipient, language, invitationId, vendorId, accountId);
    }
}
