package com.partsportal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.ApiLogins;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.Suspensions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another system is told, in which order, how often, and signed with what. */
@PortalTest
class WebhookTests {

    private static int vendors;

    @Value("${portal.base-url}")
    String base;

    @Autowired
    People people;

    @Autowired
    ApiLogins logins;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Autowired
    Suspensions suspensions;

    @Autowired
    JdbcClient jdbc;

    private final Receiver receiver = new Receiver();
    private TestVendor vendor;
    private ApiClient api;

    @BeforeEach
    void newVendor() {
        vendors++;
        vendor = people.vendor("Hook Vendor " + vendors, "hook" + vendors + "@vendor.example");
        api = ApiClient.of(base, vendor.email(), People.PASSWORD);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    /** A new endpoint; its id and its secret. */
    private record Endpoint(String id, String secret) {}

    private Endpoint endpoint(String... events) {
        var names = events.length == 0 ? "[]" : "[\"" + String.join("\",\"", events) + "\"]";
        var made = api.post("/api/v1/webhooks", "{\"url\":\"%s\",\"events\":%s}".formatted(receiver.url(), names));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Endpoint(made.text("id"), made.text("secret"));
    }

    private String customer(boolean invite) {
        var made = api.post(
                "/api/v1/customers",
                "{\"companyName\":\"Initech\",\"email\":\"%s\",\"ranking\":\"A\",\"invite\":%s}"
                        .formatted(logins.newEmail(), invite));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("id");
    }

    private int rename(String customer, String name) {
        return api.patch("/api/v1/customers/" + customer, "{\"companyName\":\"" + name + "\"}")
                .status();
    }

    /** Failures of single deliveries are what these tests are about. */
    private void runJobs() {
        for (var more = true; more; ) {
            try {
                jobs.runDue();
                more = false;
            } catch (WebhookFailed expected) {
                more = true;
            }
        }
    }

    @Test
    void tellsInOrderWhatHappensToACustomerSignedAndWithoutNames() {
        var endpoint = endpoint();
        var customer = customer(true);
        runJobs();
        assertThat(api.post("/api/v1/customers/" + customer + "/invitation/revoke", "{}")
                        .status())
                .isEqualTo(200);
        runJobs();

        assertThat(receiver.types())
                .containsExactly(
                        "customer.created",
                        "customer.status_changed",
                        "invitation.sent",
                        "invitation.revoked",
                        "customer.status_changed");
        assertThat(receiver.messages()).allSatisfy(message -> {
            assertThat(message.isSignedWith(endpoint.secret())).isTrue();
            assertThat(message.json().at("/data/id").asText()).isEqualTo(customer);
            assertThat(message.json().at("/timestamp").asText()).endsWith("Z");
            assertThat(message.body()).doesNotContain("Initech", "@");
            assertThat(message.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        });
        assertThat(receiver.messages()).extracting(Receiver.Message::id).doesNotHaveDuplicates();
        assertThat(receiver.messages().get(4).json().at("/data/status").asText())
                .isEqualTo("REVOKED");
    }

    @Test
    void getsOnlyTheEventsItWants() {
        endpoint("customer.created");
        customer(true);
        runJobs();

        assertThat(receiver.types()).containsExactly("customer.created");
    }

    @Test
    void aRolledBackChangeSendsNothing() {
        endpoint();
        customer(false);
        var again = api.post(
                "/api/v1/customers",
                "{\"companyName\":\"Initech\",\"email\":\"no address\",\"ranking\":\"A\",\"invite\":false}");
        assertThat(again.status()).isEqualTo(400);
        runJobs();

        assertThat(receiver.types()).containsExactly("customer.created");
    }

    @Test
    void aRefusedMessageIsRetriedAndTheNextOnesWait() {
        endpoint();
        receiver.answers(500);
        var customer = customer(false);
        runJobs();
        assertThat(rename(customer, "Initrode")).isEqualTo(200);
        runJobs();
        assertThat(receiver.types()).containsOnly("customer.created");
        var refused = receiver.messages().get(0).id();

        receiver.answers(200);
        receiver.forget();
        clock.advance(Duration.ofHours(1));
        runJobs();

        assertThat(receiver.types()).containsExactly("customer.created", "customer.updated");
        assertThat(receiver.messages().get(0).id()).isEqualTo(refused);
        assertThat(jdbc.sql("select count(*) from act_ru_execution where business_key_ = :id")
                        .param("id", refused)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anotherCustomersMessagesDoNotWaitForIt() {
        endpoint();
        receiver.answers(500);
        customer(false);
        runJobs();
        receiver.answers(200);
        receiver.forget();

        var other = customer(false);
        jobs.runDue(delivery(other));

        assertThat(receiver.messages())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.json().at("/data/id").asText()).isEqualTo(other));
    }

    private UUID delivery(String customer) {
        return jdbc.sql(
                        "select id from webhook_delivery where customer_id = cast(:customer as uuid) and state = 'WAITING'")
                .param("customer", customer)
                .query(UUID.class)
                .single();
    }

    @Test
    void whileASecretIsChangedBothSign() {
        var endpoint = endpoint();
        var rotated = api.patch("/api/v1/webhooks/" + endpoint.id(), "{\"rotateSecret\":true}");
        assertThat(rotated.status()).isEqualTo(200);
        var next = rotated.text("secret");
        assertThat(next).startsWith("whsec_").isNotEqualTo(endpoint.secret());
        customer(false);
        runJobs();

        assertThat(receiver.messages().get(0).isSignedWith(endpoint.secret())).isTrue();
        assertThat(receiver.messages().get(0).isSignedWith(next)).isTrue();

        clock.advance(Duration.ofDays(2));
        assertThat(api.get("/api/v1/webhooks/" + endpoint.id())
                        .json()
                        .at("/formerSecretUntil")
                        .isNull())
                .isTrue();
        assertThat(api.get("/api/v1/webhooks/" + endpoint.id()).body()).doesNotContain("whsec_");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 404, 410})
    void aRedirectOrAnErrorIsNoSuccess(int status) {
        receiver.answers(call -> {
            call.getResponseHeaders().set("Location", receiver.url() + "/elsewhere");
            call.sendResponseHeaders(status, -1);
        });
        var endpoint = endpoint();
        customer(false);
        runJobs();

        var delivery = api.get("/api/v1/webhooks/" + endpoint.id() + "/deliveries")
                .json()
                .at("/items/0");
        assertThat(delivery.at("/state").asText()).isEqualTo("WAITING");
        assertThat(delivery.at("/status").asInt()).isEqualTo(status);
        assertThat(delivery.at("/failure").asText()).isEqualTo("status");
    }

    @Test
    void theFirstKilobyteOfAnAnswerIsKept() {
        receiver.answers(Receiver.Answer.of(500, "no\u0000 " + "x".repeat(100_000)));
        var endpoint = endpoint();
        customer(false);
        runJobs();

        var response = api.get("/api/v1/webhooks/" + endpoint.id() + "/deliveries")
                .json()
                .at("/items/0/response")
                .asText();
        assertThat(response).startsWith("no\ufffd xxx").hasSize(1024);
    }

    @Test
    void anEndpointThatFailsForFiveDaysIsSwitchedOffAndTheVendorAdminIsNotified() {
        var endpoint = endpoint();
        receiver.answers(503);
        customer(false);
        runJobs();
        for (var day = 0; day < 6; day++) {
            clock.advance(Duration.ofDays(1));
            runJobs();
        }

        var shown = api.get("/api/v1/webhooks/" + endpoint.id()).json();
        assertThat(shown.at("/active").asBoolean()).isFalse();
        assertThat(shown.at("/switchedOffAt").isNull()).isFalse();
        assertThat(api.get("/api/v1/webhooks/" + endpoint.id() + "/deliveries")
                        .json()
                        .at("/items/0/state")
                        .asText())
                .isEqualTo("GIVEN_UP");
        assertThat(mailbox.await(vendor.email(), "webhook-switched-off").text())
                .contains("127.0.0.1", "/vendor/webhooks/" + endpoint.id());
        receiver.forget();
        customer(false);
        runJobs();
        assertThat(receiver.messages()).isEmpty();

        receiver.answers(200);
        assertThat(api.patch("/api/v1/webhooks/" + endpoint.id(), "{\"active\":true}")
                        .json()
                        .at("/failingSince")
                        .isNull())
                .isTrue();
        customer(false);
        runJobs();
        assertThat(receiver.types()).containsExactly("customer.created");
    }

    @Test
    void isSentAgainWithTheSameId() {
        var endpoint = endpoint();
        customer(false);
        runJobs();
        var first = receiver.messages().get(0).id();

        var again = api.post("/api/v1/webhooks/" + endpoint.id() + "/deliveries/" + first + "/resend", "{}");
        runJobs();

        assertThat(again.status()).isEqualTo(202);
        assertThat(receiver.messages()).extracting(Receiver.Message::id).containsExactly(first, first);
        assertThat(receiver.messages().get(0).body())
                .isEqualTo(receiver.messages().get(1).body());
    }

    @Test
    void aTestMessageIsOne() {
        var endpoint = endpoint("rfq.submitted");
        var begun = api.post("/api/v1/webhooks/" + endpoint.id() + "/test", "{}");
        runJobs();

        assertThat(begun.status()).isEqualTo(202);
        assertThat(receiver.messages()).singleElement().satisfies(message -> {
            assertThat(message.type()).isEqualTo("test");
            assertThat(message.id()).isEqualTo(begun.text("id"));
            assertThat(message.isSignedWith(endpoint.secret())).isTrue();
        });
        api.patch("/api/v1/webhooks/" + endpoint.id(), "{\"active\":false}");
        assertThat(api.post("/api/v1/webhooks/" + endpoint.id() + "/test", "{}").outcome())
                .isEqualTo("409 webhook-off");
    }

    @Test
    void whileTheVendorIsSuspendedItWaits() {
        endpoint();
        customer(false);
        suspensions.suspend(vendor.id(), "Unpaid", vendor.admin());

        assertThatThrownBy(() -> jobs.runDue()).isInstanceOf(WebhookDeferred.class);
        assertThat(receiver.messages()).isEmpty();

        suspensions.resume(vendor.id(), vendor.admin());
        clock.advance(Duration.ofHours(2));
        runJobs();
        assertThat(receiver.types()).containsExactly("customer.created");
    }

    @Test
    void anotherVendorsAreUnknown() {
        var endpoint = endpoint();
        customer(false);
        var delivery = jdbc.sql("select id from webhook_delivery where endpoint_id = cast(:id as uuid)")
                .param("id", endpoint.id())
                .query(UUID.class)
                .single();
        var stranger = logins.newVendor();
        var one = "/api/v1/webhooks/" + endpoint.id();

        assertThat(stranger.get(one).status()).isEqualTo(404);
        assertThat(stranger.patch(one, "{\"active\":false}").status()).isEqualTo(404);
        assertThat(stranger.post(one + "/test", "{}").status()).isEqualTo(404);
        assertThat(stranger.get(one + "/deliveries").status()).isEqualTo(404);
        assertThat(stranger.post(one + "/deliveries/" + delivery + "/resend", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.delete(one).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/webhooks").json().at("/items")).isEmpty();
        assertThat(api.get(one).status()).isEqualTo(200);
        assertThat(logins.staff(Role.SUPPORT).get(one).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://erp.example.com/",
                "https://",
                "https://user:pw@erp.example.com/",
                "https://erp.example.com/#x",
                "//erp",
                "https://erp.example.com:99999/",
                "javascript:alert(1)",
                "https://erp example.com/"
            })
    void anAddressThatIsNoneIsRefused(String url) {
        assertThat(api.post("/api/v1/webhooks", "{\"url\":\"" + url + "\"}").outcome())
                .isEqualTo("400 invalid-value");
    }

    @Test
    void unknownEventsAreRefusedAndAVendorHasTwentyAtMost() {
        assertThat(api.post("/api/v1/webhooks", "{\"url\":\"" + receiver.url() + "\",\"events\":[\"customer.gone\"]}")
                        .status())
                .isEqualTo(400);
        for (var i = 0; i < 20; i++) {
            endpoint();
        }
        assertThat(api.post("/api/v1/webhooks", "{\"url\":\"" + receiver.url() + "\"}")
                        .outcome())
                .isEqualTo("409 too-many-webhooks");
    }
}
