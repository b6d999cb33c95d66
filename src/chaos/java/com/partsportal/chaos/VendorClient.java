package com.partsportal.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.partsportal.chaos.Portal.Answer;
import com.partsportal.harness.WebhookSink;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's client and its customers' people. A request without an answer is repeated, of the API with the
 * same Idempotency-Key, until there is one.
 */
final class VendorClient {

    static final String ADMIN = "admin@chaos.example";
    static final String PASSWORD = "nothing is lost in chaos";
    private static final String VENDOR_ADMIN = "vera@vendor.example";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Portal portal;
    private final Mails mails;
    private final String key;
    private final Semaphore atOnce = new Semaphore(8);
    private final AtomicInteger turn = new AtomicInteger();
    final AtomicInteger repeats = new AtomicInteger();

    private VendorClient(Portal portal, Mails mails, String key) {
        this.portal = portal;
        this.mails = mails;
        this.key = key;
    }

    /** What the page behind a link finally said. */
    enum LinkOutcome {
        ACCEPTED,
        ACCEPTED_BEFORE,
        DECLINED,
        ENDED;

        boolean isAccepted() {
            return this == ACCEPTED || this == ACCEPTED_BEFORE;
        }
    }

    /** By the pages only: the first administrator makes a vendor, its Vendor Admin accepts; by the API an API key and an endpoint for webhooks. */
    static VendorClient open(Portal portal, Mails mails, WebhookSink webhooks) throws Exception {
        var vendor = new VendorClient(portal, mails, "");
        var admin = new Browser(portal);
        var login = admin.open(0, "/login");
        require(admin.post(0, "/login", csrf(login), "email", ADMIN, "password", PASSWORD), 302, 303);
        var form = admin.open(1, "/admin/vendors/new");
        require(
                admin.post(
                        1,
                        "/admin/vendors",
                        csrf(form),
                        "name",
                        "Acme Machining",
                        "adminName",
                        "Vera Vendor",
                        "adminEmail",
                        VENDOR_ADMIN),
                302,
                303);
        var link = mails.link(VENDOR_ADMIN, 1, Duration.ofMinutes(3));
        if (!vendor.accept(link.orElseThrow(), "Vera Vendor").isAccepted()) {
            throw new IllegalStateException("the Vendor Admin could not accept");
        }
        var basic =
                Base64.getEncoder().encodeToString((VENDOR_ADMIN + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var issued = portal.send(
                0,
                "POST",
                "/api/v1/keys",
                Map.of("Authorization", "Basic " + basic, "Content-Type", "application/json"),
                "{\"name\": \"chaos\"}");
        require(issued, 201);
        var endpoint = portal.send(
                1,
                "POST",
                "/api/v1/webhooks",
                Map.of("Authorization", "Basic " + basic, "Content-Type", "application/json"),
                "{\"url\": \"" + webhooks.url() + "\"}");
        require(endpoint, 201);
        webhooks.secret(endpoint.json().path("secret").asText());
        return new VendorClient(portal, mails, issued.json().path("key").asText());
    }

    Mails mails() {
        return mails;
    }

    /** A call of the API that is repeated until its answer is known. */
    Answer insist(String path, String body) throws InterruptedException {
        var idempotencyKey = UUID.randomUUID().toString();
        return insist(node -> post(node, path, body, idempotencyKey));
    }

    /** One call without repeating it. */
    Answer post(int node, String path, String body, String idempotencyKey) throws IOException, InterruptedException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + key);
        headers.put("Idempotency-Key", idempotencyKey);
        headers.put("Content-Type", "application/json");
        return portal.send(node, "POST", "/api/v1" + path, headers, body);
    }

    Answer get(int node, String path) throws IOException, InterruptedException {
        return portal.send(node, "GET", "/api/v1" + path, Map.of("Authorization", "Bearer " + key), "");
    }

