package com.partsportal.testing;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** The mails that arrived, of all mailboxes of the mail server. */
public final class Mailbox {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
                .pollInterval(Duration.ofMillis(50))
                .until(() -> to(recipient, kind).size() >= count);
        return to(recipient, kind);
    }

    public List<ReceivedMail> to(String recipient, String kind) {
        return to(recipient).stream().filter(mail -> mail.kind().equals(kind)).toList();
    }

    public List<ReceivedMail> to(String recipient) {
        return all().stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    public List<ReceivedMail> all() {
        return Arrays.stream(greenMail.getReceivedMessages()).map(Mailbox::read).toList();
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
