package com.partsportal.mail;

import com.partsportal.shared.BadSetting;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * The mail server, as Spring Boot configures it ({@code spring.mail…}): one message at a time, with an end to each
 * send. After three sends in a row without any answer nothing is tried for a while.
 *
 * <p>It talks to the transport itself since only so the answer to the message stands apart from a failing good-bye.
 */
@Component
class SmtpServer {

    private static final int FAILURES_IN_A_ROW = 3;

    private final JavaMailSenderImpl server;
    private final Session session;
    private final Duration deadline;
    private final CircuitBreaker breaker;
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "mail-deadline");
        thread.setDaemon(true);
        return thread;
    });

    SmtpServer(ObjectProvider<JavaMailSenderImpl> servers, MailSettings settings) {
        server = servers.getIfAvailable(() -> {
            throw new BadSetting("SPRING_MAIL_HOST is not set: the portal does not start without a mail server");
        });
        if (server.getHost() == null || server.getHost().isBlank()) {
            throw new BadSetting("SPRING_MAIL_HOST is empty: the portal does not start without a mail server");
        }
        deadline = settings.deadline();
        // Never shut down: a send that is running while the portal stops keeps its deadline.
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setKeepAliveTime(1, TimeUnit.MINUTES);
        watchdog.allowCoreThreadTimeOut(true);
        session = Session.getInstance(properties(settings));
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

    Session session() {
        return session;
    }

    /**
     * Asked before anything is done for a mail. After a yes follows {@link #hand} or {@link #notUsed}.
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

    /** There was nothing to send after all. */
    void notUsed() {
        breaker.releasePermission();
    }

    /** Hands the message over; ends within the deadline. */
    SmtpAnswer hand(MimeMessage message) {
        var start = System.nanoTime();
        var answer = exchange(message);
        var took = System.nanoTime() - start;
        if (answer instanceof SmtpAnswer.Failed failed && failed.away()) {
            breaker.onError(took, TimeUnit.NANOSECONDS, new MailFailed(failed.code(), false));
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
        return answer;
    }

    private SmtpAnswer exchange(MimeMessage message) {
        try (var end = SendDeadline.start(watchdog, deadline)) {
            Transport transport = null;
            try {
                if (!findsTheServersName()) {
                    return new SmtpAnswer.Failed("mail-server-silent", false, true);
                }
                transport = session.getTransport(protocol());
                transport.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
                transport.sendMessage(message, message.getAllRecipients());
                return new SmtpAnswer.Taken();
            } catch (MessagingException e) {
                var reply = transport instanceof SMTPTransport smtp ? smtp.getLastReturnCode() : 0;
                return SmtpAnswer.of(e, reply, end.hasPassed());
            } finally {
                sayGoodBye(transport);
            }
        }
    }

    /**
     * Java's look-up of a name has no time-out and nothing ends it, so a thread of its own does it and is waited for no
     * longer than the deadline. The transport then finds the answer, be it a no, in Java's cache of names.
     */
    private boolean findsTheServersName() {
        var answered = new CountDownLatch(1);
        var lookUp = new Thread(
                () -> {
                    try {
                        InetAddress.getAllByName(server.getHost());
                    } catch (UnknownHostException no) {
                        // The transport says so.
                    } finally {
                        answered.countDown();
                    }
                },
                "mail-server-name");
        lookUp.setDaemon(true);
        lookUp.start();
        try {
            return answered.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void sayGoodBye(@Nullable Transport transport) {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException afterTheAnswer) {
            // What counts was answered before.
        }
    }

    private String protocol() {
        return server.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : server.getProtocol();
    }

    private Properties properties(MailSettings settings) {
        var properties = new Properties();
        var prefix = "mail." + protocol() + ".";
        properties.put(prefix + "connectiontimeout", "5000");
        properties.put(prefix + "timeout", String.valueOf(deadline.toMillis()));
        properties.put(prefix + "writetimeout", String.valueOf(deadline.toMillis()));
        // Otherwise asked of the resolver, for each connection and for each message.
        properties.put(prefix + "localhost", settings.from().domain());
        properties.put("mail.from", settings.from().value());
        properties.put(prefix + "quitwait", "false");
        properties.putAll(server.getJavaMailProperties());
        if (server.getUsername() != null) {
            properties.putIfAbsent(prefix + "auth", "true");
        }
        properties.put(prefix + "executor.writetimeout", watchdog);
        properties.put(prefix + "socketFactory", new SendDeadline.Sockets());
        properties.put(prefix + "socketFactory.fallback", "false");
        return properties;
    }
}
