package com.partsportal.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Makes the message of a mail: headers, text, HTML. */
@Component
class MailMessages {

    private static final String PORTAL = "Parts Portal";

    static {
        // Else Jakarta Mail looks through every jar for it, several times for each message: a tenth of the portal's
        // CPU.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final MailTexts texts;
    private final MailSettings settings;

    MailMessages(MailTexts texts, MailSettings settings) {
        this.texts = texts;
        this.settings = settings;
    }

    /**
     * Fills the message, which the sender made, and gives it the Message-ID.
     *
     * @param id in the ledger, which the envelope sender names
     */
    MimeMessage write(Mail mail, UUID id, String messageId, Instant now, MimeMessage message) {
        try {
            var text = texts.render(mail);
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setTo(mail.recipient().value());
            helper.setSentDate(Date.from(now));
            // Not by the helper: it would leave a name that looks like an encoded word as it is.
            var sender = mail.senderName() == null ? PORTAL : mail.senderName() + " via " + PORTAL;
            message.setHeader("From", HeaderText.mailbox(sender, settings.from().value()));
            var envelope = settings.envelopeSender(id);
            if (envelope != null && message instanceof SMTPMessage smtp) {
                smtp.setEnvelopeFrom(envelope);
            }
            message.setHeader("Subject", HeaderText.unstructured("Subject".length() + 2, text.subject()));
            if (mail.replyTo() != null) {
                message.setHeader("Reply-To", mail.replyTo().value());
            }
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Parts-Portal-Mail", mail.kind().code());
            // Not by the helper either: it would put the two texts into further multiparts for attachments.
            message.setContent(alternative(text));
            message.saveChanges();
            // saveChanges() makes one up; the sender keeps this one.
            message.setHeader("Message-ID", messageId);
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("mail of kind " + mail.kind(), e);
        }
    }

    private static MimeMultipart alternative(MailTexts.Rendered text) throws MessagingException {
        return new MimeMultipart("alternative", part(text.text(), "plain"), part(text.html(), "html"));
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }
}
