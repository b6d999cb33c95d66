package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.jspecify.annotations.Nullable;

/**
 * A delivery status notification (RFC 3464), read by Angus Mail.
 *
 * @param sentTo the addresses that the notification itself was sent to
 * @param recipients what it says about each address that it reports on
 * @param messageId of the mail that it is about; null when it returns no headers
 */
record DeliveryReport(
        List<String> sentTo,
        List<Recipient> recipients,
        @Nullable String messageId) {

    private static final int LONGEST_REASON = 500;

    /** Where a mail transfer agent writes down to whom it delivers. */
    private static final List<String> DELIVERED_TO = List.of("Delivered-To", "X-Original-To", "Envelope-To");

    /**
     * One address.
     *
     * @param reason of the server that could not deliver
     */
    record Recipient(EmailAddress address, String action, String status, String reason) {

        /** It will never be delivered. */
        boolean isPermanent() {
            return action.equals("failed") && status.startsWith("5.");
        }

        boolean isDelayed() {
            return action.equals("delayed");
        }
    }

    /** Empty for anything but such a notification, such as an answer or an auto-reply. */
    static Optional<DeliveryReport> read(byte[] message) {
        try {
            var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
            if (!mail.isMimeType("multipart/report")) {
                return Optional.empty();
            }
            var report = new MultipartReport(mail.getDataHandler().getDataSource());
            if (!(report.getReport() instanceof DeliveryStatus status)) {
                return Optional.empty();
            }
            var recipients = new ArrayList<Recipient>();
            for (var i = 0; i < status.getRecipientDSNCount(); i++) {
                recipient(status.getRecipientDSN(i)).ifPresent(recipients::add);
            }
            var returned = report.getReturnedMessage();
            return Optional.of(new DeliveryReport(
                    sentTo(mail), recipients, returned == null ? null : first(returned.getHeader("Message-ID"))));
        } catch (MessagingException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static List<String> sentTo(MimeMessage mail) throws MessagingException {
        var to = mail.getRecipients(Message.RecipientType.TO);
        var headers = new ArrayList<String>();
        for (var header : DELIVERED_TO) {
            headers.addAll(List.of(Optional.ofNullable(mail.getHeader(header)).orElse(new String[0])));
        }
        return Stream.concat(to == null ? Stream.empty() : Arrays.stream(to).map(Object::toString), headers.stream())
                .map(address -> address.replaceAll(".*<([^>]*)>.*", "$1"))
                .toList();
    }

    private static Optional<Recipient> recipient(InternetHeaders headers) {
        var address = value(first(headers.getHeader("Original-Recipient")))
                .or(() -> value(first(headers.getHeader("Final-Recipient"))));
        return address.map(known -> new Recipient(
                known,
                text(first(headers.getHeader("Action"))).toLowerCase(Locale.ROOT),
                text(first(headers.getHeader("Status"))),
                reason(text(first(headers.getHeader("Diagnostic-Code"))))));
    }

    /** What follows the type, as in {@code rfc822; kim@example.com}. */
    private static Optional<EmailAddress> value(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new EmailAddress(typed.substring(typed.indexOf(';') + 1).trim()));
        } catch (InvalidValue malformed) {
            return Optional.empty();
        }
    }

    private static String reason(String diagnostic) {
        var reason = diagnostic
                .substring(diagnostic.indexOf(';') + 1)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .trim();
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.trim();
    }

    private static @Nullable String first(String @Nullable [] values) {
        return values == null || values.length == 0 ? null : values[0];
    }
}
