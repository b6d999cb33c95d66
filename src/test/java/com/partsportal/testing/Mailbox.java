package com.partsportal.testing;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The mails that arrived, of all mailboxes of the mail server. */
public final class Mailbox {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GreenMail greenMail;

    public Mailbox(GreenMail greenMail) {
        this.greenMail = greenMail;
    }

    /** Waits for the first mail of that kind (the contract's word, such as {@code reminder}) to that address. */
    public ReceivedMail await(String recipient, String kind) {
        return await(recipient, kind, 1).get(0);
    }

    /** Waits until that many have arrived and answers all of them, oldest first. */
    public List<ReceivedMail> await(String recipient, String kind, int count) {
        Awaitility.await("mail " + kind + " to " + recipient)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> arrived(recipient, kind).count() >= count);
        return to(recipient, kind);
    }

    public List<ReceivedMail> to(String recipient, String kind) {
        return arrived(recipient, kind).map(Mailbox::read).toList();
    }

    public List<ReceivedMail> to(String recipient) {
        return arrived()
                .filter(mail -> isTo(mail, recipient))
                .map(Mailbox::read)
                .toList();
    }

    public List<ReceivedMail> all() {
        return arrived().map(Mailbox::read).toList();
    }

    /** By their headers: reading the content of every mail again and again takes longer than sending it. */
    private Stream<MimeMessage> arrived(String recipient, String kind) {
        return arrived().filter(mail -> isTo(mail, recipient) && kind.equals(header(mail, ReceivedMail.KIND)));
    }

    private Stream<MimeMessage> arrived() {
        return Arrays.stream(greenMail.getReceivedMessages());
    }

    private static boolean isTo(MimeMessage mail, String recipient) {
        var to = header(mail, "To");
        return to != null && to.contains(recipient) && read(mail).recipient().equals(recipient);
    }

    private static @Nullable String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public void clear() {
        try {
            greenMail.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivedMail read(MimeMessage message) {
        try {
            return ReceivedMail.of(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
