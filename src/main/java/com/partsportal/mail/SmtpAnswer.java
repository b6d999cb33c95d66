package com.partsportal.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** What a mail server's answer, or its silence, means for the mail. */
sealed interface SmtpAnswer {

    /** It has the mail. */
    record Taken() implements SmtpAnswer {}

    /** It refuses the recipient for good, in these words. */
    record RecipientRefused(String words) implements SmtpAnswer {}

    /** Anything else: the code says what, {@code away} that the server gave no answer at all. */
    record Failed(String code, boolean permanent, boolean away) implements SmtpAnswer {}

    /** Longest words kept. */
    int LONGEST = 500;

    Pattern CODE = Pattern.compile("^([245][0-9][0-9])[ -]");

    /**
     * @param lastReply the newest reply code that the server gave; below 200 when there was none
     */
    static SmtpAnswer of(MessagingException failure, int lastReply, boolean deadlinePassed) {
        var all = flat(failure);
        for (var one : all) {
            if (one instanceof SMTPAddressFailedException refused && refused.getReturnCode() / 100 == 5) {
                return new RecipientRefused(words(refused.getMessage()));
            }
        }
        if (deadlinePassed) {
            return new Failed("mail-server-silent", false, true);
        }
        for (var one : all) {
            var reply = replyCode(one);
            if (reply >= 400 && reply < 600) {
                return answered(reply);
            }
            if (one instanceof SocketTimeoutException) {
                return new Failed("mail-server-silent", false, true);
            }
            if (one instanceof MailConnectException) {
                return new Failed("mail-server-unreachable", false, true);
            }
        }
        return lastReply >= 400 ? answered(lastReply) : new Failed("mail-connection-lost", false, true);
    }

    private static Failed answered(int reply) {
        return new Failed("mail-answer-" + reply, reply >= 500, false);
    }

    private static int replyCode(Throwable failure) {
        if (failure instanceof SMTPAddressFailedException e) {
            return e.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException e) {
            return e.getReturnCode();
        }
        if (failure instanceof SMTPSendFailedException e) {
            return e.getReturnCode();
        }
        if (failure instanceof AuthenticationFailedException e) {
            var reply = CODE.matcher(e.getMessage() == null ? "" : e.getMessage());
            return reply.find() ? Integer.parseInt(reply.group(1)) : 535;
        }
        return 0;
    }

    private static List<Throwable> flat(@Nullable Throwable failure) {
        var all = new ArrayList<Throwable>();
        for (var one = failure; one != null && all.size() < 20; one = next(one)) {
            all.add(one);
        }
        return all;
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mailing ? mailing.getNextException() : failure.getCause();
    }

    private static String words(@Nullable String reply) {
        var words =
                (reply == null ? "" : reply).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    }
}
