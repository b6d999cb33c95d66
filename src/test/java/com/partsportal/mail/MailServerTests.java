package com.partsportal.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.partsportal.mail.ScriptedSmtpServer.Phase;
import com.partsportal.shared.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMessage.RecipientType;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What the mail server answers, and when it does not. */
class MailServerTests {

    /** For servers that never answer. */
    static final Duration DEADLINE = Duration.ofMillis(700);
    /** For servers that do: a busy machine may stop for seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What ends before was not waited for without an end, nor until a socket's own time-out. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final ScriptedSmtpServer remote = new ScriptedSmtpServer();
    private final MailServer server = server(remote.port(), PATIENCE);
    private final Certificates certificates = new Certificates();

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void aMailIsTaken() {
        assertThat(send()).isEqualTo(new SmtpAnswer.Taken());
        assertThat(remote.messages).singleElement().asString().contains("Message-ID: <42@portal.example>");
        assertThat(remote.recipients).containsExactly("RCPT TO:<kim@borg.example>");
    }

    @ParameterizedTest
    @CsvSource({"550 5.1.1 User unknown", "551 moved", "552 mailbox full", "553 bad name", "554 no", "571 blocked"})
    void aRefusedRecipientIsReportedWithTheServersReply(String reply) {
        remote.answers(Phase.RCPT, reply);
        assertThat(send()).isEqualTo(new SmtpAnswer.RecipientRefused(reply));
        assertThat(remote.messages).isEmpty();
    }

    @Test
    void wordsOfSeveralLinesBecomeOne() {
        remote.answers(Phase.RCPT, "550-5.1.1 No such user.\r\n550 5.1.1 See \u0007 our pages.");
        assertThat(send())
                .isInstanceOfSatisfying(
                        SmtpAnswer.RecipientRefused.class,
                        refused -> assertThat(refused.reply())
                                .isEqualTo("550-5.1.1 No such user. 550 5.1.1 See our pages."));
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING,421,false",
        "GREETING,554,true",
        "EHLO,421,false",
        "EHLO,550,true",
        "MAIL,451,false",
        "MAIL,550,true",
        "RCPT,450,false",
        "RCPT,421,false",
        "RCPT,452,false",
        "DATA,451,false",
        "DATA,554,true",
        "DOT,451,false",
        "DOT,552,true",
        "DOT,554,true",
    })
    void otherRefusalsAreTechnical(Phase phase, int reply, boolean permanent) {
        remote.answers(phase, reply + " 4.0.0 kim@borg.example is not for us");
        assertThat(send()).isEqualTo(new SmtpAnswer.Failed("mail-answer-" + reply, permanent, false));
    }

    @ParameterizedTest
    @EnumSource(value = Phase.class, names = "QUIT", mode = EnumSource.Mode.EXCLUDE)
    void aDroppedConnectionIsTriedAgain(Phase phase) {
        remote.drops(phase);
        assertThat(send()).isEqualTo(new SmtpAnswer.Failed("mail-connection-lost", false, true));
    }

    @ParameterizedTest
    @EnumSource(value = Phase.class, names = "QUIT", mode = EnumSource.Mode.EXCLUDE)
    void aSilentServerIsLeftAtTheDeadline(Phase phase) {
        remote.waitsFor(phase, new CountDownLatch(1));
        assertThat(withinTheDeadline()).isEqualTo(new SmtpAnswer.Failed("mail-server-silent", false, true));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"GREETING", "EHLO", "RCPT", "DOT"})
    void aDrippingServerIsLeftAtTheDeadline(Phase phase) {
        remote.drips(phase);
        assertThat(withinTheDeadline()).isEqualTo(new SmtpAnswer.Failed("mail-server-silent", false, true));
    }

    @Test
    void aServerThatReadsNothingIsLeftAtTheDeadline() throws Exception {
        try (var deaf = new ServerSocket(0, 1)) {
            var far = server(deaf.getLocalPort(), DEADLINE);
            var start = System.nanoTime();
            assertThat(send(far)).isEqualTo(new SmtpAnswer.Failed("mail-server-silent", false, true));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    /** Java reads the names of another JVM from a pipe that nobody writes to: its look-up waits for ever. */
    @Test
    void aNameThatIsNotFoundInTimeIsASilentServer(@TempDir Path folder) throws Exception {
        var names = folder.resolve("names");
        assertThat(new ProcessBuilder("mkfifo", names.toString()).start().waitFor())
                .isZero();
        // from a source file, since spring-boot:test-run takes the only main class among the tests
        var program = Files.writeString(folder.resolve("Program.java"), """
                class Program {
                    public static void main(String... none) {
                        new %s().run();
                    }
                }
                """.formatted(NamelessServer.class.getName()));
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djdk.net.hosts.file=" + names,
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(jvm.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(jvm.inputReader().lines())
                    .last()
                    .isEqualTo(new SmtpAnswer.Failed("mail-server-silent", false, true).toString());
        } finally {
            jvm.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"drop", "silent", "refuse"})
    void aFailingGoodByeDoesNotSendTwice(String how) {
        switch (how) {
            case "drop" -> remote.drops(Phase.QUIT);
            case "silent" -> remote.waitsFor(Phase.QUIT, new CountDownLatch(1));
            default -> remote.answers(Phase.QUIT, "554 never");
        }
        assertThat(within(Duration.ofSeconds(4))).isEqualTo(new SmtpAnswer.Taken());
        assertThat(remote.messages).hasSize(1);
    }

