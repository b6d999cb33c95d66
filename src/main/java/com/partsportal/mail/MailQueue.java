package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mails without a process of their own: written into the ledger now, delivered by process {@code mail-delivery}. */
@Component
public class MailQueue {

    /**
     * Writes the mail into the ledger and starts its process, in the caller's transaction. A repeat with the same key
     * does nothing.
     */
    public void add(
            MailKind kind,
            String key,
            EmailAddress recipient,
            Locale language,
            @Nullable UUID invitationId,
            @Nullable UUID vendorId,
            @Nullable UUID accountId) {
        throw new UnsupportedOperationException();
    }

    /**
     * The step of the process. A refused address ends here: these mails have nobody to tell.
     *
     * @throws MailFailed for technical failures
     */
    public void deliver(UUID mailId) {
        throw new UnsupportedOperationException();
    }
}
