package com.partsportal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.partsportal.testing.ApiDescription;
import com.partsportal.testing.ApiLogins;
import com.partsportal.testing.PortalTest;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The description of the API is kept in the repository, so that nobody changes the API without meaning to. */
@PortalTest
class OpenApiDocumentTests {

    @Autowired
    org.springdoc.webmvc.api.OpenApiResource resource;

    @Autowired
    ApiLogins logins;

    @Test
    void isTheOneThatIsKept() throws Exception {
        var json = new ObjectMapper();
        var request = new org.springframework.mock.web.MockHttpServletRequest("GET", "/v3/api-docs");
        var printer = new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        var served = json.writer(printer)
                        .writeValueAsString(
                                json.readTree(resource.openapiJson(request, "/v3/api-docs", java.util.Locale.ENGLISH)))
                + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(ApiDescription.KEPT.getParent());
            Files.writeString(ApiDescription.KEPT, served);
        }

        assertThat(served)
                .as("the API changed; when that is meant: mvn test -Dtest=OpenApiDocumentTests -Dopenapi.write=true")
                .isEqualTo(Files.exists(ApiDescription.KEPT) ? Files.readString(ApiDescription.KEPT) : "");
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        var document = new ObjectMapper().readTree(Files.readString(ApiDescription.KEPT));

        var references = document.findValuesAsText("$ref");

        assertThat(references)
                .hasSizeGreaterThan(100)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(document.at("/components/schemas").properties())
                .as("schemas that nothing refers to")
                .allSatisfy(schema -> assertThat(references).contains("#/components/schemas/" + schema.getKey()));
    }

    @Test
    void everySchemaIsOne() throws Exception {
        var document = new ObjectMapper().readTree(Files.readString(ApiDescription.KEPT));
        var ofSchemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(document.findValues("schema"))
                .hasSizeGreaterThan(100)
                .allSatisfy(schema -> assertThat(ofSchemas.validate(schema)).isEmpty());
        assertThat(document.at("/components/schemas"))
                .allSatisfy(schema -> assertThat(ofSchemas.validate(schema)).isEmpty());
    }

    @Test
    void isForTheSignedInOnly() {
        assertThat(logins.stranger().get("/v3/api-docs").status()).isIn(302, 401);
        assertThat(logins.stranger().get("/swagger-ui/index.html").status()).isIn(302, 401);
    }
}
