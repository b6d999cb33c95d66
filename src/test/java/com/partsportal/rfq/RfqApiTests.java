package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.part.NewPart;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.People;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** Parts and RFQs as a customer's own systems call them. */
class RfqApiTests extends RfqParties {

    @Value("${portal.base-url}")
    String base;

    private ApiClient api;
    private String bracket;

    @BeforeEach
    void theCompanyHasAPart() {
        bracket = parts.replace(
                        vendor.id(),
                        company.customer(),
                        List.of(new NewPart("BR-100", "A", "Bracket", null, null, null, null, null, null)),
                        vendor.admin())
                .get(0)
                .id()
                .toString();
        api = ApiClient.of(base, company.email(), People.PASSWORD);
    }

    @Test
    void aSystemReadsThePartsAndSubmitsAnRfq() {
        var offered = api.get("/api/v1/parts");
        assertThat(offered.status()).isEqualTo(200);
        assertThat(offered.json().at("/items/0/id").asText()).isEqualTo(bracket);
        assertThat(offered.json().at("/items/0/vendor").asText()).isEqualTo(vendor.name());

        var made = api.post("/api/v1/rfqs", body(bracket, "[10, 50]", "\"2030-01-31\""));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("UNDER_REVIEW");
        assertThat(made.text("reference")).isEqualTo("RFQ-1001");
        var again = api.get(made.header("Location"));
        assertThat(again.json()).isEqualTo(made.json());
        assertThat(again.json().at("/lines/0/quantities/1").asInt()).isEqualTo(50);
        assertThat(api.get("/api/v1/rfqs").json().path("items").size()).isOne();
    }

