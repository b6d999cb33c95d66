package com.partsportal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.dev.MovableClock;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.ApiClient.Answer;
import com.partsportal.testing.ApiLogins;
import com.partsportal.testing.PortalTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
class IdempotentAnswersTests {

    private static final String CUSTOMERS = "/api/v1/customers";

    @Autowired
    ApiLogins logins;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    MovableClock clock;

    @Autowired
    IdempotentAnswers answers;

    ApiClient vendor;
    String key;

    @BeforeEach
    void aVendorAndAKey() {
        vendor = logins.newVendor();
        key = UUID.randomUUID().toString();
    }

    @Test
    void aRepeatGetsTheFirstAnswer() {
        var body = customer(logins.newEmail());
        var first = post(CUSTOMERS, body);
        assertThat(first.outcome()).isEqualTo("201");

        var again = post(CUSTOMERS, body);

        assertSame(again, first);
        assertThat(again.header("Location")).isEqualTo(CUSTOMERS + "/" + first.text("id"));
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void aRepeatOfACallWithoutABodyDoesNothing() {
        var path = post(CUSTOMERS, customer(logins.newEmail())).header("Location") + "/invitation/resend";
        var first = post(path, "");
        assertThat(first.outcome()).isEqualTo("202");
        assertSame(post(path, ""), first);
        assertThat(jdbc.sql("select count(*) from invitation where customer_id = cast(:id as uuid)")
                        .param("id", first.text("id"))
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void anotherBodyIsAMismatch() {
        var body = customer(logins.newEmail());
        var first = post(CUSTOMERS, body);
        assertThat(post(CUSTOMERS, customer(logins.newEmail())).outcome()).isEqualTo("422 idempotency-mismatch");
        assertThat(post(CUSTOMERS, body + " ").outcome()).isEqualTo("422 idempotency-mismatch");
        assertSame(post(CUSTOMERS, body), first);
    }

    @Test
    void theKeyBelongsToCallerAndPath() {
        var body = customer(logins.newEmail());
        var first = post(CUSTOMERS, body);
        var other = logins.newVendor();
        var foreign = other.post(CUSTOMERS, body, "Idempotency-Key", key);
        assertThat(foreign.outcome()).isEqualTo("201");
        assertThat(foreign.text("id")).isNotEqualTo(first.text("id"));
        assertThat(post(first.header("Location") + "/invitation/revoke", "").outcome())
                .isEqualTo("200");
    }

    @Test
    void refusalsAreKept() {
        var email = logins.newEmail();
        assertThat(vendor.post(CUSTOMERS, customer(email)).outcome()).isEqualTo("201");
        var refused = post(CUSTOMERS, customer(email));
        assertThat(refused.outcome()).isEqualTo("409 duplicate-customer");
        jdbc.sql("update customer set status = 'REVOKED' where email = :email")
                .param("email", email)
                .update();
        assertSame(post(CUSTOMERS, customer(email)), refused);

        var path = CUSTOMERS + "/" + UUID.randomUUID() + "/deactivate";
        var unknown = post(path, "");
        assertThat(unknown.outcome()).isEqualTo("404 not-found");
        assertSame(post(path, ""), unknown);
    }

    @Test
    void malformedBodiesAreKeptToo() {
        var malformed = post(CUSTOMERS, "{\"companyName\": 7}");
        assertThat(malformed.status()).isEqualTo(400);
        assertSame(post(CUSTOMERS, "{\"companyName\": 7}"), malformed);
        assertThat(post(CUSTOMERS, customer(logins.newEmail())).outcome()).isEqualTo("422 idempotency-mismatch");
        assertThat(customers()).isZero();

        key = UUID.randomUUID().toString();
        var broken = new byte[] {'{', '"', (byte) 0xFF, '"', '}'};
        var first = vendor.send("POST", CUSTOMERS, broken, "Idempotency-Key", key);
        assertThat(first.outcome()).isEqualTo("400 malformed-body");
        assertSame(vendor.send("POST", CUSTOMERS, broken, "Idempotency-Key", key), first);
    }

    @Test
    void strangersLeaveNothingBehind() {
        var body = customer(logins.newEmail());
        var before = rows();
        assertThat(logins.stranger()
                        .post(CUSTOMERS, body, "Idempotency-Key", key)
                        .status())
                .isEqualTo(401);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aKeyIsVisibleAscii() {
        var body = customer(logins.newEmail());
        key = "!~\"'\\%{}";
        assertThat(post(CUSTOMERS, body).outcome()).isEqualTo("201");
        key = "x".repeat(255);
        assertThat(post(CUSTOMERS, customer(logins.newEmail())).outcome()).isEqualTo("201");
        for (var bad : new String[] {"", "a b", "x".repeat(256)}) {
            key = bad;
            assertThat(post(CUSTOMERS, body).outcome()).isEqualTo("400 malformed-idempotency-key");
        }
        assertThat(vendor.send(
                                "POST",
                                CUSTOMERS,
                                body.getBytes(StandardCharsets.UTF_8),
                                "Idempotency-Key",
                                "a",
                                "Idempotency-Key",
                                "b")
                        .outcome())
                .isEqualTo("400 malformed-idempotency-key");
    }

    @Test
    void aDayLaterItIsForgotten() {
        var first = post(CUSTOMERS, customer(logins.newEmail()));
        clock.advance(Duration.ofHours(23));
        assertThat(post(CUSTOMERS, customer(logins.newEmail())).outcome()).isEqualTo("422 idempotency-mismatch");
        clock.advance(Duration.ofHours(1));
        var next = post(CUSTOMERS, customer(logins.newEmail()));
        assertThat(next.outcome()).isEqualTo("201");
        assertThat(next.text("id")).isNotEqualTo(first.text("id"));

        answers.forget();
        assertThat(rows()).isEqualTo(1);
        clock.advance(Duration.ofHours(24));
        answers.forget();
        assertThat(rows()).isZero();
    }

    @Test
    void parallelRepeatsAreOneCall() throws Exception {
        var body = customer(logins.newEmail());
        var threads = Executors.newFixedThreadPool(20);
        try {
            var start = new CountDownLatch(1);
            var calls = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 20; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return post(CUSTOMERS, body);
                }));
            }
            start.countDown();
            var first = calls.get(0).get();
            assertThat(first.outcome()).isEqualTo("201");
            for (var call : calls) {
                assertSame(call.get(), first);
            }
            assertThat(customers()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRepeatWaitsThreeSecondsForTheFirst() throws Exception {
        var body = customer(logins.newEmail());
        var me = vendor.get("/api/v1/me");
        var caller = jdbc.sql("select id from account where email = :email")
                        .param("email", me.text("email"))
                        .query(UUID.class)
                        .single()
                + "@" + me.json().at("/vendor/id").asText();
        try (var running = dataSource.getConnection()) {
            running.setAutoCommit(false);
            try (var insert = running.prepareStatement(
                    "insert into idempotent_answer (caller, path, key, body_hash, created_at) values (?, ?, ?, '', ?)")) {
                insert.setString(1, caller);
                insert.setString(2, CUSTOMERS);
                insert.setString(3, key);
                insert.setTimestamp(4, java.sql.Timestamp.from(clock.instant()));
                insert.execute();
            }
            var since = System.nanoTime();
            var late = post(CUSTOMERS, body);
            assertThat(late.outcome()).isEqualTo("503 try-again");
            assertThat(late.header("Retry-After")).isEqualTo("1");
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
            running.rollback();
        }
        assertThat(post(CUSTOMERS, body).outcome()).isEqualTo("201");
    }

    private Answer post(String path, String body) {
        return vendor.post(path, body, "Idempotency-Key", key);
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    }

    private int customers() {
        return vendor.get(CUSTOMERS).json().path("items").size();
    }

    private long rows() {
        return jdbc.sql("select count(*) from idempotent_answer")
                .query(Long.class)
                .single();
    }

    private static String customer(String email) {
        return "{\"companyName\": \"Initech\", \"email\": \"%s\", \"ranking\": \"A\", \"invite\": true}"
                .formatted(email);
    }
}
