package com.partsportal.mail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Delivers the emails of the {@link MailQueue}, with the content that their modules compose at that moment. */
@Component
public class QueuedMails {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedMails.class);

    private final Ledger ledger;
    private final Mailer mailer;
    private final List<QueuedMailContent> contents;

    QueuedMails(Ledger ledger, Mailer mailer, List<QueuedMailContent> contents) {
        this.ledger = ledger;
        this.mailer = mailer;
        this.contents = contents;
    }

    /**
     * The step of the process. A repeat sends nothing twice. Nobody is notified of a refused address.
     *
     * @return never {@code DEFERRED}
     * @throws MailFailed for technical failures
     * @throws MailDeferred while the address had its emails of this day, or the vendor is suspended: it waits, without using
     *     up a retry
     */
    public DeliveryResult deliver(UUID mailId) {
        var delivery = mailer.deliver(() -> ledger.find(mailId).flatMap(this::compose));
        switch (delivery) {
            case SENT, ALREADY_SENT -> {}
            case UNWANTED, REFUSED -> LOG.info("mail {} ends as {}", mailId, delivery);
            case DEFERRED -> throw new MailDeferred();
        }
        return delivery;
    }

    /** Gives up an email that was not sent; one that went out stays so. */
    @Transactional
    public void giveUp(UUID mailId) {
        ledger.refused(mailId, "cancelled by staff");
    }

    /** The codes of the kinds that are delivered this way. */
    public Set<String> kinds() {
        return contents.stream()
                .flatMap(content -> content.kinds().stream())
                .map(MailKind::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Mail> compose(QueuedMail mail) {
        return contents.stream()
                .filter(content -> content.kinds().contains(mail.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody composes " + mail.kind()))
                .compose(mail);
    }
}