    @Test
    void aServerThatIsSlowAfterTheFinalDotIsAwaited() {
        var patient = server(remote.port(), PATIENCE);
        var latch = new CountDownLatch(1);
        remote.at(Phase.DOT, out -> {
            latch.await();
            out.write("250 fine at last\r\n".getBytes());
            return true;
        });
        new Thread(() -> {
                    Awaitility.await().until(() -> !remote.recipients.isEmpty());
                    latch.countDown();
                })
                .start();
        assertThat(send(patient)).isEqualTo(new SmtpAnswer.Taken());
    }

    @Test
    void afterThreeConnectionFailuresNothingIsTriedForAWhile() {
        remote.drops(Phase.GREETING);
        for (var i = 0; i < 3; i++) {
            assertThat(send()).isInstanceOf(SmtpAnswer.Failed.class);
        }
        assertThat(remote.connections).hasValue(3);

        assertThatThrownBy(server::permit).isInstanceOfSatisfying(MailFailed.class, failed -> {
            assertThat(failed.code()).isEqualTo("mail-server-paused");
            assertThat(failed.permanent()).isFalse();
        });
        assertThat(remote.connections).hasValue(3);

        remote.behaves();
        Awaitility.await().untilAsserted(() -> {
            assertThatCode(server::permit).doesNotThrowAnyException();
            // A permit that is not used does not end the pause's trial.
            server.notUsed();
        });
        assertThat(send()).isEqualTo(new SmtpAnswer.Taken());
        assertThat(send()).isEqualTo(new SmtpAnswer.Taken());
    }

    @Test
    void refusalsAreAnswersAndPauseNothing() {
        remote.answers(Phase.MAIL, "451 busy");
        for (var i = 0; i < 6; i++) {
            assertThat(send()).isEqualTo(new SmtpAnswer.Failed("mail-answer-451", false, false));
        }
    }

