package com.partsportal.mail;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends one message at a time by Spring's {@link JavaMailSender} and reads the answer. After three sends in a row
 * without any answer nothing is tried for a while, so that a dead mail server does not occupy the job threads.
 */
@Component
class MailServer {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);

    private static final int FAILURES_IN_A_ROW = 3;

    private final JavaMailSender sender;
    private final CircuitBreaker breaker;

    MailServer(JavaMailSender sender, MailSettings settings) {
        this.sender = sender;
        breaker = CircuitBreaker.of(
                "mail",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(FAILURES_IN_A_ROW)
                        .minimumNumberOfCalls(FAILURES_IN_A_ROW)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** Whether mails are tried, or the server is given a pause. */
    CircuitBreaker.State circuit() {
        return breaker.getState();
    }

    /** A message without content, to be filled and given to {@link #send}. */
    MimeMessage newMessage() {
        return sender.createMimeMessage();
    }

    /**
     * Requests permission before any work is done for a mail. {@link #send} or {@link #notUsed} must follow.
     *
     * @throws MailFailed while the server is given a pause
     */
    void permit() {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException paused) {
            throw new MailFailed("mail-server-paused", false);
        }
    }

    /** Returns a permission when there was nothing to send after all. */
    void notUsed() {
        breaker.releasePermission();
    }

    /** Sends the message and answers what became of it; throws nothing. */
    SmtpAnswer send(MimeMessage message) {
        var start = System.nanoTime();
        var answer = answerTo(message);
        var took = System.nanoTime() - start;
        if (answer instanceof SmtpAnswer.Failed failed && failed.away()) {
            breaker.onError(took, TimeUnit.NANOSECONDS, new MailFailed(failed.code(), false));
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
        return answer;
    }

    private SmtpAnswer answerTo(MimeMessage message) {
        try {
            sender.send(message);
            return new SmtpAnswer.Taken();
        } catch (MailException failure) {
            return SmtpAnswer.of(failure);
        } catch (RuntimeException bug) {
            // Its text may hold the address.
            LOG.warn("the mail sender failed: {}", bug.getClass().getName());
            return new SmtpAnswer.Failed("mail-sender", false, false);
        }
    }
}