    /** Opens the link and accepts, until the page says what became of it. */
    LinkOutcome accept(String link, String name) throws InterruptedException {
        var path = URI.create(link).getRawPath();
        var person = new Browser(portal);
        var patience = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(patience)) {
            var page = insist(node -> person.open(node, path));
            var end = end(page);
            if (end != null) {
                return end;
            }
            if (page.body().contains("name=\"password\"")) {
                var csrf = csrf(page);
                var answer = once(node ->
                        person.post(node, path + "?accept", csrf, "name", name, "password", PASSWORD, "terms", "yes"));
                if (answer != null && answer.status() / 100 == 3) {
                    return LinkOutcome.ACCEPTED;
                }
            }
            repeats.incrementAndGet();
            Thread.sleep(200);
        }
        throw new IllegalStateException("no answer within " + PATIENCE);
    }

    /** Opens the link and declines, until the page says what became of it. */
    LinkOutcome decline(String link) throws InterruptedException {
        var path = URI.create(link).getRawPath();
        var person = new Browser(portal);
        var patience = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(patience)) {
            var page = insist(node -> person.open(node, path));
            var end = end(page);
            if (end != null) {
                return end;
            }
            var csrf = csrf(page);
            once(node -> person.post(node, path + "?decline", csrf, "reason", "not now"));
            Thread.sleep(200);
        }
        throw new IllegalStateException("no answer within " + PATIENCE);
    }

    /** What the page behind a link says of an invitation that is over; null: it is open. */
    private static @Nullable LinkOutcome end(Answer page) {
        if (page.status() == 410) {
            return page.body().contains("You declined this invitation") ? LinkOutcome.DECLINED : LinkOutcome.ENDED;
        }
        if (page.status() != 200) {
            throw new IllegalStateException("the link of a mail is answered " + page.status());
        }
        return page.body().contains("already accepted") ? LinkOutcome.ACCEPTED_BEFORE : null;
    }

    /** A Customer Manager signs in and invites a colleague, until the list of people shows the invitation. */
    void inviteColleague(String manager, String colleague) throws InterruptedException {
        var person = new Browser(portal);
        var patience = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(patience)) {
            var page = insist(node -> person.open(node, "/portal/users"));
            if (page.status() != 200) {
                var login = insist(node -> person.open(node, "/login"));
                var token = csrf(login);
                once(node -> person.post(node, "/login", token, "email", manager, "password", PASSWORD));
                continue;
            }
            if (page.body().contains(colleague)) {
                return;
            }
            var csrf = csrf(page);
            once(node -> person.post(
                    node, "/portal/users", csrf, "name", "Lee", "email", colleague, "role", "CUSTOMER_USER"));
        }
        throw new IllegalStateException("no answer within " + PATIENCE);
    }

    /** Imports customers from a file and invites them, and waits for the end; returns the final answer. */
    JsonNode importAndInvite(List<String> addresses) throws InterruptedException {
        var file = new StringBuilder("company_name,email,phone,ranking\n");
        addresses.forEach(address -> file.append("Imported,").append(address).append(",,B\n"));
        var idempotencyKey = UUID.randomUUID().toString();
        var begun = insist(node -> portal.send(
                node,
                "POST",
                "/api/v1/customers/import?dryRun=false&invite=true",
                Map.of("Authorization", "Bearer " + key, "Idempotency-Key", idempotencyKey, "Content-Type", "text/csv"),
                file.toString()));
        require(begun, 202);
        var path = "/imports/" + begun.json().path("id").asText();
        var patience = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(patience)) {
            var is = insist(node -> get(node, path)).json();
            if (!is.path("state").asText().equals("RUNNING")) {
                return is;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("an import is not done within " + PATIENCE);
    }

    private interface Call {
        Answer at(int node) throws IOException, InterruptedException;
    }

    private Answer insist(Call call) throws InterruptedException {
        var patience = Instant.now().plus(PATIENCE);
        for (var attempt = 1; Instant.now().isBefore(patience); attempt++) {
            var answer = once(call);
            if (answer != null && answer.isKnown()) {
                return answer;
            }
            repeats.incrementAndGet();
            Thread.sleep(200L * Math.min(attempt, 5));
        }
        throw new IllegalStateException("no answer within " + PATIENCE);
    }

    /** Null: the node was gone, or took too long. */
    private Answer once(Call call) throws InterruptedException {
        atOnce.acquire();
        try {
            return call.at(Math.floorMod(turn.getAndIncrement(), portal.size()));
        } catch (IOException notKnown) {
            return null;
        } finally {
            atOnce.release();
        }
    }

    private static String csrf(Answer page) {
        return Browser.csrf(page).orElseThrow(() -> new IllegalStateException("a page without form"));
    }

    private static void require(Answer answer, Integer... statuses) {
        if (!List.of(statuses).contains(answer.status())) {
            throw new IllegalStateException("answered " + answer.status() + ": " + answer.body());
        }
    }
}
