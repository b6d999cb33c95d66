package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.ApiClient;
import com.partsportal.testing.People;
import com.partsportal.testing.People.Firm;
import com.partsportal.testing.People.Shop;
import com.partsportal.testing.PortalTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Parts and RFQs as a customer's own systems call them. */
@PortalTest
class PortalApiTests {

    private static int firms;

    @Autowired
    People people;

    @Autowired
    Parts parts;

    @Autowired
    Rfqs rfqs;

    @Value("${portal.base-url}")
    String base;

    private Shop shop;
    private Firm firm;
    private ApiClient api;
    private String bracket;

    @BeforeEach
    void aFirmWithAPart() {
        shop = people.shop("Api Shop " + ++firms, "vera@apishop" + firms + ".example");
        firm = people.firm(shop, "Api Firm " + firms, "mona@apifirm" + firms + ".example");
        bracket = parts.replace(
                        shop.vendor(),
                        firm.customer(),
                        List.of(new NewPart("BR-100", "A", "Bracket", null, null, null, null, null, null)),
                        shop.admin())
                .get(0)
                .id()
                .toString();
        api = ApiClient.of(base, firm.email(), People.PASSWORD);
    }

    @Test
    void aSystemReadsThePartsAndSubmitsAnRfq() {
        var offered = api.get("/api/v1/parts");
        assertThat(offered.status()).isEqualTo(200);
        assertThat(offered.json().at("/items/0/id").asText()).isEqualTo(bracket);
        assertThat(offered.json().at("/items/0/vendor").asText()).isEqualTo(shop.name());

        var made = api.post("/api/v1/rfqs", body(bracket, "[10, 50]", "\"2030-01-31\""));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("UNDER_REVIEW");
        assertThat(made.text("reference")).isEqualTo("RFQ-1001");
        var again = api.get(made.header("Location"));
        assertThat(again.json()).isEqualTo(made.json());
        assertThat(again.json().at("/lines/0/quantities/1").asInt()).isEqualTo(50);
        assertThat(api.get("/api/v1/rfqs").json().path("items").size()).isOne();
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
        assertThat(rfqs.of(firm.company(), null, 50).rows()).isEmpty();
    }

    @Test
    void aVendorHasNoPlaceHereAndAForeignRfqIsUnknown() {
        var vendor = ApiClient.of(base, shop.email(), People.PASSWORD);
        assertThat(vendor.get("/api/v1/parts").status()).isEqualTo(403);
        var other = people.firm(shop, "Other " + firms, "otto@apifirm" + firms + ".example");
        var rfq = api.post("/api/v1/rfqs", body(bracket, "[1]", "null")).header("Location");

        var stranger = ApiClient.of(base, other.email(), People.PASSWORD);
        assertThat(stranger.get(rfq).status()).isEqualTo(404);
        assertThat(stranger.post("/api/v1/rfqs", body(bracket, "[1]", "null")).status())
                .isEqualTo(404);
    }

    private static String body(String part, String quantities, String neededBy) {
        return "{\"lines\":[{\"part\":\"" + part + "\",\"quantities\":" + quantities + "}],\"neededBy\":" + neededBy
                + ",\"note\":\"As before\"}";
    }
}
