package com.partsportal.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMessage.RecipientType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.util.MailStreamProvider;
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

    MimeMessage write(Mail mail, String messageId, Instant now, Session session) {
        try {
            var text = texts.render(mail);
            var message = new MimeMessage(session);
            var sender = mail.senderName() == null ? PORTAL : mail.senderName() + " via " + PORTAL;
            message.setHeader("From", HeaderText.mailbox(sender, settings.from().value()));
            message.setRecipient(
                    RecipientType.TO, new InternetAddress(mail.recipient().value()));
            message.setHeader("Subject", HeaderText.unstructured("Subject".length() + 2, text.subject()));
            message.setSentDate(Date.from(now));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Parts-Portal-Mail", mail.kind().code());
            message.setContent(alternative(text));
            message.saveChanges();
            // saveChanges() makes one up.
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
