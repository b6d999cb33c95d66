package com.partsportal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.partsportal.shared.PlainName;
import com.partsportal.shared.PlainText;
import com.partsportal.shared.ValidEmail;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** The description of the API: what every call has in common; the rest is beside the calls. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Map<String, String> REFUSALS = Map.of(
            "400",
                    "A value, the body or the query is malformed: `invalid-value` with `errors`, `malformed-body`, `malformed-query`",
            "401", "Not signed in: `unauthenticated`",
            "403", "The role does not allow it: `forbidden`",
            "406", "Only JSON is answered: `not-acceptable`",
            "503", "To be tried again after `Retry-After`: `try-again`, `unavailable`");

    OpenApiConfiguration() {
        // An enum is one schema with a name: a client gets one type, not one for each place.
        ModelResolver.enumsAsRef = true;
    }

    /** The length of text is a rule of ours, which springdoc does not know. */
    @Bean
    PropertyCustomizer rulesOfText() {
        return (property, type) -> {
            if (type.getCtxAnnotations() != null) {
                for (var annotation : type.getCtxAnnotations()) {
                    if (annotation instanceof PlainText text) {
                        property.setMaxLength(text.max());
                    } else if (annotation instanceof PlainName name) {
                        property.setMaxLength(name.max());
                    } else if (annotation instanceof ValidEmail) {
                        property.setFormat("email");
                    }
                }
            }
            return property;
        };
    }

    @Bean
    OpenAPI partsPortalApi() {
        return new OpenAPI()
                .info(new Info().title("Parts Portal").version("v1").description("""
                        A vendor's customers: add, invite, follow, correct.

                        Times are ISO-8601 in UTC. A refusal is a problem (RFC 9457) with a stable `code`. An id of \
                        somebody else is answered like an unknown one. A POST with an `Idempotency-Key` may be \
                        repeated for 24 hours: it is done once and answered alike."""))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSchemas(PROBLEM, problem())
                        .addSecuritySchemes(
                                "basic",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description("Address and password of a login"))
                        .addSecuritySchemes(
                                "key",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API key of a vendor")))
                .security(
                        List.of(new SecurityRequirement().addList("basic"), new SecurityRequirement().addList("key")));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("Why a call was refused (RFC 9457)")
                .addProperty("type", new StringSchema().example("about:blank"))
                .addProperty("title", new StringSchema().example("Conflict"))
                .addProperty("status", new IntegerSchema().example(409))
                .addProperty(
                        "code", new StringSchema().description("A stable word").example("wrong-state"))
                .addProperty("detail", new StringSchema().description("A sentence for people"))
                .addProperty(
                        "instance",
                        new StringSchema()
                                .format("uri")
                                .description("With `internal-error`: the id to name to support"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .description("The fields that are wrong")
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema().example("email"))
                                        .addProperty("message", new StringSchema().example("Enter an email address."))
                                        .required(List.of("field", "message"))))
                .addProperty("customerId", new StringSchema().format("uuid").description("With `duplicate-customer`"))
                .addProperty(
                        "customerStatus",
                        new StringSchema().description("With `wrong-state`").example("ACTIVE"))
                .required(List.of("type", "title", "status", "code"));
    }

    @Bean
    OpenApiCustomizer refusalsOfEveryCall() {
        return api -> {
            // Of a body that is read as a tree, to tell what was left out from what was set to null.
            api.getComponents().getSchemas().remove(JsonNode.class.getSimpleName());
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
        };
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        if (operation.getRequestBody() != null) {
            files(operation.getRequestBody().getContent());
        }
        operation.getResponses().forEach((status, response) -> {
            text(response.getContent());
            if (status.startsWith("4")) {
                response.setContent(problemContent());
            } else if (status.equals("201")) {
                response.addHeaderObject(
                        HttpHeaders.LOCATION,
                        new Header()
                                .description("Where it is read")
                                .required(true)
                                .schema(new StringSchema().format("uri-reference")));
            }
        });
        REFUSALS.forEach((status, words) -> refusal(operation, status, words));
        if (path.contains("{")) {
            refusal(operation, "404", "Unknown, or of another vendor: `not-found`");
        }
        if (method != HttpMethod.GET) {
            refusal(operation, "413", "More than a megabyte: `too-large`");
            refusal(operation, "415", "A body of another type, or not in UTF-8: `unsupported-media-type`");
        }
        if (method == HttpMethod.POST) {
            refusal(operation, "422", "The key was used for another body: `idempotency-mismatch`");
            refusal(operation, "429", "Too often; after `Retry-After` again: `too-many-requests`");
            operation.addParametersItem(new HeaderParameter()
                    .name("Idempotency-Key")
                    .description("Visible ASCII; a repeat within 24 hours gives the first answer")
                    .schema(new StringSchema().maxLength(255)));
        }
    }

    /** A file that is sent may be in any encoding, or no text at all: bytes, whatever type reads it here. */
    private static void files(Content content) {
        if (content.containsKey(XLSX)) {
            content.forEach((type, described) -> {
                if (type.equals(CSV) || type.equals(XLSX)) {
                    described.setSchema(new StringSchema().format("binary"));
                }
            });
        } else {
            text(content);
        }
    }

    /** A file of text is described as the text that it is, whatever type reads or writes it here. */
    private static void text(@Nullable Content content) {
        if (content != null && content.containsKey(CSV)) {
            content.get(CSV).setSchema(new StringSchema());
        }
    }

    private static Content problemContent() {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    }

    private static void refusal(Operation operation, String status, String words) {
        var known = operation.getResponses().get(status);
        var response = known != null ? known : new ApiResponse().description(words);
        response.setContent(problemContent());
        if (status.equals("429") || status.equals("503")) {
            response.addHeaderObject(
                    "Retry-After", new Header().description("Seconds").schema(new IntegerSchema()));
        }
        operation.getResponses().put(status, response);
    }
}
