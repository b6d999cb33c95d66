package com.partsportal.mail;

import com.partsportal.shared.Causes;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** What a mail server's answer, or its silence, means for the mail. */
sealed interface SmtpAnswer {

    /** It has the mail. */
    record Taken() implements SmtpAnswer {}

    /** It refuses the recipient for good, with this reply. */
    record RecipientRefused(String reply) implements SmtpAnswer {}

    /** Anything else: the code says what, {@code away} that the server gave no answer at all. */
    record Failed(String code, boolean permanent, boolean away) implements SmtpAnswer {}

    /** Longest text kept. */
    int LONGEST = 500;

    /** The server's reply in the message of a Jakarta Mail exception: the whole message, or its end for a greeting. */
    Pattern REPLY = Pattern.compile("(?:^|, response: )([45][0-9][0-9])(?:[ -]|$)");

    /** What Jakarta Mail says in a plain exception when STARTTLS is required and not offered. */
    String NO_STARTTLS = "STARTTLS is required";

    /** Reads the failure of any sender that is built on Jakarta Mail; of another one it is a lost connection. */
    static SmtpAnswer of(MailException failure) {
        var all = causes(failure).toList();
        for (var one : all) {
            if (one instanceof SMTPAddressFailedException refused && refused.getReturnCode() / 100 == 5) {
                return new RecipientRefused(shortened(refused.getMessage()));
            }
        }
        if (failure instanceof SmtpMailSender.DeadlinePassed) {
            return new Failed("mail-server-silent", false, true);
        }
        for (var one : all) {
            var answer = read(one);
            if (answer != null) {
                return answer;
            }
        }
        return new Failed("mail-connection-lost", false, true);
    }

    private static @Nullable Failed read(Throwable failure) {
        var reply = failure instanceof MessagingException ? replyCode(failure) : 0;
        if (reply > 0) {
            return new Failed("mail-answer-" + reply, reply >= 500, false);
        }
        if (failure instanceof MessagingException && text(failure).contains(NO_STARTTLS)) {
            return new Failed("mail-server-without-tls", true, false);
        }
        if (failure instanceof CertificateException) {
            return new Failed("mail-server-certificate", true, false);
        }
        if (failure instanceof SocketTimeoutException) {
            return new Failed("mail-server-silent", false, true);
        }
        return failure instanceof MailConnectException ? new Failed("mail-server-unreachable", false, true) : null;
    }

    private static int replyCode(Throwable failure) {
        var reply = REPLY.matcher(text(failure));
        if (reply.find()) {
            return Integer.parseInt(reply.group(1));
        }
        return failure instanceof AuthenticationFailedException ? 535 : 0;
    }

    /** The failure and its causes, and those of each message that Spring lists. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Causes.of(failure)
                .flatMap(one -> Stream.concat(
                        Stream.of(one),
                        one instanceof MailSendException sending
                                ? Stream.of(sending.getMessageExceptions()).flatMap(SmtpAnswer::causes)
                                : Stream.empty()));
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }

    private static String shortened(@Nullable String reply) {
        var text =
                (reply == null ? "" : reply).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
