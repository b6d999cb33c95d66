package com.partsportal.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.partsportal.dev.MovableClock;
import com.partsportal.mail.ScriptedSmtpServer.Phase;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Limits;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a real PostgreSQL, the mails through real SMTP, or a server that behaves badly. */
class MailerTests {

    private static HikariDataSource database;
    private static EntityManagerFactory entities;

    private final ScriptedSmtpServer remote = new ScriptedSmtpServer();
    private final MovableClock clock = new MovableClock();
    private final List<UUID> started = new ArrayList<>();
    private AnnotationConfigApplicationContext context;
    private Mailer mailer;
    private MailQueue queue;
    private QueuedMails delivery;
    private JavaMailSender another;
    private TransactionTemplate transaction;

    @BeforeAll
    static void startDatabase() {
        database = new HikariDataSource();
        database.setJdbcUrl(TestDatabases.fresh());
        database.setUsername("postgres");
        database.setPassword("");
        database.setMaximumPoolSize(20);
        database.setConnectionTimeout(3000);
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V202611221001__mail.sql"),
                        new ClassPathResource("db/migration/V202612010203__mail_bounce.sql"))
                .execute(database);
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(database);
        factory.setPackagesToScan("com.partsportal.mail", "com.partsportal.shared");
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of(
                "hibernate.physical_naming_strategy",
                CamelCaseToUnderscoresNamingStrategy.class.getName(),
                "hibernate.jdbc.time_zone",
                "UTC"));
        factory.afterPropertiesSet();
        entities = factory.getObject();
    }

    @AfterAll
    static void stopDatabase() {
        entities.close();
        database.close();
    }

    @BeforeEach
    void startMail() {
        new JdbcTemplate(database).execute("truncate sent_mail");
        start(remote.port());
    }

    @AfterEach
    void stopMail() {
        clock.reset();
        context.close();
        remote.close();
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    @EnableJpaRepositories(basePackageClasses = SentMailRepository.class)
    static class Transactions {}

    private void start(int port) {
        if (context != null) {
            context.close();
        }
        context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of("spring.mail.host=127.0.0.1", "spring.mail.port=" + port)
                .applyTo(context);
        context.registerBean(DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""));
        context.registerBean(
                "entityManagerFactory",
                EntityManagerFactory.class,
                () -> entities,
                definition -> definition.setDestroyMethodName(""));
        context.registerBean("transactionManager", PlatformTransactionManager.class, MailerTests::transactions);
        if (another != null) {
            context.registerBean("another", JavaMailSender.class, () -> another);
        }
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(
                MailSettings.class,
                () -> new MailSettings(
                        new EmailAddress("no-reply@portal.example"),
                        new EmailAddress("support@portal.example"),
                        "",
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(30)));
        context.registerBean(Limits.class, () -> new Binder().bindOrCreate("portal.limits", Bindable.of(Limits.class)));
        context.registerBean(MailProcess.class, () -> started::add);
        context.registerBean(QueuedMailContent.class, Contents::new);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.register(
                Transactions.class,
                Ledger.class,
                MailTexts.class,
                MailMessages.class,
                MailSenderConfiguration.class,
                MailServer.class,
                Mailer.class,
                MailQueue.class,
                QueuedMails.class);
        context.refresh();
        mailer = context.getBean(Mailer.class);
        queue = context.getBean(MailQueue.class);
        delivery = context.getBean(QueuedMails.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private static PlatformTransactionManager transactions() {
        var manager = new JpaTransactionManager(entities);
        manager.setDataSource(database);
        manager.setJpaDialect(new HibernateJpaDialect());
        return manager;
    }

    static class Contents implements QueuedMailContent {
        @Override
        public Set<MailKind> kinds() {
            return Set.of(MailKind.PASSWORD_RESET);
        }

        @Override
        public Optional<Mail> compose(QueuedMail mail) {
            var sample = Samples.of(mail.kind(), mail.language());
            return mail.key().endsWith("gone")
                    ? Optional.empty()
                    : Optional.of(mail.mail(null, sample.link(), sample.model()));
        }
    }

    /** Counts what it is told. */
    private static class Told implements Outgoing {
        final Mail mail;
        int claimed;
        int sent;
        String reply;

        Told(Mail mail) {
            this.mail = mail;
        }

        @Override
        public Optional<Mail> claim() {
            claimed++;
            return Optional.of(mail);
        }

        @Override
        public void sent() {
            sent++;
        }

        @Override
        public void refused(String serverReply) {
            reply = serverReply;
        }
    }

    @Test
    void aMailArrives() {
        var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        try {
            start(greenMail.getSmtp().getPort());
            var told = new Told(Samples.of(MailKind.INVITATION, Locale.GERMAN));
            assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.SENT);

            var mail = new Mailbox(greenMail).await("kim@borg.example", "invitation");
            assertThat(mail.link()).isEqualTo(Samples.LINK);
            assertThat(mail.from()).isEqualTo("Acme Machining via Parts Portal <no-reply@portal.example>");
            assertThat(mail.messageId()).isEqualTo(row("message_id", told.mail));
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void anotherMailSenderOfTheContextIsUsedInsteadOfThePortals() {
        var taken = new ArrayList<MimeMessage>();
        another = new JavaMailSenderImpl() {
            @Override
            protected void doSend(MimeMessage[] messages, Object[] originals) {
                taken.addAll(List.of(messages));
            }
        };
        start(remote.port());
        var told = new Told(Samples.of(MailKind.INVITATION, Locale.ENGLISH));
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.SENT);
        assertThat(remote.connections).hasValue(0);
        assertThat(taken)
                .singleElement()
                .satisfies(message -> assertThat(message.getMessageID()).isEqualTo(row("message_id", told.mail)));
    }

    @Test
    void aMailGoesOutOnce() {
        var told = new Told(Samples.of(MailKind.INVITATION, Locale.ENGLISH));
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.SENT);
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.ALREADY_SENT);

        assertThat(remote.messages).hasSize(1);
        assertThat(row("state", told.mail)).isEqualTo("SENT");
        assertThat(row("recipient", told.mail)).isEqualTo("kim@borg.example");
        assertThat(row("kind", told.mail)).isEqualTo("invitation");
    }

    @Test
    void aMailThatIsNotWantedLeavesNoTrace() {
        assertThat(mailer.deliver(Optional::empty)).isEqualTo(DeliveryResult.UNWANTED);
        assertThat(remote.connections).hasValue(0);
        assertThat(new JdbcTemplate(database).queryForObject("select count(*) from sent_mail", Long.class))
                .isZero();
    }

    @Test
    void aRefusedAddressIsReportedToTheOwnerWithTheReply() {
        remote.answers(Phase.RCPT, "550 5.1.1 no such user");
        var told = new Told(Samples.of(MailKind.INVITATION, Locale.ENGLISH));
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.REFUSED);
        assertThat(told.reply).isEqualTo("550 5.1.1 no such user");
        assertThat(row("state", told.mail)).isEqualTo("FAILED");

        remote.behaves();
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.REFUSED);
        assertThat(remote.messages).isEmpty();
    }

    @Test
    void aTechnicalFailureReportsOnlyItsCodeAndIsRetriedWithTheSameMessageId() {
        remote.answers(Phase.DOT, "451 4.3.0 kim@borg.example try later");
        var told = new Told(Samples.of(MailKind.INVITATION, Locale.ENGLISH));
        assertThatThrownBy(() -> mailer.deliver(told)).isInstanceOfSatisfying(MailFailed.class, failed -> {
            assertThat(failed).hasMessage("mail-answer-451").hasNoCause();
            assertThat(failed.permanent()).isFalse();
            assertThat(failed.getSuppressed()).isEmpty();
        });
        assertThat(row("state", told.mail)).isEqualTo("QUEUED");
        var messageId = row("message_id", told.mail);

        remote.behaves();
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.SENT);
        assertThat(remote.messages).singleElement().asString().contains("Message-ID: " + messageId);
        assertThat(row("attempts", told.mail)).isEqualTo(2);
    }

    @Test
    void theOperatorsFaultIsPermanent() {
        remote.answers(Phase.MAIL, "550 5.7.1 not from here");
        assertThatThrownBy(() -> mailer.deliver(new Told(Samples.of(MailKind.WELCOME, Locale.ENGLISH))))
                .isInstanceOfSatisfying(
                        MailFailed.class,
                        failed -> assertThat(failed.permanent()).isTrue());
    }

    @Test
    void aClaimOfAnotherSenderIsRespectedForThirtySeconds() {
        var told = new Told(Samples.of(MailKind.WELCOME, Locale.ENGLISH));
        claimAndDie(told.mail);

        assertThatThrownBy(() -> mailer.deliver(told))
                .isInstanceOf(MailFailed.class)
                .hasMessage("mail-in-flight");
        clock.advance(Duration.ofSeconds(29));
        assertThatThrownBy(() -> mailer.deliver(told)).hasMessage("mail-in-flight");
        clock.advance(Duration.ofSeconds(2));
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.SENT);
    }

    @Test
    void twoSendersAtOnceSendOnce() throws Exception {
        var latch = new CountDownLatch(1);
        remote.at(Phase.DATA, out -> {
            latch.await();
            return false;
        });
        var told = new Told(Samples.of(MailKind.WELCOME, Locale.ENGLISH));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<Future<DeliveryResult>>();
            for (var i = 0; i < 8; i++) {
                results.add(threads.submit(() -> mailer.deliver(new Told(told.mail))));
            }
            var inFlight = 0;
            for (var done = 0; done < 7; ) {
                for (var result : List.copyOf(results)) {
                    if (result.isDone()) {
                        assertThatThrownBy(result::get).hasMessageContaining("mail-in-flight");
                        results.remove(result);
                        inFlight++;
                        done++;
                    }
                }
                Thread.onSpinWait();
            }
            assertThat(inFlight).isEqualTo(7);
            Awaitility.await().until(() -> remote.recipients.size() == 1);
            assertThat(remote.connections).hasValue(1);
            // None of the portal's connections is held while the server thinks.
            assertThat(database.getHikariPoolMXBean().getActiveConnections()).isZero();
            latch.countDown();
            assertThatThrownBy(() -> results.get(0).get(5, TimeUnit.SECONDS))
                    .hasMessageContaining("mail-connection-lost");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void rowsAreReadInTheClaimsTransactionAndNotifiedInTheMarks() {
        var told = new Told(Samples.of(MailKind.WELCOME, Locale.ENGLISH)) {
            @Override
            public Optional<Mail> claim() {
                assertThat(DataSourceUtils.isConnectionTransactional(DataSourceUtils.getConnection(database), database))
                        .isTrue();
                return super.claim();
            }

            @Override
            public void sent() {
                assertThat(database.getHikariPoolMXBean().getActiveConnections())
                        .isEqualTo(2);
                super.sent();
            }
        };
        transaction.executeWithoutResult(outer -> {
            DataSourceUtils.getConnection(database);
            assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.SENT);
            outer.setRollbackOnly();
        });
        assertThat(row("state", told.mail)).isEqualTo("SENT");
    }

    @Test
    void aConcurrencyConflictWhileMarkingSendsNothingTwice() {
        var told = new Told(Samples.of(MailKind.WELCOME, Locale.ENGLISH)) {
            @Override
            public void sent() {
                super.sent();
                if (sent < 3) {
                    throw new OptimisticLockingFailureException("kim@borg.example");
                }
            }
        };
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.SENT);
        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.ALREADY_SENT);
        assertThat(remote.messages).hasSize(1);
    }

    @Test
    void rowsThatCannotBeWrittenSendNothingTwiceAndAreWrittenByTheRepeat() {
        var told = new Told(Samples.of(MailKind.WELCOME, Locale.ENGLISH)) {
            @Override
            public void sent() {
                if (attempts++ < 2) {
                    throw new IllegalStateException("kim@borg.example");
                }
                super.sent();
            }

            private int attempts;
        };
        assertThatThrownBy(() -> mailer.deliver(told)).hasMessage("mail-rows").hasNoCause();
        assertThatThrownBy(() -> mailer.deliver(told)).hasMessage("mail-rows").hasNoCause();
        assertThat(told.sent).isZero();

        assertThat(mailer.deliver(told)).isEqualTo(DeliveryResult.ALREADY_SENT);
        assertThat(told.sent).isEqualTo(1);
        assertThat(remote.messages).hasSize(1);
    }

    @Test
    void aDatabaseFailureIsReportedWithoutItsMessage() {
        Outgoing failing = () -> {
            throw new OptimisticLockingFailureException("kim@borg.example");
        };
        assertThatThrownBy(() -> mailer.deliver(failing))
                .isInstanceOf(MailFailed.class)
                .hasMessage("mail-database")
                .hasNoCause();
        Outgoing buggy = () -> {
            throw new IllegalStateException("kim@borg.example");
        };
        assertThatThrownBy(() -> mailer.deliver(buggy))
                .isInstanceOf(MailFailed.class)
                .hasMessage("mail-rows")
                .hasNoCause();
    }

    @Test
    void aMailThatCannotBeRenderedIsTheOperatorsAndStaysUnclaimed() {
        var mail = Samples.of(MailKind.REMINDER, Locale.ENGLISH);
        assertThatThrownBy(() -> mailer.deliver(new Told(Samples.with(mail, "daysLeft", "kim@borg.example"))))
                .isInstanceOf(MailFailed.class)
                .hasMessage("mail-rendering")
                .hasNoCause();
        assertThat(row("claimed_at", mail)).isNull();
        assertThat(mailer.deliver(new Told(mail))).isEqualTo(DeliveryResult.SENT);
    }

    @Test
    void anAddressGetsTenInvitationsAndRemindersADay() {
        var kim = new EmailAddress("kim@borg.example");
        for (var i = 0; i < 10; i++) {
            var kind = i % 2 == 0 ? MailKind.INVITATION : MailKind.REMINDER;
            assertThat(mailer.deliver(new Told(Samples.to(kim, kind)))).isEqualTo(DeliveryResult.SENT);
        }
        var late = new Told(Samples.to(kim, MailKind.INVITATION));
        assertThat(mailer.deliver(late)).isEqualTo(DeliveryResult.DEFERRED);
        assertThat(row("state", late.mail)).isEqualTo("QUEUED");
        assertThat(late.sent).isZero();
        assertThat(late.reply).isNull();

        assertThat(mailer.deliver(new Told(Samples.to(kim, MailKind.WELCOME)))).isEqualTo(DeliveryResult.SENT);
        assertThat(mailer.deliver(new Told(Samples.to(new EmailAddress("jo@borg.example"), MailKind.INVITATION))))
                .isEqualTo(DeliveryResult.SENT);

        clock.advance(Duration.ofHours(25));
        assertThat(mailer.deliver(late)).isEqualTo(DeliveryResult.SENT);
    }

    @Test
    void theDailyLimitHoldsForManySendersAtOnce() throws Exception {
        var kim = new EmailAddress("kim@borg.example");
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<Future<DeliveryResult>>();
            for (var i = 0; i < 16; i++) {
                results.add(threads.submit(() -> mailer.deliver(new Told(Samples.to(kim, MailKind.INVITATION)))));
            }
            var deliveries = new ArrayList<DeliveryResult>();
            for (var result : results) {
                deliveries.add(result.get(30, TimeUnit.SECONDS));
            }
            assertThat(deliveries).filteredOn(DeliveryResult.SENT::equals).hasSize(10);
            assertThat(deliveries).filteredOn(DeliveryResult.DEFERRED::equals).hasSize(6);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aQueuedMailIsWrittenOnceAndDeliveredOnce() {
        add("reset:1");
        add("reset:1");
        assertThat(started).hasSize(1);

        delivery.deliver(started.get(0));
        delivery.deliver(started.get(0));
        assertThat(remote.messages).singleElement().asString().contains("X-Parts-Portal-Mail: password-reset");
    }

    @Test
    void aQueuedMailVanishesWithTheCallersTransaction() {
        transaction.executeWithoutResult(status -> {
            queue.add(
                    MailKind.PASSWORD_RESET,
                    "reset:2",
                    new EmailAddress("kim@borg.example"),
                    Locale.ENGLISH,
                    null,
                    null,
                    null);
            status.setRollbackOnly();
        });
        assertThat(new JdbcTemplate(database).queryForObject("select count(*) from sent_mail", Long.class))
                .isZero();
        assertThatThrownBy(() -> queue.add(
                        MailKind.PASSWORD_RESET,
                        "reset:3",
                        new EmailAddress("kim@borg.example"),
                        Locale.ENGLISH,
                        null,
                        null,
                        null))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aQueuedMailThatNobodyWantsOrTheServerRefusesEndsQuietly() {
        add("reset:gone");
        delivery.deliver(started.get(0));
        assertThat(remote.connections).hasValue(0);

        remote.answers(Phase.RCPT, "550 gone");
        add("reset:4");
        delivery.deliver(started.get(1));
        assertThat(remote.messages).isEmpty();
    }

    private void add(String key) {
        transaction.executeWithoutResult(status -> queue.add(
                MailKind.PASSWORD_RESET, key, new EmailAddress("kim@borg.example"), Locale.ENGLISH, null, null, null));
    }

    private void claimAndDie(Mail mail) {
        transaction.executeWithoutResult(status ->
                assertThat(context.getBean(Ledger.class).claim(mail)).isInstanceOf(Ledger.Claim.Granted.class));
    }

    private static Object row(String column, Mail mail) {
        return new JdbcTemplate(database)
                .queryForMap("select * from sent_mail where mail_key = ?", mail.key())
                .get(column);
    }
}
