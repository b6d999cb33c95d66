package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.NotFound;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys that end, that only read, and that go with the person who made them. */
@PortalTest
class ApiKeyTests {

    private static final String CUSTOMER =
            "{\"companyName\":\"Borg\",\"email\":\"%s\",\"ranking\":\"A\",\"invite\":false}";
    private static int vendorCount;

    @Value("${portal.base-url}")
    String base;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    ApiKeys keys;

    @Autowired
    Team team;

    @Autowired
    Vendors vendors;

    @Autowired
    Accounts accounts;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    private TestVendor vendor;
    private Cookie session;

    @BeforeEach
    void newVendor() {
        vendorCount++;
        vendor = people.vendor("Keyholder " + vendorCount, "keys" + vendorCount + "@vendor.example");
        session = people.session(vendor.email());
    }

    @Test
    void aKeyEndsAtItsEndDate() {
        var end = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        var made = admin().post("/api/v1/keys", "{\"name\":\"ERP\",\"expiresAt\":\"" + end + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var program = bearer(made.text("key"));

        clock.moveTo(end.minusSeconds(60));
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
        clock.moveTo(end.plusSeconds(1));
        assertThat(program.get("/api/v1/me").outcome()).isEqualTo("401 unauthenticated");
        session = people.session(vendor.email());
        assertThat(pages.text(session, "/vendor/api-keys")).contains("Expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2020-01-01T00:00:00Z\"",
                "\"9999-12-31T00:00:00Z\"",
                "\"+1000000000-12-31T23:59:59Z\"",
                "\"2027-02-30T00:00:00Z\"",
                "\"tomorrow\"",
                "\"\"",
                "1900000000",
                "1900000000.5",
                "[2027,1,1]",
                "true",
                "{}"
            })
    void anEndDateThatIsNoneOrHasPassedIsRefused(String end) {
        var refused = admin().post("/api/v1/keys", "{\"name\":\"ERP\",\"expiresAt\":" + end + "}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("field").asText()).isEqualTo("expiresAt");
        assertThat(keys.of(vendor.id())).isEmpty();
    }

    @Test
    void aKeyThatOnlyReadsChangesNothing() {
        var key = admin().post("/api/v1/keys", "{\"name\":\"Report\",\"readOnly\":true}")
                .text("key");
        var program = bearer(key);
        var customer = admin().post("/api/v1/customers", CUSTOMER.formatted("reader" + vendorCount + "@borg.example"))
                .text("id");

        assertThat(program.get("/api/v1/customers").status()).isEqualTo(200);
        assertThat(program.send("HEAD", "/api/v1/customers/" + customer, new byte[0])
                        .status())
                .isEqualTo(200);
        for (var refused : List.of(
                program.post("/api/v1/customers", CUSTOMER.formatted("new" + vendorCount + "@borg.example")),
                program.patch("/api/v1/customers/" + customer, "{\"companyName\":\"Other\"}"),
                program.post("/api/v1/customers/" + customer + "/invitation", ""),
                program.post(
                        "/api/v1/customers/import?dryRun=true", "company_name,email\n", "Content-Type", "text/csv"),
                program.send("PUT", "/api/v1/customers/" + customer + "/parts", "[]".getBytes()),
                program.delete("/api/v1/customers/" + customer))) {
            assertThat(refused.outcome()).isEqualTo("403 read-only-key");
        }
        assertThat(admin().get("/api/v1/customers/" + customer).text("companyName"))
                .isEqualTo("Borg");
        assertThat(bearer(issue("Full", vendor))
                        .post("/api/v1/customers", CUSTOMER.formatted("full" + vendorCount + "@borg.example"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void severalKeysWorkAtOnceAndEachShowsWhenItWasUsedLast() {
        var first = bearer(issue("First", vendor));
        var second = bearer(issue("Second", vendor));
        assertThat(pages.text(session, "/vendor/api-keys")).contains("First", "Second", "never", "not by itself");

        assertThat(first.get("/api/v1/me").status()).isEqualTo(200);
        var used = lastUsed("First");
        assertThat(used).isNotNull();
        assertThat(first.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(lastUsed("First")).as("written once a minute").isEqualTo(used);
        clock.advance(Duration.ofMinutes(2));
        assertThat(first.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(lastUsed("First")).isAfter(used);
        assertThat(lastUsed("Second")).isNull();
        assertThat(second.get("/api/v1/me").text("name")).isEqualTo("Second");
    }

    @Test
    void keysEndWithTheMembershipOfThePersonWhoMadeThem() {
        var colleague = colleague();
        var theirs = bearer(issue("Nightly <sync>", colleague));
        var own = bearer(issue("Mine", vendor));
        var page = Pages.html(pages.open(session, "/vendor/team"));
        assertThat(page)
                .contains("API keys, which end with a deactivation: Nightly &lt;sync&gt;")
                .contains("The API keys that Vera Vendor created end for good: Nightly &lt;sync&gt;.");

        var answer = pages.send(session, "/vendor/team/" + colleague.admin().value() + "/deactivate");

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(theirs.get("/api/v1/me").outcome()).isEqualTo("401 unauthenticated");
        assertThat(own.get("/api/v1/me").status()).isEqualTo(200);
        pages.send(session, "/vendor/team/" + colleague.admin().value() + "/reactivate");
        assertThat(theirs.get("/api/v1/me").outcome()).as("for good").isEqualTo("401 unauthenticated");
        assertThat(pages.text(session, "/vendor/api-keys")).contains("Nightly", "Revoked");
    }

    @Test
    void nobodysKeyWorksWhoIsRemovedFromTheTeamByAnyWay() {
        var colleague = colleague();
        var program = bearer(issue("ERP", colleague));
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);

        jdbc.sql("delete from vendor_user where account_id = ?")
                .param(colleague.admin().value())
                .update();

        assertThat(program.get("/api/v1/me").outcome()).isEqualTo("401 unauthenticated");
    }

    @Test
    void aStoppedLoginsKeysDoNotWork() {
        var colleague = colleague();
        var program = bearer(issue("ERP", colleague));

        accounts.stop(colleague.admin());
        assertThat(program.get("/api/v1/me").outcome()).isEqualTo("401 unauthenticated");
        accounts.resumeWithNewPassword(colleague.admin());
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void noKeyIsMadeWhileItsMakerIsDeactivated() throws Exception {
        for (var round = 0; round < 10; round++) {
            var colleague = colleague();
            var threads = Executors.newFixedThreadPool(2);
            try {
                var made = threads.submit(() -> {
                    try {
                        return issue("Late", colleague);
                    } catch (NotFound deactivated) {
                        return null;
                    }
                });
                var ended = threads.submit(() -> team.deactivate(vendor.id(), colleague.admin()));
                ended.get();
                var key = made.get();
                assertThat(key == null || keys.use(key).isEmpty()).isTrue();
            } finally {
                threads.shutdownNow();
            }
        }
        var colleague = colleague();
        team.deactivate(vendor.id(), colleague.admin());
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> issue("Late", colleague));
    }

    @Test
    void thePageMakesKeysWithALastDayThatOnlyRead() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var made = pages.send(
                session,
                "/vendor/api-keys",
                "name",
                "Report",
                "readOnly",
                "true",
                "lastDay",
                today.plusDays(3).toString());
        assertThat(made.getStatus()).isEqualTo(201);
        var key = Pattern.compile("pp_[A-Za-z0-9_-]{43}")
                .matcher(Pages.html(made))
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        assertThat(keys.of(vendor.id())).singleElement().satisfies(row -> {
            assertThat(row.readOnly()).isTrue();
            assertThat(row.expiresAt())
                    .isEqualTo(today.plusDays(4).atStartOfDay(ZoneOffset.UTC).toInstant());
        });
        assertThat(bearer(key).delete("/api/v1/customers/" + UUID.randomUUID()).outcome())
                .isEqualTo("403 read-only-key");
        assertThat(pages.text(session, "/vendor/api-keys")).contains("Read only");

        for (var bad : new String[] {today.minusDays(1).toString(), "9999-12-31", "2027-02-30", "soon", "\u0000"}) {
            var refused = pages.send(session, "/vendor/api-keys", "name", "Typed", "lastDay", bad);
            assertThat(refused.getStatus()).as(bad).isEqualTo(422);
            assertThat(Pages.html(refused)).contains("lastDay-error", "value=\"Typed\"");
        }
    }

    private TestVendor colleague() {
        var other = people.vendor("Elsewhere", "colleague" + UUID.randomUUID() + "@vendor.example");
        vendors.join(vendor.id(), other.admin(), Role.VENDOR_ADMIN);
        return other;
    }

    private String issue(String name, TestVendor maker) {
        return keys.issue(vendor.id(), new NewApiKey(name, null, null), maker.admin())
                .key();
    }

    private Instant lastUsed(String name) {
        return keys.of(vendor.id()).stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .lastUsedAt();
    }

    private ApiClient admin() {
        return ApiClient.of(base, vendor.email(), People.PASSWORD);
    }

    private ApiClient bearer(String key) {
        return ApiClient.key(base, key);
    }
}
