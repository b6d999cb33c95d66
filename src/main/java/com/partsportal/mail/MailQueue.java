package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Emails without a process of their own: written into the ledger now, delivered by process {@code mail-delivery}. */
@Component
public class MailQueue {

    private final Ledger ledger;
    private final MailProcess process;

    MailQueue(Ledger ledger, MailProcess process) {
        this.ledger = ledger;
        this.process = process;
    }

    /**
     * Writes the email into the ledger and starts its process, in the caller's transaction. A repeat with the same key
     * does nothing.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(
            MailKind kind,
            String key,
            EmailAddress recipient,
            Locale language,
            @Nullable UUID invitationId,
            @Nullable UUID vendorId,
            @Nullable UUID accountId) {
        ledger.add(new QueuedMail(Ids.next(), kind, key, recipient, language, invitationId, vendorId, accountId))
                .ifPresent(process::start);
    }

    /** Whether the mail server took the email with this key, queued or not. */
    @Transactional(readOnly = true)
    public boolean isSent(String key) {
        return ledger.isSent(key);
    }
}
