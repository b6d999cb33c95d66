package com.partsportal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The kept description of the API (OpenAPI 3.1). Holds answers to it: their status, media type, headers and body must be
 * described for the call.
 */
public final class ApiDescription {

    public static final Path KEPT = Path.of("src/docs/openapi.json");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    private static final ObjectNode DOCUMENT = read();

    private ApiDescription() {}

    private static ObjectNode read() {
        try {
            return (ObjectNode) JSON.readTree(Files.readString(KEPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Addresses and methods that the API does not have are not described: their answers are left alone. */
    static void check(HttpResponse<String> answer) {
        var request = answer.request();
        var address = path(request.uri().getPath());
        if (address.isEmpty()) {
            return;
        }
        var call = "/paths/" + escaped(address.get()) + "/" + request.method().toLowerCase(Locale.ROOT);
        if (DOCUMENT.at(call).isMissingNode()) {
            return;
        }
        var described = call + "/responses/" + answer.statusCode();
        var what = request.method() + " " + address.get() + " " + answer.statusCode();
        assertThat(DOCUMENT.at(described).isMissingNode())
                .as("%s is described; its body: %s", what, answer.body())
                .isFalse();
        DOCUMENT.at(described + "/headers").fields().forEachRemaining(header -> {
            if (header.getValue().path("required").asBoolean()) {
                assertThat(answer.headers().firstValue(header.getKey()))
                        .as("%s has %s", what, header.getKey())
                        .isPresent();
            }
        });
        if (!answer.body().isEmpty()) {
            checkBody(answer, described, what);
        }
    }

    private static void checkBody(HttpResponse<String> answer, String described, String what) {
        var type = answer.headers().firstValue("Content-Type").orElse("none").replaceFirst(";.*", "");
        if (!DOCUMENT.at(described + "/content/*~1*").isMissingNode()) {
            return; // a file of any kind
        }
        var schema = described + "/content/" + escaped(type) + "/schema";
        assertThat(DOCUMENT.at(schema).isMissingNode())
                .as("%s as %s is described; its body: %s", what, type, answer.body())
                .isFalse();
        if (type.endsWith("json")) {
            assertThat(faults(schema, tree(answer.body())))
                    .as("%s: %s", what, answer.body())
                    .isEmpty();
        }
    }

    private static List<Error> faults(String pointer, JsonNode body) {
        return KNOWN.computeIfAbsent(pointer, place -> {
                    var root = DOCUMENT.deepCopy();
                    root.put("$ref", "#" + place);
                    return SCHEMAS.getSchema(root);
                })
                .validate(body, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /** The address of the description that a path belongs to: one without parameters is preferred. */
    private static Optional<String> path(String path) {
        var addresses = DOCUMENT.path("paths");
        if (addresses.has(path)) {
            return Optional.of(path);
        }
        return addresses.properties().stream()
                .map(Map.Entry::getKey)
                .filter(address -> Pattern.matches(address.replaceAll("\\{[^}]*}", "[^/]+"), path))
                .findFirst();
    }

    private static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }
}
