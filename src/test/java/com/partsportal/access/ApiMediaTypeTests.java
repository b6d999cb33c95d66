package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.PortalTest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;

/** No call of the API takes a body of another type than its own, and none drops a body. */
@PortalTest
class ApiMediaTypeTests {

    private static final List<String> NOT_JSON = List.of(
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded;charset=UTF-8",
            "multipart/form-data; boundary=b",
            "text/plain",
            "text/html",
            "application/xml",
            "application/octet-stream",
            "*/*",
            "application/*",
            "nonsense");

    private final Map<Role, ApiClient> clients = new EnumMap<>(Role.class);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    LoginsByRole people;

    @Test
    void aBodyOfAnotherTypeIs415InEveryCall() {
        for (var route : MappedRoute.all(context)) {
            if (!route.isApi() || route.isReading()) {
                continue;
            }
            for (var type : NOT_JSON) {
                if (takesFiles(route) && type.equals("application/octet-stream")) {
                    continue;
                }
                var answer = send(route, "reason=Because", type);
                assertThat(answer.outcome())
                        .as("%s %s with %s", route.method(), route.pattern(), type)
                        .isIn(
                                "415 unsupported-media-type",
                                route.method().equals("DELETE") ? "400 malformed-body" : "");
            }
        }
    }

    @Test
    void aBodyThatACallHasNoUseForIsRefused() {
        for (var route : MappedRoute.all(context)) {
            if (route.isApi()
                    && !route.pattern().endsWith("/import")
                    && !route.pattern().endsWith("/bounces")
                    && !takesFiles(route)
                    && !route.method().equals("PATCH")) {
                var answer = send(route, "{\"nobodyKnows\": 1}", "application/json");
                assertThat(answer.status())
                        .as("%s %s", route.method(), route.pattern())
                        .isEqualTo(400);
            }
        }
    }

    private static boolean takesFiles(MappedRoute route) {
        return route.method().equals("POST")
                && Stream.of("/drawings", "/documents", "/rfqs/files").anyMatch(route.pattern()::endsWith);
    }

    @Test
    void anExportIsCsvOrNothing() {
        var client = client(Role.VENDOR_ADMIN);
        var export = "/api/v1/customers/export";
        assertThat(client.send("GET", export, new byte[0], "Accept", "application/json")
                        .outcome())
                .isEqualTo("406 not-acceptable");
        for (var accept : List.of("*/*", "text/csv", "text/*;q=0.5, application/json")) {
            var answer = client.send("GET", export, new byte[0], "Accept", accept);
            assertThat(answer.status()).as(accept).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/csv");
        }
    }

    private ApiClient.Answer send(MappedRoute route, String body, String type) {
        return client(role(route))
                .send(
                        route.method(),
                        route.path(UUID.randomUUID().toString()),
                        HostileInputs.bytes(body),
                        "Content-Type",
                        type);
    }

    private ApiClient client(Role role) {
        return clients.computeIfAbsent(
                role,
                it -> ApiClient.of("http://localhost:" + port, people.with(it).email(), LoginsByRole.PASSWORD));
    }

    private static Role role(MappedRoute route) {
        return Routes.of(PathContainer.parsePath(route.path("x"))).orElseThrow().roles().stream()
                .sorted()
                .findFirst()
                .orElse(Role.VENDOR_ADMIN);
    }
}
