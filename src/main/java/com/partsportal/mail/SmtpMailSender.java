package com.partsportal.mail;

import com.partsportal.shared.BadSetting;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.StringUtils;

/**
 * Spring's SMTP sender as {@code spring.mail…} configures it, with two additions.
 *
 * <p><b>TLS.</b> With protocol {@code smtp} the connection is encrypted by STARTTLS as soon as the server offers it. With
 * a user name STARTTLS is required and the certificate is checked, so that the password never leaves in clear. With
 * protocol {@code smtps} (port 465) the whole connection is TLS. Properties that the operator sets win.
 *
 * <p><b>A deadline.</b> Each send ends after {@link MailSettings#deadline()}, whatever the server does.
 */
class SmtpMailSender extends JavaMailSenderImpl {

    private final Duration deadline;
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "mail-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /** @param tls makes the TLS connections; null for the JVM's own trust store */
    SmtpMailSender(MailProperties server, MailSettings settings, @Nullable SSLSocketFactory tls) {
        if (!StringUtils.hasText(server.getHost())) {
            throw new BadSetting("SPRING_MAIL_HOST is not set: the portal does not start without a mail server");
        }
        deadline = settings.deadline();
        // Never shut down: a send that is running while the portal stops keeps its deadline.
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setKeepAliveTime(1, TimeUnit.MINUTES);
        watchdog.allowCoreThreadTimeOut(true);
        setHost(server.getHost());
        if (server.getPort() != null) {
            setPort(server.getPort());
        }
        setUsername(StringUtils.hasText(server.getUsername()) ? server.getUsername() : null);
        setPassword(server.getPassword());
        setProtocol(StringUtils.hasText(server.getProtocol()) ? server.getProtocol() : DEFAULT_PROTOCOL);
        setDefaultEncoding(server.getDefaultEncoding().name());
        setJavaMailProperties(properties(server, settings, tls));
    }

    /** The time was over before the server had answered. */
    static class DeadlinePassed extends MailSendException {
        DeadlinePassed(@Nullable MailException interrupted) {
            super("deadline passed", interrupted);
        }
    }

    /** A message that can have an envelope sender of its own. */
    @Override
    public MimeMessage createMimeMessage() {
        return new SMTPMessage(getSession());
    }

    @Override
    protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
        try (var end = SendDeadline.start(watchdog, deadline)) {
            if (!findsTheServersName()) {
                throw new DeadlinePassed(null);
            }
            try {
                super.doSend(messages, originals);
            } catch (MailException failure) {
                if (isOnlyAFailedGoodBye(failure)) {
                    return;
                }
                throw end.hasPassed() ? new DeadlinePassed(failure) : failure;
            }
        }
    }

    /** Spring reports a connection that could not be closed without any message that failed: the server has them all. */
    private static boolean isOnlyAFailedGoodBye(MailException failure) {
        return failure instanceof MailSendException sending
                && sending.getFailedMessages().isEmpty();
    }

    /**
     * Java's look-up of a name has no time-out and cannot be interrupted, so a thread of its own does it and is awaited
     * no longer than the deadline. The transport then finds the answer, also a negative one, in Java's cache of names.
     */
    private boolean findsTheServersName() {
        var answered = new CountDownLatch(1);
        var lookUp = new Thread(
                () -> {
                    try {
                        InetAddress.getAllByName(getHost());
                    } catch (UnknownHostException unknown) {
                        // The transport reports it.
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

    private Properties properties(MailProperties server, MailSettings settings, @Nullable SSLSocketFactory tls) {
        var properties = new Properties();
        var prefix = "mail." + getProtocol() + ".";
        properties.put(prefix + "connectiontimeout", "5000");
        properties.put(prefix + "timeout", String.valueOf(deadline.toMillis()));
        properties.put(prefix + "writetimeout", String.valueOf(deadline.toMillis()));
        // Otherwise Jakarta Mail queries the resolver, for each connection and for each message.
        properties.put(prefix + "localhost", settings.from().domain());
        properties.put("mail.from", settings.from().value());
        properties.put(prefix + "quitwait", "false");
        properties.put(prefix + "starttls.enable", "true");
        if (getUsername() != null) {
            properties.put(prefix + "auth", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (server.getSsl().isEnabled()) {
            properties.put(prefix + "ssl.enable", "true");
        }
        properties.putAll(server.getProperties());
        if (tls == null && isOpportunistic(properties, prefix)) {
            // The server could as well have offered no TLS: a certificate that cannot be checked is better than none.
            properties.putIfAbsent(prefix + "ssl.trust", "*");
            properties.putIfAbsent(prefix + "ssl.checkserveridentity", "false");
        }
        properties.put(prefix + "executor.writetimeout", watchdog);
        properties.put(prefix + "socketFactory", new SendDeadline.Sockets());
        properties.put(prefix + "socketFactory.fallback", "false");
        if (tls != null) {
            properties.put(prefix + "ssl.socketFactory", new SendDeadline.TlsSockets(tls));
        }
        return properties;
    }

    /** Whether a mail may also leave without TLS. */
    private boolean isOpportunistic(Properties properties, String prefix) {
        return getUsername() == null
                && !"smtps".equals(getProtocol())
                && !Boolean.parseBoolean(properties.getProperty(prefix + "ssl.enable"))
                && !Boolean.parseBoolean(properties.getProperty(prefix + "starttls.required"));
    }
}
