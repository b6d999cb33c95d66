package com.partsportal.testing;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One mail as it arrived.
 *
 * @param kind header {@code X-Parts-Portal-Mail}, empty when there is none
 * @param text the text part
 * @param html the HTML part
 * @param source everything, headers included
 */
public record ReceivedMail(
        String kind,
        String recipient,
        String from,
        String subject,
        String messageId,
        String text,
        String html,
        String source) {

    static final String KIND = "X-Parts-Portal-Mail";

    private static final Pattern LINK = Pattern.compile("(?m)^\\s*(https?://\\S+)\\s*$");

    /** The link, which stands alone on a line of the text part. */
    public String link() {
        var matcher = LINK.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no link in the mail:\n" + text);
        }
        return matcher.group(1);
    }

    /** The path of the link, to be asked of {@code MockMvc}. */
    public String path() {
        return URI.create(link()).getRawPath();
    }

    public static ReceivedMail of(MimeMessage message) throws MessagingException {
        try {
            var kind = message.getHeader(KIND, null);
            var source = new ByteArrayOutputStream();
            message.writeTo(source);
            return new ReceivedMail(
                    kind == null ? "" : kind,
                    ((InternetAddress) message.getAllRecipients()[0]).getAddress(),
                    ((InternetAddress) message.getFrom()[0]).toUnicodeString(),
                    message.getSubject(),
                    message.getMessageID(),
                    part(message, "text/plain"),
                    part(message, "text/html"),
                    source.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
