package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An email in the ledger that waits for its delivery. */
public record QueuedMail(
        UUID id,
        MailKind kind,
        String key,
        EmailAddress recipient,
        Locale language,
        @Nullable UUID invitationId,
        @Nullable UUID vendorId,
        @Nullable UUID accountId) {

    /** The mail to send, with key, recipient, language and ids of this row. */
    public Mail mail(@Nullable String senderName, @Nullable String link, Map<String, Object> model) {
        return new Mail(key, kind, recipient, language, senderName, link, model, invitationId, vendorId, accountId);
    }
}
