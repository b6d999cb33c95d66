package com.partsportal.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.jayway.jsonpath.JsonPath;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.client.RestClientResponseException;
import portalclient.ApiClient;
import portalclient.api.ApiKeysApi;
import portalclient.api.CallerApi;
import portalclient.api.CustomersApi;
import portalclient.api.ImportAndExportApi;
import portalclient.api.PartsOfACustomerApi;
import portalclient.api.WebhooksApi;
import portalclient.model.CustomerStatus;
import portalclient.model.EditedCustomer;
import portalclient.model.EditedWebhook;
import portalclient.model.ImportState;
import portalclient.model.NewApiKey;
import portalclient.model.NewCustomer;
import portalclient.model.NewPart;
import portalclient.model.NewWebhook;
import portalclient.model.Revocation;
import portalclient.model.WebhookEvent;
import portalclient.model.WebhookState;

/** A vendor's program, written with the client that OpenAPI Generator makes of the API's description. */
@PortalTest
class GeneratedClientTests {

    @Autowired
    People people;

    @Autowired
    Jobs jobs;

    @Value("${portal.base-url}")
    String base;

    @Test
    void theWholeStoryOfAVendorsProgram() throws Exception {
        var vendor = people.vendor("Client Vendor", "vera-" + UUID.randomUUID() + "@client.example");
        var admin = client(
                "Basic " + Base64.getEncoder().encodeToString((vendor.email() + ":" + People.PASSWORD).getBytes()));
        var key = new ApiKeysApi(admin).makeKey(new NewApiKey().name("ERP"), null);
        var program = client("Bearer " + key.getKey());
        var customers = new CustomersApi(program);
        var email = "kim-" + UUID.randomUUID() + "@initech.example";

        var draft = customers.addCustomer(
                new NewCustomer()
                        .companyName("Initech")
                        .email(email)
                        .phone("+1 202 555 0123")
                        .ranking("A")
                        .invite(false),
                UUID.randomUUID().toString());
        assertThat(draft.getStatus()).isEqualTo(CustomerStatus.DRAFT);
        assertThat(draft.getInvitedAt()).isNull();
        var id = draft.getId().toString();

        new PartsOfACustomerApi(program)
                .replaceParts(
                        id,
                        List.of(new NewPart().number("P-1").revision("A").description("Bracket")),
                        null,
                        null,
                        null);
        assertThat(new PartsOfACustomerApi(program).listParts(id))
                .extracting(NewPart::getNumber)
                .containsExactly("P-1");
        assertThat(customers
                        .editCustomer(id, new EditedCustomer().ranking("B"), null)
                        .getRanking())
                .isEqualTo("B");

        assertThat(customers.inviteCustomer(id, null, Map.of()).getStatus()).isEqualTo(CustomerStatus.INVITED);
        assertThat(customers.resendInvitation(id, null, Map.of()).getStatus()).isEqualTo(CustomerStatus.INVITED);
        assertThatExceptionOfType(RestClientResponseException.class)
                .isThrownBy(() -> customers.inviteCustomer(id, null, Map.of()))
                .satisfies(refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(409);
                    assertThat(refused.getResponseBodyAsString()).contains("already-invited");
                });
        var page = customers.listCustomers(50, null, "initech", List.of("B"), null, null, null, null, "-created");
        assertThat(page.getItems()).singleElement().satisfies(found -> {
            assertThat(found.getEmail()).isEqualTo(email);
            assertThat(found.getPartsReady()).isOne();
        });
        assertThat(page.getNextCursor()).isNull();
        assertThat(customers.countCustomers(null, null, null, null, null, null)).containsEntry("INVITED", 1L);
        assertThat(customers.getTimeline(id).getItems()).isNotEmpty();
        assertThat(customers
                        .revokeInvitation(id, null, new Revocation().reason("Wrong person"))
                        .getStatus())
                .isEqualTo(CustomerStatus.REVOKED);

        var files = new ImportAndExportApi(program);
        var begun = files.importCustomers(
                false,
                false,
                null,
                null,
                new ByteArrayResource(
                        ("company_name,email,phone,ranking\nHooli,gavin-" + UUID.randomUUID() + "@hooli.example,,A\n")
                                .getBytes(StandardCharsets.UTF_8)));
        var imported = await().until(
                        () -> files.getImport(begun.getId().toString()),
                        progress -> progress.getState() == ImportState.DONE);
        assertThat(imported.getCreated()).isOne();
        assertThat(imported.getRejected()).isEmpty();
        assertThat(files.exportCustomers(null, null, null, null, null, null, null))
                .contains("Hooli", "Initech");

        var drawing = "%PDF-1.7 a drawing".getBytes(StandardCharsets.UTF_8);
        var drawings = new PartsOfACustomerApi(program);
        var added = drawings.addDrawing(id, "P-1_A.pdf", null, null, null, null, new ByteArrayResource(drawing));
        assertThat(added.getNumber()).isEqualTo("P-1");
        assertThat(drawings.getDrawing(id, added.getId().toString()).getContentAsByteArray())
                .isEqualTo(drawing);