    /** A number of JSON is a number; what a person would have to be asked about is none. */
    @ParameterizedTest
    @ValueSource(strings = {"[\"1,500\"]", "[\"1500\"]", "[1.5]", "[1.500]", "\"1,500\"", "1500", "[null]", "[0]"})
    void aQuantityIsAWholeNumberAndNothingElse(String quantities) {
        var refused = api.post("/api/v1/rfqs", body(bracket, quantities, "null"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    }

    @Test
    void rfqsComeAPageAtATime() {
        for (var quantity = 1; quantity <= 3; quantity++) {
            api.post("/api/v1/rfqs", body(bracket, "[" + quantity + "]", "null"));
        }

        var first = api.get("/api/v1/rfqs?limit=2&cursor=").json();
        assertThat(first.path("items").findValuesAsText("reference")).containsExactly("RFQ-1003", "RFQ-1002");
        assertThat(first.at("/items/1/lines/0/quantities/0").asInt()).isEqualTo(2);
        var second = api.get("/api/v1/rfqs?limit=2&cursor="
                        + first.path("nextCursor").asText())
                .json();
        assertThat(second.path("items").findValuesAsText("reference")).containsExactly("RFQ-1001");
        assertThat(second.path("nextCursor").isNull()).isTrue();
        for (var bad : List.of("limit=0", "limit=201", "limit=x", "cursor=x", "cursor=" + UUID.randomUUID())) {
            assertThat(api.get("/api/v1/rfqs?" + bad).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void whatCannotBeTakenIsRefusedAndNothingIsStored() {
        assertThat(api.post("/api/v1/rfqs", "{}").status()).isEqualTo(400);
        assertThat(api.post("/api/v1/rfqs", body(bracket, "[]", "null")).status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/rfqs", body(bracket, "[0]", "null")).status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/rfqs", body(bracket, "[1]", "\"2026-02-30\""))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/rfqs", body(bracket, "[1]", "\"2020-01-01\""))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/rfqs", body("x", "[1]", "null")).status()).isEqualTo(400);
        assertThat(api.post("/api/v1/rfqs", body(bracket, "[1]", "null").replace("\"lines\"", "\"more\":1,\"lines\""))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/rfqs", body(UUID.randomUUID().toString(), "[1]", "null"))
                        .status())
                .isEqualTo(404);
        assertThat(rfqs.of(company.id(), null, 50).rows()).isEmpty();
    }

    @Test
    void aVendorHasNoPlaceHereAndAForeignRfqIsUnknown() {
        var client = ApiClient.of(base, vendor.email(), People.PASSWORD);
        assertThat(client.get("/api/v1/parts").status()).isEqualTo(403);
        var other = people.company(vendor, "Other " + companyCount, "otto@" + domain);
        var rfq = api.post("/api/v1/rfqs", body(bracket, "[1]", "null")).header("Location");

        var stranger = ApiClient.of(base, other.email(), People.PASSWORD);
        assertThat(stranger.get(rfq).status()).isEqualTo(404);
        assertThat(stranger.post("/api/v1/rfqs", body(bracket, "[1]", "null")).status())
                .isEqualTo(404);
    }

    @Test
    void aSystemRequestsANewPartAndTheVendorsSystemAnswersWithPrices() throws Exception {
        var pdf = "%PDF-1.7 a drawing".getBytes(StandardCharsets.US_ASCII);
        assertThat(api.get("/api/v1/vendors").json().at("/items/0/id").asText())
                .isEqualTo(vendor.id().toString());
        assertThat(upload(api, "/api/v1/rfqs/files?fileName=a.exe", pdf).status())
                .isEqualTo(400);
        var file = upload(api, "/api/v1/rfqs/files?fileName=a.pdf", pdf);
        assertThat(file.status()).as(file.body()).isEqualTo(202);
        var wanted = """
                {"lines": [{"part": "%s", "quantities": [10]},
                 {"description": "Cover", "number": "C-1", "material": "PA6", "quantities": [5, 50], "files": ["%s"]}]}""".formatted(bracket, file.text("id"));

        var made = api.post("/api/v1/rfqs", wanted);

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("quote").isNull()).isTrue();
        var rfq = made.header("Location");
        var client = ApiClient.of(base, vendor.email(), People.PASSWORD);
        var received = "/api/v1/received-rfqs/" + made.text("id");
        assertThat(client.get("/api/v1/received-rfqs").json().at("/items/0/id").asText())
                .isEqualTo(made.text("id"));
        var seen = client.get(received).json();
        var cover = seen.at("/lines/1");
        assertThat(cover.path("described").asBoolean()).isTrue();
        assertThat(cover.path("part").isNull()).isTrue();
        assertThat(cover.path("number").asText()).isEqualTo("C-1");
        assertThat(cover.path("material").asText()).isEqualTo("PA6");
        assertThat(cover.at("/files/0/fileName").asText()).isEqualTo("a.pdf");
        assertThat(client.get(received + "/files/" + file.text("id")).body()).isEqualTo("%PDF-1.7 a drawing");
        assertThat(api.get(rfq + "/files/" + file.text("id")).status()).isEqualTo(200);

        var part = client.post(received + "/lines/" + cover.path("id").asText() + "/part", "");
        assertThat(part.status()).as(part.body()).isEqualTo(200);
        assertThat(client.post(received + "/lines/" + cover.path("id").asText() + "/part", "")
                        .json())
                .isEqualTo(part.json());
        assertThat(parts.of(vendor.id(), company.customer())).hasSize(2);

        var document = upload(client, received + "/documents?fileName=offer.pdf", pdf);
        var price = "{\"line\": \"%s\", \"quantity\": 50, \"price\": 1.2345}"
                .formatted(cover.path("id").asText());
        for (var bad : List.of(
                "{\"status\": \"UNDER_REVIEW\"}",
                "{\"status\": \"REJECTED\"}",
                "{\"status\": \"ANSWERED\"}",
                "{\"status\": \"ANSWERED\", \"prices\": [" + price + "]}",
                "{\"status\": \"ANSWERED\", \"currency\": \"EURO\", \"prices\": [" + price + "]}",
                "{\"status\": \"ANSWERED\", \"currency\": \"EUR\", \"prices\": [" + price + "," + price + "]}",
                "{\"status\": \"ANSWERED\", \"currency\": \"EUR\", \"prices\": [" + price.replace("50", "51") + "]}",
                "{\"status\": \"ANSWERED\", \"text\": \"x\", \"validUntil\": \"2020-01-01\"}")) {
            assertThat(client.post(received + "/answer", bad).status()).as(bad).isEqualTo(400);
        }
        var answered = client.post(
                received + "/answer",
                "{\"status\": \"ANSWERED\", \"currency\": \"EUR\", \"leadDays\": 15, \"prices\": [" + price
                        + "], \"documents\": [\"" + document.text("id") + "\"]}");
        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        assertThat(client.post(received + "/answer", "{\"status\": \"QUOTED\"}").outcome())
                .isEqualTo("409 wrong-state");

        var quote = api.get(rfq).json().path("quote");
        assertThat(quote.path("currency").asText()).isEqualTo("EUR");
        assertThat(quote.path("leadDays").asInt()).isEqualTo(15);
        assertThat(quote.at("/prices/0/line").asText())
                .isEqualTo(cover.path("id").asText());
        assertThat(quote.at("/prices/0/quantity").asInt()).isEqualTo(50);
        assertThat(quote.at("/prices/0/price").decimalValue()).isEqualByComparingTo("1.2345");
        assertThat(quote.at("/documents/0/fileName").asText()).isEqualTo("offer.pdf");
        assertThat(api.get(rfq + "/files/" + document.text("id")).body()).isEqualTo("%PDF-1.7 a drawing");
        for (var bad : List.of(
                "{\"quantities\": [1]}",
                "{\"part\": \"" + bracket + "\", \"material\": \"x\", \"quantities\": [1]}",
                "{\"number\": \"x\", \"quantities\": [1]}",
                "{\"description\": \"x\", \"vendor\": \"" + UUID.randomUUID() + "\", \"quantities\": [1]}")) {
            assertThat(api.post("/api/v1/rfqs", "{\"lines\": [" + bad + "]}").status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    private static ApiClient.Answer upload(ApiClient client, String path, byte[] content) {
        return client.send("POST", path, content, "Content-Type", "application/octet-stream");
    }

    private static String body(String part, String quantities, String neededBy) {
        return "{\"lines\":[{\"part\":\"" + part + "\",\"quantities\":" + quantities + "}],\"neededBy\":" + neededBy
                + ",\"note\":\"As before\"}";
    }
}
