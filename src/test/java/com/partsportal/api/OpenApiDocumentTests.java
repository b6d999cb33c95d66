package com.partsportal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.testing.ApiLogins;
import com.partsportal.testing.PortalTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The description of the API is kept in the repository, so that nobody changes the API without meaning to. */
@PortalTest
class OpenApiDocumentTests {

    private static final Path KEPT = Path.of("src/docs/openapi.json");

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
            Files.createDirectories(KEPT.getParent());
            Files.writeString(KEPT, served);
        }

        assertThat(served)
                .as("the API changed; when that is meant: mvn test -Dtest=OpenApiDocumentTests -Dopenapi.write=true")
                .isEqualTo(Files.exists(KEPT) ? Files.readString(KEPT) : "");
    }

    @Test
    void isForTheSignedInOnly() {
        assertThat(logins.stranger().get("/v3/api-docs").status()).isIn(302, 401);
        assertThat(logins.stranger().get("/swagger-ui/index.html").status()).isIn(302, 401);
    }
}