        var me = new CallerApi(program).me();
        assertThat(me.getRoles()).containsExactly(portalclient.model.Role.TEAM_MEMBER);
        assertThat(me.getVendor().getName()).isEqualTo("Client Vendor");
        new ApiKeysApi(admin).revokeKey(key.getId().toString());
        assertThatExceptionOfType(RestClientResponseException.class)
                .isThrownBy(() -> customers.getCustomer(id))
                .satisfies(
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(401));
    }

    @Test
    void theSameProgramTakesWebhooks() throws Exception {
        var vendor = people.vendor("Hooked Vendor", "vera-" + UUID.randomUUID() + "@hooks.example");
        var admin = client(
                "Basic " + Base64.getEncoder().encodeToString((vendor.email() + ":" + People.PASSWORD).getBytes()));
        var hooks = new WebhooksApi(admin);
        try (var receiver = new Receiver()) {
            var made = hooks.addWebhook(
                    new NewWebhook()
                            .url(receiver.url())
                            .description("ERP")
                            .events(Set.of(WebhookEvent.CUSTOMER_CREATED, WebhookEvent.CUSTOMER_STATUS_CHANGED)),
                    UUID.randomUUID().toString());
            var id = made.getId().toString();
            assertThat(made.getSecret()).startsWith("whsec_");
            assertThat(hooks.listWebhooks().getItems()).singleElement().satisfies(listed -> {
                assertThat(listed.getUrl()).isEqualTo(receiver.url());
                assertThat(listed.getActive()).isTrue();
            });

            var customer = new CustomersApi(admin)
                    .addCustomer(
                            new NewCustomer()
                                    .companyName("Initech")
                                    .email("kim-" + UUID.randomUUID() + "@initech.example")
                                    .ranking("A")
                                    .invite(true),
                            UUID.randomUUID().toString());
            jobs.runDue();

            assertThat(receiver.messages)
                    .extracting(Message::type)
                    .containsExactly("customer.created", "customer.status_changed");
            assertThat(receiver.messages).allSatisfy(message -> {
                assertThat(message.isSignedWith(made.getSecret())).isTrue();
                assertThat(message.body()).contains(customer.getId().toString()).doesNotContain("initech.example");
            });
            var log = hooks.listDeliveries(id, null);
            assertThat(log.getItems()).hasSize(2).allSatisfy(delivery -> {
                assertThat(delivery.getState()).isEqualTo(WebhookState.DELIVERED);
                assertThat(delivery.getAttempts()).isOne();
                assertThat(delivery.getCustomerId()).isEqualTo(customer.getId());
            });

            var first = receiver.messages.get(0);
            hooks.resendDelivery(id, first.id(), null, Map.of());
            jobs.runDue();
            assertThat(receiver.messages.get(2).id()).isEqualTo(first.id());
            assertThat(receiver.messages.get(2).body()).isEqualTo(first.body());

            var rotated = hooks.editWebhook(id, new EditedWebhook().rotateSecret(true));
            hooks.testWebhook(id, null, Map.of());
            jobs.runDue();
            var tried = receiver.messages.get(3);
            assertThat(tried.type()).isEqualTo("test");
            assertThat(tried.isSignedWith(made.getSecret())).as("for a day").isTrue();
            assertThat(tried.isSignedWith(String.valueOf(rotated.getSecret()))).isTrue();

            assertThat(hooks.editWebhook(id, new EditedWebhook().active(false)).getActive())
                    .isFalse();
            hooks.removeWebhook(id);
            assertThat(hooks.listWebhooks().getItems()).isEmpty();
        }
    }

    /** What came in. */
    private record Message(String id, HttpHeaders headers, String body) {

        String type() {
            return JsonPath.read(body, "$.type");
        }

        /** By a library of the standard, not by the portal's own code. */
        boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException | EmptyWebhookSecretException forged) {
                return false;
            }
        }
    }

    /** The program's own address, which takes webhooks. */
    private static final class Receiver implements AutoCloseable {

        private final HttpServer server;
        final List<Message> messages = new CopyOnWriteArrayList<>();

        Receiver() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", call -> {
                try (call) {
                    var headers = HttpHeaders.of(call.getRequestHeaders(), (name, value) -> true);
                    messages.add(new Message(
                            headers.firstValue("webhook-id").orElse(""),
                            headers,
                            new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                    call.sendResponseHeaders(204, -1);
                }
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private ApiClient client(String authorization) {
        // What is left out is not sent: a null means that it is removed.
        var json = ApiClient.createDefaultMapper(null).setDefaultPropertyInclusion(Include.NON_NULL);
        return new ApiClient(json, ApiClient.createDefaultDateFormat())
                .setBasePath(base)
                .addDefaultHeader("Authorization", authorization);
    }
}