    @Test
    void aClosedPortIsUnreachable() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var nobody = server(port, PATIENCE);
        assertThat(send(nobody)).isEqualTo(new SmtpAnswer.Failed("mail-server-unreachable", false, true));
    }

    /** {@code SPRING_MAIL_PROTOCOL=smtps}, or {@code smtp} with {@code mail.smtp.ssl.enable}. */
    @ParameterizedTest
    @ValueSource(strings = {"smtps", "smtp"})
    void aMailGoesThroughTlsWithinTheSameDeadline(String protocol) {
        var secure = new GreenMail(ServerSetupTest.SMTPS.dynamicPort());
        secure.start();
        try {
            var configured = properties("127.0.0.1", secure.getSmtps().getPort());
            configured.setProtocol(protocol);
            configured.getProperties().put("mail." + protocol + ".ssl.enable", "true");
            // the certificate of the test's server is nobody's
            configured.getProperties().put("mail." + protocol + ".ssl.trust", "*");
            configured.getProperties().put("mail." + protocol + ".ssl.checkserveridentity", "false");
            var overTls = server(configured, PATIENCE);
            assertThat(send(overTls)).isEqualTo(new SmtpAnswer.Taken());
            assertThat(secure.getReceivedMessages()).hasSize(1);
        } finally {
            secure.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtps", "smtp"})
    void theCertificateOfImplicitTlsIsChecked(String protocol) {
        var secure = new GreenMail(ServerSetupTest.SMTPS.dynamicPort());
        secure.start();
        try {
            var configured = properties("127.0.0.1", secure.getSmtps().getPort());
            configured.setProtocol(protocol);
            configured.getSsl().setEnabled(true);
            assertThat(send(server(configured, PATIENCE)))
                    .isEqualTo(new SmtpAnswer.Failed("mail-server-certificate", true, false));
            assertThat(secure.getReceivedMessages()).isEmpty();
        } finally {
            secure.stop();
        }
    }

    @Test
    void whoSpeaksNoTlsIsLeftAtTheDeadline() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var configured = properties("127.0.0.1", silent.getLocalPort());
            configured.setProtocol("smtps");
            var overTls = server(configured, DEADLINE);
            var start = System.nanoTime();
            assertThat(send(overTls))
                    .isInstanceOfSatisfying(
                            SmtpAnswer.Failed.class,
                            failed -> assertThat(failed.away()).isTrue());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    @Test
    void anOfferOfStartTlsIsTakenWithoutAskingWhoseCertificateItIs() {
        remote.offersTls(certificates.of("elsewhere.example"));
        assertThat(send()).isEqualTo(new SmtpAnswer.Taken());
        assertThat(remote.inClear).first().asString().startsWith("EHLO");
        assertThat(remote.inClear).last().isEqualTo("STARTTLS");
        assertThat(remote.throughTls).contains("MAIL FROM:<no-reply@portal.example>", "DATA");
    }

    @Test
    void withAUserNameTheCertificateIsCheckedAndThePasswordGoesThroughTls() {
        remote.offersTls(certificates.of("localhost"));
        assertThat(send(withUserName("localhost", certificates.trusted()))).isEqualTo(new SmtpAnswer.Taken());
        assertThat(remote.throughTls).anyMatch(line -> line.startsWith("AUTH PLAIN"));
        assertThat(remote.inClear).hasSize(2).last().isEqualTo("STARTTLS");
    }

    /** An incident at once: it is for the operator to mend, and no try may send the password in clear. */
    @Test
    void withAUserNameNothingIsSentInClearToAServerWithoutStartTls() {
        assertThat(send(withUserName("localhost", null)))
                .isEqualTo(new SmtpAnswer.Failed("mail-server-without-tls", true, false));
        assertThat(remote.inClear).isNotEmpty().allMatch(line -> line.startsWith("EHLO") || line.equals("QUIT"));
        assertThat(remote.messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown authority", "other name"})
    void withAUserNameNothingIsSentToAServerThatCannotProveItsName(String fault) {
        remote.offersTls(certificates.of(fault.equals("other name") ? "elsewhere.example" : "localhost"));
        var trusted = fault.equals("other name") ? certificates.trusted() : null;
        assertThat(send(withUserName("localhost", trusted)))
                .isEqualTo(new SmtpAnswer.Failed("mail-server-certificate", true, false));
        assertThat(remote.throughTls).isEmpty();
        assertThat(remote.messages).isEmpty();
    }

    @Test
    void startTlsThatIsNotAvailableForNowIsTriedAgain() {
        remote.offersTls(certificates.of("localhost")).refusesTls("454 4.7.0 TLS not available");
        assertThat(send(withUserName("localhost", certificates.trusted())))
                .isEqualTo(new SmtpAnswer.Failed("mail-answer-454", false, false));
        assertThat(remote.messages).isEmpty();
    }

    /** With a trust store of the operator's own Jakarta Mail opens the sockets of {@code smtps} by another way. */
    @Test
    void theDeadlineHoldsForTlsWithAnOwnTrustStore() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var configured = properties("localhost", silent.getLocalPort());
            configured.setProtocol("smtps");
            configured.getProperties().put("mail.smtps.timeout", "60000");
            var start = System.nanoTime();
            assertThat(send(server(configured, DEADLINE, certificates.trusted())))
                    .isEqualTo(new SmtpAnswer.Failed("mail-server-silent", false, true));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    @Test
    void aRefusedPasswordIsTheOperatorsFault() {
        var secure = new GreenMail(ServerSetupTest.SMTPS.dynamicPort());
        secure.start();
        try {
            secure.setUser("portal", "right");
            secure.getUserManager().setAuthRequired(true);
            var configured = properties("127.0.0.1", secure.getSmtps().getPort());
            configured.setProtocol("smtps");
            configured.setUsername("portal");
            configured.setPassword("wrong");
            configured.getProperties().put("mail.smtps.ssl.trust", "127.0.0.1");
            configured.getProperties().put("mail.smtps.ssl.checkserveridentity", "false");
            assertThat(send(server(configured, PATIENCE)))
                    .isEqualTo(new SmtpAnswer.Failed("mail-answer-535", true, false));

            configured.setPassword("right");
            assertThat(send(server(configured, PATIENCE))).isEqualTo(new SmtpAnswer.Taken());
        } finally {
            secure.stop();
        }
    }

    @Test
    void anotherMailSendersFaultIsNoAnswer() {
        var broken = new JavaMailSenderImpl() {
            @Override
            protected void doSend(MimeMessage[] messages, Object[] originals) {
                throw new IllegalStateException("kim@borg.example");
            }
        };
        assertThat(send(new MailServer(broken, settings(PATIENCE))))
                .isEqualTo(new SmtpAnswer.Failed("mail-sender", false, false));
    }

    /** Spring's own sender, as another configuration may declare it: the same answers, without a deadline. */
    @Test
    void theAnswersOfSpringsOwnSenderAreReadAlike() {
        var plain = new JavaMailSenderImpl();
        plain.setHost("127.0.0.1");
        plain.setPort(remote.port());
        var another = new MailServer(plain, settings(PATIENCE));
        remote.answers(Phase.RCPT, "550 5.1.1 User unknown");
        assertThat(send(another)).isEqualTo(new SmtpAnswer.RecipientRefused("550 5.1.1 User unknown"));
        remote.answers(Phase.GREETING, "554 not here");
        assertThat(send(another)).isEqualTo(new SmtpAnswer.Failed("mail-answer-554", true, false));
        remote.behaves();
        assertThat(send(another)).isEqualTo(new SmtpAnswer.Taken());
    }

    @Test
    void withoutAHostThePortalDoesNotStart() {
        assertThatThrownBy(() -> server(new MailProperties(), PATIENCE))
                .hasMessageContaining("SPRING_MAIL_HOST is not set");
    }

    private MailServer withUserName(String host, SSLSocketFactory trust) {
        var configured = properties(host, remote.port());
        configured.setUsername("portal");
        configured.setPassword("secret");
        return server(configured, PATIENCE, trust);
    }

    private SmtpAnswer withinTheDeadline() {
        return within(DEADLINE);
    }

    private SmtpAnswer within(Duration deadline) {
        var impatient = server(remote.port(), deadline);
        var start = System.nanoTime();
        var answer = send(impatient);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        return answer;
    }

    private SmtpAnswer send() {
        return send(server);
    }

    private static SmtpAnswer send(MailServer server) {
        server.permit();
        return server.send(message(server));
    }

    static MailServer server(int port, Duration deadline) {
        return server(properties("127.0.0.1", port), deadline);
    }

    static MailServer server(MailProperties configured, Duration deadline) {
        return server(configured, deadline, null);
    }

    static MailServer server(MailProperties configured, Duration deadline, SSLSocketFactory trust) {
        var settings = settings(deadline);
        return new MailServer(new SmtpMailSender(configured, settings, trust), settings);
    }

    static MailProperties properties(String host, int port) {
        var properties = new MailProperties();
        properties.setHost(host);
        properties.setPort(port);
        return properties;
    }

    private static MailSettings settings(Duration deadline) {
        return new MailSettings(
                new EmailAddress("no-reply@portal.example"),
                new EmailAddress("support@portal.example"),
                "",
                deadline,
                PAUSE);
    }

    static MimeMessage message(MailServer server) {
        try {
            var message = server.newMessage();
            message.setFrom("no-reply@portal.example");
            message.setRecipient(RecipientType.TO, new InternetAddress("kim@borg.example"));
            message.setSentDate(new Date());
            message.setSubject("Hello");
            message.setText("Hello");
            message.saveChanges();
            message.setHeader("Message-ID", "<42@portal.example>");
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
