package com.partsportal.mail;

import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what mail servers say about emails after they were sent. A notification counts only if it was sent to the envelope
 * sender of an email that went out, reports on that email's recipient, and returns no other email's Message-ID: answers,
 * auto-replies and forged ones change nothing.
 */
@Service
public class Bounces {

    private static final Logger log = LoggerFactory.getLogger(Bounces.class);

    private final SentMailRepository mails;
    private final MailSettings settings;
    private final List<BounceListener> listeners;
    private final Clock clock;

    Bounces(SentMailRepository mails, MailSettings settings, List<BounceListener> listeners, Clock clock) {
        this.mails = mails;
        this.settings = settings;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Marks the email that a permanent failure names, and notes a delay; a repeat changes nothing. */
    @Transactional
    public void receive(byte[] message) {
        DeliveryReport.read(message).ifPresent(this::receive);
    }

    private void receive(DeliveryReport report) {
        for (var address : report.sentTo()) {
            settings.mailOf(address).flatMap(mails::findById).ifPresent(mail -> receive(report, mail));
        }
    }

    private void receive(DeliveryReport report, SentMail mail) {
        if (report.messageId() != null && !report.messageId().equals(mail.messageId())) {
            return;
        }
        for (var recipient : report.recipients()) {
            if (!recipient.address().equals(mail.row().recipient())) {
                continue;
            }
            if (recipient.isPermanent()
                    && mails.markBounced(mail.id(), DatabaseTime.now(clock), recipient.reason()) == 1) {
                log.info("mail {} came back: {}", mail.id(), mail.row().kind().code());
                listeners.forEach(listener -> listener.bounced(mail.row(), recipient.reason()));
            } else if (recipient.isDelayed() && mails.markDelayed(mail.id(), DatabaseTime.now(clock)) == 1) {
                log.info("mail {} is delayed: {}", mail.id(), mail.row().kind().code());
            }
        }
    }
}
