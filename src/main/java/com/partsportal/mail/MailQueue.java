package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails without a process of their own: written into the ledger now, delivered by process {@code mail-delivery}. */
@Component
public class MailQueue {

    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);

    private final Ledger ledger;
    private final Mailer mailer;
    private final ObjectProvider<MailProcess> process;
    private final ObjectProvider<QueuedMailContent> contents;

    /** Process and contents are looked up when they are needed: those who write contents also add to the queue. */
    MailQueue(
            Ledger ledger,
            Mailer mailer,
            ObjectProvider<MailProcess> process,
            ObjectProvider<QueuedMailContent> contents) {
        this.ledger = ledger;
        this.mailer = mailer;
        this.process = process;
        this.contents = contents;
    }

    /**
     * Writes the mail into the ledger and starts its process, in the caller's transaction. A repeat with the same key
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
        ledger.add(key, kind, recipient, language, invitationId, vendorId, accountId)
                .ifPresent(process.getObject()::start);
    }

    /**
     * The step of the process. A repeat sends nothing twice. A refused address ends here: these mails have nobody to
     * tell.
     *
     * @throws MailFailed for technical failures, and while the address had its mails of this day
     */
    public void deliver(UUID mailId) {
        var delivery = mailer.deliver(() -> ledger.find(mailId).flatMap(this::compose));
        switch (delivery) {
            case SENT, ALREADY_SENT -> {}
            case NOT_WANTED, REFUSED -> LOG.info("mail {} ends as {}", mailId, delivery);
            case DEFERRED -> throw new MailFailed("mail-deferred", false);
        }
    }

    private Optional<Mail> compose(QueuedMail mail) {
        return contents.stream()
                .filter(content -> content.kinds().contains(mail.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody composes " + mail.kind()))
                .compose(mail);
    }
}
