package com.partsportal.api;

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
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the API: what every call has in common; the rest stands beside the calls. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    private static final Map<String, String> REFUSALS = Map.of(
            "400",
                    "A value, the body or the query is malformed: `invalid-value` with `errors`, `malformed-body`, `malformed-query`",
            "401", "Not signed in: `unauthenticated`",
            "403", "The role does not allow it: `forbidden`",
            "406", "Only JSON is answered: `not-acceptable`",
            "503", "To be tried again after `Retry-After`: `try-again`, `unavailable`");

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
        return api -> api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        REFUSALS.forEach((status, words) -> refusal(operation, status, words));
        if (path.contains("{")) {
            refusal(operation, "404", "Unknown, or of another vendor: `not-found`");
        }
        if (operation.getRequestBody() != null) {
            refusal(operation, "413", "More than a megabyte: `too-large`");
            refusal(operation, "415", "No JSON in UTF-8: `unsupported-media-type`");
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

    private static void refusal(Operation operation, String status, String words) {
        var known = operation.getResponses().get(status);
        var response = known != null ? known : new ApiResponse().description(words);
        response.setContent(new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
        if (status.equals("429") || status.equals("503")) {
            response.addHeaderObject(
                    "Retry-After", new Header().description("Seconds").schema(new IntegerSchema()));
        }
        operation.getResponses().put(status, response);
    }
}
