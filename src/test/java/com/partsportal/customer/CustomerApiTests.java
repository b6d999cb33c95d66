package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.ApiClient.Answer;
import com.partsportal.testing.ApiLogins;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.PortalTest;
import com.partsportal.vendor.Vendors;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
class CustomerApiTests {

    private static final String CUSTOMERS = "/api/v1/customers";

    @Autowired
    ApiLogins logins;

    @Autowired
    Vendors vendors;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    ApiClient vendor;

    @BeforeEach
    void aVendor() {
        vendor = logins.newVendor();
    }

    @Test
    void addsADraftAndShowsAllMembers() {
        var email = logins.newEmail();

        var added = vendor.post(CUSTOMERS, """
                {"companyName": "  Čapek & Söhne <b>🤖</b> ", "email": "%s", "phone": "+1 202-555-0123", "ranking": "B",
                 "invite": false}""".formatted(email.toUpperCase()));

        assertThat(added.outcome()).isEqualTo("201");
        var id = added.text("id");
        assertThat(added.header("Location")).isEqualTo(CUSTOMERS + "/" + id);
        assertThat(added.header("Content-Type")).startsWith("application/json");
        assertThat(added.header("Set-Cookie")).isEmpty();
        assertThat(added.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "companyName",
                        "email",
                        "phone",
                        "externalId",
                        "ranking",
                        "status",
                        "delivery",
                        "createdAt",
                        "changedAt",
                        "invitedAt",
                        "expiresAt",
                        "remindersSent",
                        "acceptedAt",
                        "partsReady");
        assertThat(added.text("companyName")).isEqualTo("Čapek & Söhne <b>🤖</b>");
        assertThat(added.text("email")).isEqualTo(email);
        assertThat(added.text("phone")).isEqualTo("+12025550123");
        assertThat(added.text("ranking")).isEqualTo("B");
        assertThat(added.text("status")).isEqualTo("DRAFT");
        assertThat(added.text("createdAt")).matches("2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
        assertThat(added.json().get("delivery").isNull()).isTrue();
        assertThat(added.json().get("invitedAt").isNull()).isTrue();
        assertThat(added.json().get("expiresAt").isNull()).isTrue();
        assertThat(added.json().get("acceptedAt").isNull()).isTrue();
        assertThat(added.json().get("remindersSent").asInt(-1)).isZero();
        assertThat(added.json().get("partsReady").asInt(-1)).isZero();
        assertThat(vendor.get(CUSTOMERS + "/" + id).body()).isEqualTo(added.body());
        assertThat(instances(id)).isZero();
    }

    @Test
    void theVendorsOwnNumberIsUniqueFoundAndMovesWithTheAddress() {
        var first = vendor.post(CUSTOMERS, """
                {"companyName": "Borg", "email": "%s", "ranking": "A", "invite": false, "externalId": " ERP-4711 "}""".formatted(logins.newEmail()));
        assertThat(first.outcome()).isEqualTo("201");
        assertThat(first.text("externalId")).isEqualTo("ERP-4711");
        var second = vendor.post(CUSTOMERS, customer(logins.newEmail(), false));
        assertThat(second.json().get("externalId").isNull()).isTrue();
        var path = CUSTOMERS + "/" + second.text("id");

        assertThat(vendor.patch(path, "{\"externalId\": \"ERP-4711\"}").outcome())
                .isEqualTo("409 duplicate-external-id");
        assertThat(vendor.post(CUSTOMERS, """
                {"companyName": "Twin", "email": "%s", "ranking": "A", "invite": false, "externalId": "ERP-4711"}""".formatted(logins.newEmail())).outcome())
                .isEqualTo("409 duplicate-external-id");
        assertThat(vendor.patch(path, "{\"externalId\": \"\u0000\"}").status()).isEqualTo(400);
        assertThat(vendor.patch(path, "{\"externalId\": \"ERP-4712\"}").text("externalId"))
                .isEqualTo("ERP-4712");
        assertThat(names("?q=erp-4711")).containsExactly("Borg");
        assertThat(vendor.get(CUSTOMERS + "/export").body()).contains("external_id", "ERP-4711");

        var moved = vendor.post(
                CUSTOMERS + "/" + first.text("id") + "/corrected-address",
                "{\"email\": \"%s\"}".formatted(logins.newEmail()));
        assertThat(moved.text("externalId")).isEqualTo("ERP-4711");
        assertThat(vendor.patch(path, "{\"externalId\": null}")
                        .json()
                        .get("externalId")
                        .isNull())
                .isTrue();
        assertThat(logins.newVendor()
                        .post(CUSTOMERS, """
                {"companyName": "Borg", "email": "%s", "ranking": "A", "invite": false, "externalId": "ERP-4711"}""".formatted(logins.newEmail()))
                        .outcome())
                .as("of another vendor")
                .isEqualTo("201");
    }

    @Test
    void aTeamMemberMayDoTheSame() {
        var member = logins.login(vendors.open("Globex Castings"), Role.TEAM_MEMBER);
        assertThat(member.post(CUSTOMERS, customer(logins.newEmail(), true)).outcome())
                .isEqualTo("201");
    }

    @Test
    void goesThroughItsStates() {
        var id = draft();
        var path = CUSTOMERS + "/" + id;
        assertThat(vendor.post(path + "/invitation/resend", "").outcome()).isEqualTo("409 wrong-state");
        assertThat(vendor.post(path + "/invitation/revoke", "").outcome()).isEqualTo("409 wrong-state");
        assertThat(vendor.post(path + "/deactivate", "").outcome()).isEqualTo("409 wrong-state");
        var refused = vendor.post(path + "/reactivate", "{}");
        assertThat(refused.outcome()).isEqualTo("409 wrong-state");
        assertThat(refused.text("customerStatus")).isEqualTo("DRAFT");
        assertThat(refused.json().get("status").asInt()).isEqualTo(409);

        var invited = vendor.post(path + "/invitation", "");
        assertThat(invited.outcome()).isEqualTo("202");
        assertThat(invited.text("status")).isEqualTo("INVITED");
        assertThat(invited.text("delivery")).isEqualTo("QUEUED");
        assertThat(invited.json().get("expiresAt").isTextual()).isTrue();
        assertThat(instances(id)).isEqualTo(1);
        assertThat(vendor.post(path + "/invitation", "").outcome()).isEqualTo("409 already-invited");
        assertThat(vendor.delete(path).outcome()).isEqualTo("409 wrong-state");

        assertThat(vendor.post(path + "/invitation/resend", "{}").outcome()).isEqualTo("202");
        assertThat(instances(id)).isEqualTo(1);

        var revoked = vendor.post(path + "/invitation/revoke", "{\"reason\": \"wrong person\"}");
        assertThat(revoked.outcome()).isEqualTo("200");
        assertThat(revoked.text("status")).isEqualTo("REVOKED");
        assertThat(vendor.post(path + "/invitation/revoke", "").outcome()).isEqualTo("200");
        assertThat(vendor.post(path + "/invitation/resend", "").outcome()).isEqualTo("409 wrong-state");
        assertThat(vendor.post(path + "/invitation", "").text("status")).isEqualTo("INVITED");

        clock.advance(Duration.ofDays(31));
        assertThat(vendor.get(path).text("status")).isEqualTo("EXPIRED");
        assertThat(vendor.post(path + "/invitation/revoke", "").text("customerStatus"))
                .isEqualTo("EXPIRED");
        assertThat(vendor.post(path + "/invitation", "").text("status")).isEqualTo("INVITED");
        assertThat(instances(id)).isEqualTo(1);

        logins.become(id, "ACTIVE");
        assertThat(vendor.post(path + "/invitation", "").outcome()).isEqualTo("409 already-active");
        assertThat(vendor.post(path + "/corrected-address", "{\"email\": \"%s\"}".formatted(logins.newEmail()))
                        .outcome())
                .isEqualTo("409 wrong-state");
        assertThat(vendor.post(path + "/reactivate", "").text("status")).isEqualTo("ACTIVE");
        assertThat(vendor.post(path + "/deactivate", "").text("status")).isEqualTo("DEACTIVATED");
        assertThat(vendor.post(path + "/deactivate", "").outcome()).isEqualTo("200");
        assertThat(vendor.post(path + "/invitation", "").outcome()).isEqualTo("409 deactivated");
        assertThat(vendor.post(path + "/reactivate", "").text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void correctsAnAddress() {
        var old = invited();
        var email = logins.newEmail();

        var next = vendor.post(CUSTOMERS + "/" + old + "/corrected-address", "{\"email\": \"%s\"}".formatted(email));

        assertThat(next.outcome()).isEqualTo("201");
        assertThat(next.text("id")).isNotEqualTo(old);
        assertThat(next.header("Location")).isEqualTo(CUSTOMERS + "/" + next.text("id"));
        assertThat(next.text("email")).isEqualTo(email);
        assertThat(next.text("status")).isEqualTo("INVITED");
        assertThat(vendor.get(CUSTOMERS + "/" + old).text("status")).isEqualTo("REVOKED");
        var taken = vendor.post(CUSTOMERS + "/" + old + "/corrected-address", "{\"email\": \"%s\"}".formatted(email));
        assertThat(taken.outcome()).isEqualTo("409 duplicate-customer");
        assertThat(taken.text("customerId")).isEqualTo(next.text("id"));
    }

    @Test
    void editsWhatTheVendorOwns() {
        var path = CUSTOMERS + "/" + draft();

        var edited = vendor.patch(
                path, "{\"companyName\": \"Borg Inc\", \"phone\": \"+49 30 1234567\", \"ranking\": \"A\"}");
        assertThat(edited.outcome()).isEqualTo("200");
        assertThat(edited.text("companyName")).isEqualTo("Borg Inc");
        assertThat(edited.text("phone")).isEqualTo("+49301234567");
        assertThat(edited.text("ranking")).isEqualTo("A");
        assertThat(vendor.patch(path, "{}").body()).isEqualTo(edited.body());
        assertThat(vendor.patch(path, "{\"phone\": null}").json().get("phone").isNull())
                .isTrue();
        assertThat(vendor.get(path + "/timeline").json().path("items").findValuesAsText("type"))
                .containsExactly("CREATED", "EDITED", "EDITED", "EDITED", "EDITED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\": \"other@initech.example\"}",
                "{\"companyName\": \"Borg\", \"email\": null}",
                "{\"companyName\": \"Borg\", \"email\": [1], \"whatever\": {}}",
                "{\"ranking\": 7, \"email\": \"\"}"
            })
    void anEmailIsNeverEdited(String body) {
        var path = CUSTOMERS + "/" + draft();
        var before = vendor.get(path).body();

        assertThat(vendor.patch(path, body).outcome()).isEqualTo("409 email-immutable");
        assertThat(vendor.get(path).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"companyName\": \"\"}                       | companyName",
                "{\"companyName\": null}                       | companyName",
                "{\"companyName\": \"see www.evil.example\"}   | companyName",
                "{\"companyName\": \"Borg bit.ly/x\"}        | companyName",
                "{\"companyName\": \"mailto:k@b.example\"}   | companyName",
                "{\"companyName\": 7}                          | companyName",
                "{\"phone\": \"call me\"}                      | phone",
                "{\"phone\": 12025550123}                      | phone",
                "{\"phone\": \"12345678901234\"}               | phone",
                "{\"ranking\": \"Z\"}                          | ranking",
                "{\"ranking\": null}                           | ranking",
                "{\"ranking\": [\"A\"]}                        | ranking",
                "{\"status\": \"ACTIVE\"}                      | status",
                "{\"companyName\": \"a\\u0000b\"}              | companyName",
                "{\"companyName\": \"\\ud83d\"}                | companyName",
                "[]                                            | ``",
                "null                                          | ``",
                "\"x\"                                         | ``",
                "{\"ranking\": \"A\", \"ranking\": \"B\"}      | ``",
                "{\"ranking\": \"A\"} {}                       | ``",
            })
    void refusesABadEdit(String body, String field) {
        var path = CUSTOMERS + "/" + draft();
        var before = vendor.get(path).body();

        assertRefused(vendor.patch(path, body), 400, field);
        assertThat(vendor.get(path).body()).isEqualTo(before);
    }

    @Test
    void discardsADraftOnly() {
        var path = CUSTOMERS + "/" + draft();

        assertThat(vendor.delete(path).outcome()).isEqualTo("204");
        assertThat(vendor.get(path).outcome()).isEqualTo("404 not-found");
        assertThat(vendor.delete(path).outcome()).isEqualTo("404 not-found");
    }

    @Test
    void aReasonThatMayNotReachAnEmailRevokesNothing() {
        var path = CUSTOMERS + "/" + invited();
        for (var reason : List.of("see bit.ly/x", "mailto:x@evil.example", "a\\u202eb", "a\\u0000b")) {
            assertRefused(vendor.post(path + "/invitation/revoke", "{\"reason\": \"" + reason + "\"}"), 400, "reason");
        }
        assertThat(vendor.get(path).json().path("status").asText()).isEqualTo("INVITED");
        assertThat(vendor.post(path + "/invitation/revoke", "{\"reason\": \"A/C Parts\\nis at e.on\"}")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void tellsWhatHappened() {
        var id = invited();
        vendor.post(CUSTOMERS + "/" + id + "/invitation/revoke", "");

        var items = vendor.get(CUSTOMERS + "/" + id + "/timeline").json().path("items");

        assertThat(items.findValuesAsText("type"))
                .startsWith("CREATED", "INVITED")
                .contains("REVOKED");
        assertThat(items.get(0).fieldNames()).toIterable().containsExactlyInAnyOrder("at", "type", "by", "text");
        assertThat(items.get(0).path("by").asText()).isEqualTo("Vera Vendor");
    }

    // ---- lists

    @Test
    void filtersAndCounts() {
        var id = vendor.post(CUSTOMERS, customer("Łódź Tools", "lodz-" + logins.newEmail(), "A", true))
                .text("id");
        vendor.post(CUSTOMERS, customer("100% _Steel", logins.newEmail(), "B", false));
        vendor.post(CUSTOMERS, customer("Other", logins.newEmail(), "C", false));

        assertThat(names("?q=LODZ")).containsExactly("Łódź Tools");
        assertThat(names("?q=" + encoded("100% _"))).containsExactly("100% _Steel");
        assertThat(names("?q=%25%25")).isEmpty();
        assertThat(names("?ranking=A&ranking=C&sort=companyName")).containsExactly("Łódź Tools", "Other");
        assertThat(names("?status=INVITED")).containsExactly("Łódź Tools");
        assertThat(names("?status=DRAFT&ranking=B")).containsExactly("100% _Steel");
        assertThat(names("?createdTo=2020-01-01")).isEmpty();
        assertThat(names("?createdFrom=0000-01-01&createdTo=9999-12-31")).hasSize(3);
        assertThat(vendor.get(CUSTOMERS + "/counts").json().toString())
                .isEqualTo(
                        "{\"DRAFT\":2,\"INVITED\":1,\"ACTIVE\":0,\"EXPIRED\":0,\"DECLINED\":0,\"REVOKED\":0,\"DEACTIVATED\":0}");
        assertThat(vendor.get(CUSTOMERS + "/counts?ranking=A")
                        .json()
                        .get("DRAFT")
                        .asInt())
                .isZero();

        clock.advance(Duration.ofDays(31));
        assertThat(names("?status=INVITED")).isEmpty();
        assertThat(names("?status=EXPIRED&sort=status")).containsExactly("Łódź Tools");
        assertThat(names("?status=EXPIRED")).containsExactly("Łódź Tools");
        assertThat(vendor.get(CUSTOMERS + "/" + id).text("status")).isEqualTo("EXPIRED");
        assertThat(vendor.get(CUSTOMERS + "/counts").json().get("EXPIRED").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "changed", "companyName", "email", "ranking", "status"})
    void leafsThroughTiesWhileInvitationsLapse(String sort) {
        for (var i = 0; i < 9; i++) {
            vendor.post(
                    CUSTOMERS,
                    customer(i < 5 ? "Same" : "same É" + i, logins.newEmail(), i % 2 == 0 ? "A" : "B", i % 3 == 0));
        }
        for (var word : List.of(sort, "-" + sort)) {
            var whole = items(vendor.get(CUSTOMERS + "?limit=200&sort=" + word));
            assertThat(whole).hasSize(9).isSortedAccordingTo(order(word));
            var leafed = new ArrayList<JsonNode>();
            var cursor = "";
            do {
                var page = vendor.get(CUSTOMERS + "?limit=2&sort=" + word + cursor);
                assertThat(page.outcome()).isEqualTo("200");
                leafed.addAll(items(page));
                cursor = "&cursor=" + page.text("nextCursor");
                // The list stays the one of its first page.
                clock.advance(Duration.ofDays(10));
                if (page.json().get("nextCursor").isNull()) {
                    break;
                }
            } while (leafed.size() < 20);
            assertThat(ids(leafed)).isEqualTo(ids(whole));
            clock.reset();
        }
    }

    @Test
    void listsWhatChangedSinceAMomentOldestChangeFirst() {
        var first = draft();
        var untouched = draft();
        var invited = draft();
        clock.advance(Duration.ofHours(1));
        var since = clock.instant().toString();

        vendor.post(CUSTOMERS + "/" + invited + "/invitation", "");
        vendor.patch(CUSTOMERS + "/" + first, "{\"phone\": \"+1 202 555 0199\"}");
        assertThat(changedSince(since)).containsExactly(invited, first);

        // the email goes out
        jobs.runDue(UUID.fromString(invited));
        assertThat(changedSince(since)).containsExactly(first, invited);

        var second = draft();
        assertThat(changedSince(since)).containsExactly(first, invited, second);
        assertThat(vendor.get(CUSTOMERS + "/counts?changedSince=" + since)
                        .json()
                        .get("DRAFT")
                        .asInt())
                .isEqualTo(2);
        assertThat(vendor.get(CUSTOMERS + "/export?changedSince=" + since).body())
                .contains(invited(invited), "changed_at");

        // what changes between two pages comes again at the end, and nothing is left out
        var page = vendor.get(CUSTOMERS + "?limit=1&changedSince=" + since);
        assertThat(ids(items(page))).containsExactly(first);
        vendor.patch(CUSTOMERS + "/" + first, "{\"ranking\": \"B\"}");
        page = vendor.get(CUSTOMERS + "?limit=1&changedSince=" + since + "&cursor=" + page.text("nextCursor"));
        assertThat(ids(items(page))).containsExactly(invited);
        page = vendor.get(CUSTOMERS + "?changedSince=" + since + "&cursor=" + page.text("nextCursor"));
        assertThat(ids(items(page))).containsExactly(second, first);

        var last = items(page).get(1).get("changedAt").asText();
        assertThat(changedSince(last)).containsExactly(first);
        assertThat(changedSince("2026-01-01T00:00:00%2B01:00")).hasSize(4).startsWith(untouched);
    }

    private List<String> changedSince(String moment) {
        var answer = vendor.get(CUSTOMERS + "?changedSince=" + moment);
        assertThat(answer.outcome()).isEqualTo("200");
        return ids(items(answer));
    }

    private String invited(String id) {
        return vendor.get(CUSTOMERS + "/" + id).text("email");
    }

    private static Comparator<JsonNode> order(String word) {
        Comparator<JsonNode> ascending = switch (word.replace("-", "")) {
            case "created" ->
                Comparator.comparing(item -> item.path("createdAt").asText());
            case "changed" ->
                Comparator.comparing(item -> item.path("changedAt").asText());
            case "companyName" ->
                Comparator.comparing(
                        item -> item.path("companyName").asText().toLowerCase().replace('é', 'e'));
            case "email" -> Comparator.comparing(item -> item.path("email").asText());
            case "ranking" -> Comparator.comparing(item -> item.path("ranking").asText());
            default ->
                Comparator.comparing(
                        item -> CustomerStatus.valueOf(item.path("status").asText()));
        };
        return word.startsWith("-") ? ascending.reversed() : ascending;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sort=password                  | sort",
                "sort=--created                 | sort",
                "sort=created&sort=email        | sort",
                "limit=100000                   | limit",
                "limit=201                      | limit",
                "limit=0                        | limit",
                "limit=-1                       | limit",
                "limit=ten                      | limit",
                "limit=99999999999999999999     | limit",
                "createdFrom=2026-02-30         | createdFrom",
                "createdTo=2026-13-01           | createdTo",
                "createdTo=%2B999999999-01-01   | createdTo",
                "createdFrom=yesterday          | createdFrom",
                "changedSince=yesterday         | changedSince",
                "changedSince=2026-11-22        | changedSince",
                "changedSince=2026-11-22T08:00  | changedSince",
                "changedSince=2026-02-30T08:00:00Z | changedSince",
                "changedSince=%2B999999999-01-01T00:00:00Z | changedSince",
                "changedSince=1969-12-31T23:59:59Z | changedSince",
                "changedSince=2026-11-22T08:00:00Z&sort=-created | sort",
                "status=INVITE                  | status",
                "status=invited                 | status",
                "ranking=Z                      | ranking",
                "cursor=abc                     | cursor",
                "cursor=%21%21                  | cursor",
                "q=%00                          | ``",
                "q=%ED%A0%80                    | ``",
                "q=%C3%28                       | ``",
                "q=%FF                          | ``",
            })
    void refusesABadQuery(String query, String field) {
        assertRefused(vendor.get(CUSTOMERS + "?" + query), 400, field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "+300000-01-01T00:00:00Z"
            })
    void aForgedCursorIsRefused(String at) {
        var cursor = java.util.Base64.getUrlEncoder()
                .encodeToString(
                        ("-created\n" + at + "\n>\n" + UUID.randomUUID() + "\n" + at).getBytes(StandardCharsets.UTF_8));
        assertRefused(vendor.get(CUSTOMERS + "?cursor=" + cursor), 400, "cursor");
    }

    @Test
    void aCursorOfAnotherSortIsRefused() {
        IntStream.range(0, 3).forEach(i -> draft());
        var cursor = vendor.get(CUSTOMERS + "?limit=1").text("nextCursor");
        assertRefused(vendor.get(CUSTOMERS + "?limit=1&sort=email&cursor=" + cursor), 400, "cursor");
    }

    // ---- bad bodies

    static Stream<List<Object>> badBodies() {
        var good = "\"companyName\": \"Borg\", \"email\": \"x@borg.example\", \"ranking\": \"A\", \"invite\": false";
        return Stream.of(
                List.of("", 400, ""),
                List.of("{", 400, ""),
                List.of("[]", 400, ""),
                List.of("null", 400, ""),
                List.of("\"text\"", 400, ""),
                List.of("{} x", 400, ""),
                List.of("{" + good + "} {}", 400, ""),
                List.of("{" + good + ", \"vendorId\": \"x\"}", 400, "vendorId"),
                List.of("{" + good + ", \"\\ud800\": 1}", 400, ""),
                List.of("{" + good + ", \"email\": \"y@borg.example\"}", 400, ""),
                List.of("{" + good.replace("\"Borg\"", "[\"Borg\"]") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "{\"a\": 1}") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "7") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "true") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "null") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "\"\"") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "\" \\u200b\"") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "\"a\\u0000b\"") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "\"\\ud83d\"") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"Borg\"", "\"" + "x".repeat(201) + "\"") + "}", 400, "companyName"),
                List.of("{" + good.replace("\"A\"", "\"Z\"") + "}", 400, "ranking"),
                List.of("{" + good.replace("\"A\"", "\"\"") + "}", 400, "ranking"),
                List.of("{" + good.replace("\"A\"", "1") + "}", 400, "ranking"),
                List.of("{" + good.replace("false", "\"false\"") + "}", 400, "invite"),
                List.of("{" + good.replace("false", "0") + "}", 400, "invite"),
                List.of("{" + good.replace("false", "null") + "}", 400, "invite"),
                List.of("{" + good.replace("false", "\"\"") + "}", 400, "invite"),
                List.of("{" + good.replace(", \"invite\": false", "") + "}", 400, "invite"),
                List.of("{" + good.replace("x@borg.example", "a@b") + "}", 400, "email"),
                List.of("{" + good.replace("x@borg.example", "<evil@x.test>victim@b.test") + "}", 400, "email"),
                List.of("{" + good.replace("\"x@borg.example\"", "[\"x@borg.example\"]") + "}", 400, "email"),
                List.of("{" + good + ", \"phone\": 1}", 400, "phone"),
                List.of("{" + good + ", \"phone\": \"x\"}", 400, "phone"),
                List.of("{" + good + ", \"language\": \"fr\"}", 400, "language"),
                List.of("{" + good + ", \"validDays\": 0}", 400, "validDays"),
                List.of("{" + good + ", \"validDays\": 31}", 400, "validDays"),
                List.of("{" + good + ", \"validDays\": \"7\"}", 400, "validDays"),
                List.of("{" + good + ", \"validDays\": 7.5}", 400, "validDays"),
                List.of("{" + good + ", \"validDays\": 99999999999}", 400, "validDays"),
                List.of("{" + good + ", \"note\": \"" + "x".repeat(1001) + "\"}", 400, "note"),
                List.of("{" + good + ", \"note\": \"see paypal-login.example/verify\"}", 400, "note"),
                List.of("{" + good + ", \"note\": \"mailto:x@evil.example\"}", 400, "note"),
                List.of("{" + good + ", \"note\": \"a\\u202eb\"}", 400, "note"),
                List.of("{" + good + ", \"note\": \"a\\u0000b\"}", 400, "note"),
                List.of("{" + good + ", \"note\": " + "[".repeat(5000) + "]".repeat(5000) + "}", 400, "note"),
                List.of("[".repeat(5000), 400, ""));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void refusesABadCustomer(List<Object> row) {
        assertRefused(vendor.post(CUSTOMERS, (String) row.get(0)), (int) row.get(1), (String) row.get(2));
        assertThat(names("")).isEmpty();
    }

    @Test
    void refusesWhatIsNoJsonInUtf8() {
        var good = customer(logins.newEmail(), false).getBytes(StandardCharsets.UTF_8);
        assertThat(vendor.send("POST", CUSTOMERS, good, "Content-Type", "text/plain")
                        .outcome())
                .isEqualTo("415 unsupported-media-type");
        assertThat(vendor.send("POST", CUSTOMERS, good, "Content-Type", "application/x-www-form-urlencoded")
                        .outcome())
                .isEqualTo("415 unsupported-media-type");
        assertThat(vendor.send("POST", CUSTOMERS, good, "Content-Type", "application/json;charset=ISO-8859-1")
                        .outcome())
                .isEqualTo("415 unsupported-media-type");
        assertThat(vendor.send("POST", CUSTOMERS, good, "Content-Type", "nonsense")
                        .status())
                .isBetween(400, 415);
        assertThat(vendor.send(
                                "POST",
                                CUSTOMERS,
                                "{\"companyName\": \"Caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1))
                        .outcome())
                .isEqualTo("400 malformed-body");
        assertThat(vendor.send("POST", CUSTOMERS, "{\"email\": \"x\"}".getBytes(StandardCharsets.UTF_16))
                        .outcome())
                .isEqualTo("400 malformed-body");
        assertThat(vendor.send("POST", CUSTOMERS, new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
                        })
                        .outcome())
                .isEqualTo("400 malformed-body");
        assertThat(vendor.post(CUSTOMERS, " ".repeat(1024 * 1024 + 1)).outcome())
                .isEqualTo("413 too-large");
        assertThat(vendor.post(CUSTOMERS, " ".repeat(5 * 1024 * 1024)).outcome())
                .isEqualTo("413 too-large");
        assertThat(names("")).isEmpty();
    }

    @Test
    void answersOtherMethodsTypesAndPaths() {
        var id = draft();
        var put = vendor.send("PUT", CUSTOMERS + "/" + id, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(put.outcome()).isEqualTo("405 method-not-allowed");
        assertThat(put.header("Allow")).contains("GET", "PATCH", "DELETE");
        assertThat(vendor.delete(CUSTOMERS).outcome()).isEqualTo("405 method-not-allowed");
        assertThat(vendor.send("GET", CUSTOMERS, new byte[0], "Accept", "text/html")
                        .outcome())
                .isEqualTo("406 not-acceptable");
        assertThat(vendor.send(
                                "PATCH",
                                CUSTOMERS + "/" + id,
                                "{\"ranking\": \"A\"}".getBytes(StandardCharsets.UTF_8),
                                "Accept",
                                "text/html")
                        .outcome())
                .isEqualTo("406 not-acceptable");
        assertThat(vendor.get("/api/v1/nothing").outcome()).isEqualTo("404 not-found");
        assertThat(vendor.get(CUSTOMERS + "/" + id + "/nothing").outcome()).isEqualTo("404 not-found");
        for (var broken : List.of("/api/v1/customers/%00", "/api/v1/customers/%2e%2e/me", "/api/v1/customers;a=b")) {
            var answer = vendor.get(broken);
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.code()).isNotEmpty();
        }
    }

    @Test
    void bodiesOfCallsWithoutFieldsAreReadAsStrictly() {
        var path = CUSTOMERS + "/" + draft();
        for (var call : List.of("/invitation", "/invitation/resend", "/deactivate", "/reactivate")) {
            assertRefused(vendor.post(path + call, "{\"email\": \"x@y.example\"}"), 400, "email");
            assertRefused(vendor.post(path + call, "[]"), 400, "");
        }
        assertRefused(vendor.post(path + "/invitation/revoke", "{\"reason\": 7}"), 400, "reason");
        assertRefused(vendor.post(path + "/corrected-address", "{\"email\": \"a@b\"}"), 400, "email");
        assertRefused(vendor.post(path + "/corrected-address", "{}"), 400, "email");
        assertRefused(vendor.post(path + "/corrected-address", ""), 400, "");
        assertThat(vendor.send(
                                "POST",
                                path + "/invitation",
                                new byte[0],
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .outcome())
                .isEqualTo("202");
    }

    @Test
    void wordsFollowTheCaller() {
        var body = customer("a@b", false).getBytes(StandardCharsets.UTF_8);
        var german = vendor.send("POST", CUSTOMERS, body, "Accept-Language", "de");
        var french = vendor.send("POST", CUSTOMERS, body, "Accept-Language", "fr");
        assertThat(german.text("detail")).contains("nicht erlaubt");
        assertThat(french.text("detail")).contains("not allowed");
        assertThat(french.json().at("/errors/0/message").asText()).contains("domain");
    }

    // ---- who

    @Test
    void strangersAndOtherRolesStayOut() {
        var stranger = logins.stranger().get(CUSTOMERS);
        assertThat(stranger.outcome()).isEqualTo("401 unauthenticated");
        assertThat(stranger.header("Content-Type")).startsWith("application/problem+json");
        assertThat(stranger.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(stranger.header("Set-Cookie")).isEmpty();
        assertThat(logins.customerManager().get(CUSTOMERS).outcome()).isEqualTo("403 forbidden");
        assertThat(logins.staff(Role.SUPPORT)
                        .post(CUSTOMERS, customer(logins.newEmail(), true))
                        .outcome())
                .isEqualTo("403 forbidden");
        assertThat(logins.staff(Role.ADMIN)
                        .get(CUSTOMERS + "/" + UUID.randomUUID())
                        .outcome())
                .isEqualTo("403 forbidden");
    }

    @Test
    void anybodySignedInCanReadWhoTheyAre() {
        var admin = vendor.get("/api/v1/me");
        assertThat(admin.json().get("roles").toString()).isEqualTo("[\"VENDOR_ADMIN\"]");
        assertThat(admin.json().at("/vendor/name").asText()).isEqualTo("Acme Machining");
        assertThat(admin.json().has("companies")).isFalse();
        var manager = logins.customerManager().get("/api/v1/me");
        assertThat(manager.json().get("roles").toString()).isEqualTo("[\"CUSTOMER_MANAGER\"]");
        assertThat(manager.json().at("/companies/0/name").asText()).isEqualTo("Initech");
        assertThat(manager.json().has("vendor")).isFalse();
        assertThat(logins.staff(Role.PROCESS_OWNER)
                        .get("/api/v1/me")
                        .json()
                        .get("roles")
                        .toString())
                .isEqualTo("[\"PROCESS_OWNER\"]");
        assertThat(logins.stranger().get("/api/v1/me").outcome()).isEqualTo("401 unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | ``                       | ``",
                "PATCH  | ``                       | {\"ranking\": \"A\"}",
                "PATCH  | ``                       | {\"email\": \"x@y.example\"}",
                "DELETE | ``                       | ``",
                "GET    | /timeline                | ``",
                "POST   | /invitation              | ``",
                "POST   | /invitation/resend       | ``",
                "POST   | /invitation/revoke       | {\"reason\": \"x\"}",
                "POST   | /corrected-address       | {\"email\": \"x@y.example\"}",
                "POST   | /deactivate              | ``",
                "POST   | /reactivate              | ``",
            })
    void aForeignCustomerIsLikeAnUnknownOne(String method, String call, String body) {
        var drafted = draft();
        var invited = invited();
        var active = invited();
        logins.become(active, "ACTIVE");
        var other = logins.newVendor();
        var bytes = body.getBytes(StandardCharsets.UTF_8);

        var unknown = other.send(method, CUSTOMERS + "/" + UUID.randomUUID() + call, bytes);
        assertThat(unknown.outcome()).isEqualTo("404 not-found");
        assertThat(other.send(method, CUSTOMERS + "/nonsense" + call, bytes).body())
                .isEqualTo(unknown.body());
        for (var foreign : List.of(drafted, invited, active)) {
            var before = vendor.get(CUSTOMERS + "/" + foreign).body();
            var answer = other.send(method, CUSTOMERS + "/" + foreign + call, bytes);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(unknown.body());
            assertThat(headers(answer)).isEqualTo(headers(unknown));
            assertThat(vendor.get(CUSTOMERS + "/" + foreign).body()).isEqualTo(before);
        }
        assertThat(other.get(CUSTOMERS).json().path("items")).isEmpty();
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new java.util.HashMap<>(answer.response().headers().map());
        headers.remove("date");
        return headers;
    }

    @Test
    void oneOfFiftyParallelCallsAddsTheCustomer() throws Exception {
        var body = customer(logins.newEmail(), true);
        var threads = Executors.newFixedThreadPool(50);
        try {
            var start = new CountDownLatch(1);
            var calls = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return vendor.post(CUSTOMERS, body);
                }));
            }
            start.countDown();
            var created = new ArrayList<String>();
            var named = new ArrayList<String>();
            for (var call : calls) {
                var answer = call.get();
                if (answer.status() == 201) {
                    created.add(answer.text("id"));
                } else {
                    assertThat(answer.outcome()).isEqualTo("409 duplicate-customer");
                    named.add(answer.text("customerId"));
                }
            }
            assertThat(created).hasSize(1);
            assertThat(named).hasSize(49).containsOnly(created.get(0));
            assertThat(instances(created.get(0))).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    // ---- tools

    private static void assertRefused(Answer answer, int status, String field) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("com.partsportal", "Exception", "java.", "select ", "insert ");
        if (!field.isEmpty()) {
            assertThat(answer.json().path("errors").findValuesAsText("field"))
                    .as(answer.body())
                    .contains(field);
            assertThat(answer.json().at("/errors/0/message").asText()).isNotEmpty();
        }
    }

    private String draft() {
        return vendor.post(CUSTOMERS, customer(logins.newEmail(), false)).text("id");
    }

    private String invited() {
        return vendor.post(CUSTOMERS, customer(logins.newEmail(), true)).text("id");
    }

    private static String customer(String email, boolean invite) {
        return customer("Initech", email, "D", invite);
    }

    private static String customer(String name, String email, String ranking, boolean invite) {
        return "{\"companyName\": \"%s\", \"email\": \"%s\", \"ranking\": \"%s\", \"invite\": %s}"
                .formatted(name, email, ranking, invite);
    }

    @Test
    void findsAPhoneNumberAsItIsTypedAndAsItIsStored() {
        var berlin = vendor.post(CUSTOMERS, customer("Berlin Tools", logins.newEmail(), "A", false))
                .text("id");
        var hamburg = vendor.post(CUSTOMERS, customer("Hamburg Tools", logins.newEmail(), "A", false))
                .text("id");
        jdbc.sql("update vendor set region = 'DE' where id = (select vendor_id from customer where id = :id)")
                .param("id", UUID.fromString(berlin))
                .update();
        assertThat(vendor.patch(CUSTOMERS + "/" + berlin, "{\"phone\": \"030 1234567\"}")
                        .text("phone"))
                .isEqualTo("+49301234567");
        vendor.patch(CUSTOMERS + "/" + hamburg, "{\"phone\": \"+49 40 7654321\"}");

        for (var typed : List.of(
                "030 1234567",
                "0301234567",
                "(030) 123-4567",
                "030/123 45 67",
                "030 123",
                "+49 30 1234567",
                "+49301234567",
                "0049 30 1234567",
                "301234567",
                "1234-567")) {
            assertThat(names("?q=" + encoded(typed))).as(typed).containsExactly("Berlin Tools");
        }
        assertThat(names("?q=" + encoded("030 7654321"))).isEmpty();
    }

    private List<String> names(String query) {
        var answer = vendor.get(CUSTOMERS + query);
        assertThat(answer.outcome()).isEqualTo("200");
        return answer.json().path("items").findValuesAsText("companyName");
    }

    private static List<JsonNode> items(Answer answer) {
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .toList();
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asText()).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Running process instances with this business key. */
    private long instances(String customer) {
        return jdbc.sql("select count(*) from act_ru_execution where business_key_ = :key and parent_id_ is null")
                .param("key", customer)
                .query(Long.class)
                .single();
    }
}
