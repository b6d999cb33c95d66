package com.partsportal.customerimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.customer.CustomerEdits;
import com.partsportal.customer.CustomerFilter;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.CustomerStatus;
import com.partsportal.customer.Customers;
import com.partsportal.customer.EditedCustomer;
import com.partsportal.customer.KnownCustomers;
import com.partsportal.customer.Onboarding;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.NotFound;
import com.partsportal.table.SheetChoice;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.ApiKeys;
import com.partsportal.vendor.NewApiKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** API keys, and many customers and parts at once, as a program uses them. */
@PortalTest
class ImportTests {

    private static final String HEADER = "company_name,email,phone,ranking\n";
    private static int count;

    Onboarding onboarding;

    @Autowired
    void compose(AutowireCapableBeanFactory beans) {
        onboarding = beans.createBean(Onboarding.class);
    }

    @Autowired
    MockMvc mvc;

    @Autowired
    ApiKeys keys;

    @Autowired
    Imports imports;

    @Autowired
    ImportQueue queue;

    @Autowired
    ImportRunner runner;

    @Autowired
    Customers customers;

    @Autowired
    CustomerEdits edits;

    @Autowired
    KnownCustomers known;

    @Autowired
    CustomerList list;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    ObjectMapper json;

    @Autowired
    Clock clock;

    TestVendor vendor;
    String key;
    String keyId;

    @BeforeEach
    void newVendor() {
        vendor = onboarding.vendor("Vendor " + ++count);
        var issued = keys.issue(vendor.id(), new NewApiKey("nightly sync", null, null), vendor.admin());
        key = issued.key();
        keyId = issued.id().toString();
    }

    @Test
    void aKeyActsAsTeamMemberUnderItsNameAndItsNoticesGoToTheAdmins() throws Exception {
        var added = send(post("/api/v1/customers")
                .contentType("application/json")
                .content(
                        "{\"companyName\":\"Borg\",\"email\":\"key@borg.example\",\"ranking\":\"A\",\"invite\":true}"));
        assertThat(added.getStatus()).as(added.getContentAsString()).isEqualTo(201);
        var id = body(added).path("id").asText();

        assertThat(body(send(get("/api/v1/customers/" + id + "/timeline"))).path("items"))
                .extracting(item -> item.path("by").asText())
                .containsOnly("nightly sync");
        assertThat(body(send(get("/api/v1/customers/" + id + "/timeline"))).toString())
                .contains("no part was ready");
        assertThat(body(send(get("/api/v1/me"))).path("roles").toString()).isEqualTo("[\"TEAM_MEMBER\"]");
        assertThat(send(post("/api/v1/keys").contentType("application/json").content("{\"name\":\"more\"}"))
                        .getStatus())
                .isEqualTo(403);
        onboarding.accept(list.get(vendor.id(), CustomerId.of(id)).invitation());
        jobs.runDue();
        var admin = jdbc.sql("select email from account where id = :id")
                .param("id", vendor.admin().value())
                .query(String.class)
                .single();
        assertThat(mailbox.to(admin, "invitation-accepted")).hasSize(1);
        assertThat(keys.of(vendor.id()).get(0).lastUsedAt()).isNotNull();
        assertThat(jdbc.sql("select count(*) from api_key where position(:key in encode(key_hash, 'escape')) > 0")
                        .param("key", key)
                        .query(Long.class)
                        .single())
                .isZero();

        keys.revoke(vendor.id(), java.util.UUID.fromString(keyId));
        assertThat(send(get("/api/v1/me")).getStatus()).isEqualTo(401);
        assertThat(mvc.perform(get("/api/v1/me").header("Authorization", "Bearer x"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(401);
        assertThat(mvc.perform(delete("/api/v1/keys/" + keyId))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(401);
    }

    @Test
    void theVendorsOwnNumbersAreImportedEachOnce() throws Exception {
        var result = run("", """
                company_name,email,phone,ranking,external_id
                One,one@numbers.example,,A,K-1
                Two,two@numbers.example,,A,K-1
                Three,three@numbers.example,,A,
                """);

        assertThat(result.path("created").asInt()).isEqualTo(2);
        assertThat(result.path("rejected").get(0).path("code").asText()).isEqualTo("duplicate-in-file");
        assertThat(body(send(get("/api/v1/customers?q=k-1")))
                        .at("/items/0/externalId")
                        .asText())
                .isEqualTo("K-1");
        assertThat(run("", "company_name,email,phone,ranking,external_id\nFour,four@numbers.example,,A,K-1\n")
                        .at("/rejected/0/code")
                        .asText())
                .isEqualTo("duplicate-external-id");
    }

    @Test
    void aFileIsImportedRowByRowAndEveryBadRowIsNamed() throws Exception {
        onboarding.draft(vendor, "Known", "known@import.example");
        var file = HEADER
                + "One,one@import.example,,A\n"
                + ",noname@import.example,,A\n"
                + "Two,not an address,,A\n"
                + "Three,ONE@Import.example,,B\n"
                + "Four,known@import.example,,B\n"
                + "Five,five@import.example,12,B\n"
                + "Six,six@import.example,,Z\n"
                + "Eight bit.ly/x,eight@import.example,,A\n"
                + "\"Ümlaut, \"\"&\"\" <b>Co</b>\",seven@import.example,+49 30 1234567,D\n";

        var dry = run("?dryRun=true", file);
        assertThat(dry.path("created").asInt()).isZero();
        assertThat(dry.path("rejected")).hasSize(7);
        assertThat(list.counts(vendor.id(), CustomerFilter.everything()).values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(1);

        var result = run("", file);

        assertThat(result.path("state").asText()).isEqualTo("DONE");
        assertThat(result.path("total").asInt()).isEqualTo(9);
        assertThat(result.path("processed").asInt()).isEqualTo(9);
        assertThat(result.path("created").asInt()).isEqualTo(2);
        assertThat(result.path("invited").asInt()).isZero();
        assertThat(result.path("rejected"))
                .extracting(
                        row -> row.path("line").asInt() + " " + row.path("code").asText())
                .containsExactly(
                        "3 malformed",
                        "4 malformed",
                        "5 duplicate-in-file",
                        "6 duplicate-customer",
                        "7 malformed",
                        "8 malformed",
                        "9 malformed");
        assertThat(result.path("rejected").get(6).path("message").asText())
                .isEqualTo("A name must not contain a link.");
        assertThat(result.path("rejected").get(0).path("message").asText()).isEqualTo("Enter a name.");
        var again = run("", file);
        assertThat(again.path("created").asInt()).isZero();
        assertThat(send(get("/api/v1/customers/export?q=umlaut")).getContentAsString(StandardCharsets.UTF_8))
                .contains("\"Ümlaut, \"\"&\"\" <b>Co</b>\",seven@import.example,'+49301234567,D,DRAFT");
    }

    @Test
    void invitationsOfAnImportAreNotCountedAgainstTheHourlyLimit() throws Exception {
        var result = run("?invite=true", HEADER + rows("bulk", 5));

        assertThat(result.path("created").asInt()).isEqualTo(5);
        assertThat(result.path("invited").asInt()).isEqualTo(5);
        assertThat(onboarding.count(
                        "invitation where vendor_id = ? and bulk", vendor.id().value()))
                .isEqualTo(5);
    }

    @Test
    void whereThePolicyWantsPartsAnImportMakesDraftsAndInvitingIsRefused() throws Exception {
        jdbc.sql("update vendor set parts_policy = 'REQUIRE' where id = :id")
                .param("id", vendor.id().value())
                .update();

        var result = run("?invite=true", HEADER + rows("require", 2));

        assertThat(result.path("created").asInt()).isEqualTo(2);
        assertThat(result.path("invited").asInt()).isZero();
        var id = known.byEmail(vendor.id(), new EmailAddress("require1@import.example"))
                .orElseThrow();
        var refused = send(post("/api/v1/customers/" + id + "/invitation"));
        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(body(refused).path("code").asText()).isEqualTo("parts-required");
        var put = send(put("/api/v1/customers/" + id + "/parts")
                .contentType("text/csv")
                .content("number;description;revision;last_quoted\nP-1;Bracket;B;2026-01-31\nP-2;Plate;;\n"));
        assertThat(put.getStatus()).as(put.getContentAsString()).isEqualTo(200);
        assertThat(body(put).get(0).path("lastQuoted").asText()).isEqualTo("2026-01-31");
        assertThat(send(post("/api/v1/customers/" + id + "/invitation")).getStatus())
                .isEqualTo(202);
        assertThat(body(send(get("/api/v1/customers/" + id + "/timeline"))).toString())
                .contains("2 parts ready");
    }

    @Test
    void partsAreReplacedAsOneTransaction() throws Exception {
        var id = onboarding.draft(vendor, "Parts", "parts@import.example");
        var path = "/api/v1/customers/" + id + "/parts";
        var first = send(
                put(path)
                        .contentType("application/json")
                        .content(
                                "[{\"number\":\"P-1\",\"revision\":\"A\",\"description\":\"=Bracket\"},"
                                        + "{\"number\":\"P-2\",\"revision\":\"\",\"description\":\"Plate\",\"lastOrdered\":\"2026-02-28\"}]"));
        assertThat(first.getStatus()).as(first.getContentAsString()).isEqualTo(200);

        for (var malformed : new String[] {
            "[{\"number\":\"P-3\",\"description\":\"x\"},{\"number\":\"\",\"description\":\"x\"}]",
            "[{\"number\":\"P-3\",\"description\":\"x\"},{\"number\":\"P-3\",\"description\":\"y\"}]",
            "[{\"number\":\"P-3\",\"description\":\"x\",\"lastOrdered\":\"2026-02-30\"}]",
            "[{\"number\":\"P-3\",\"description\":\"x\",\"color\":\"red\"}]",
            "[null]",
            "{\"number\":\"P-3\"}"
        }) {
            assertThat(send(put(path).contentType("application/json").content(malformed))
                            .getStatus())
                    .as(malformed)
                    .isEqualTo(400);
        }
        var bad = send(put(path)
                .contentType("text/csv")
                .content("number,description,last_quoted\nP-9,x,\n,y,\nP-8,z,2026-02-30\nP-9,x,\n"));
        assertThat(bad.getStatus()).isEqualTo(400);
        assertThat(body(bad).path("errors"))
                .extracting(error -> error.path("field").asText())
                .containsExactly("line 3", "line 4", "line 5");
        assertThat(body(bad).path("errors").toString()).contains("number: ", "last_quoted: ", "as line 2");
        assertThat(body(send(get(path)))).hasSize(2);
        assertThat(send(get(path).accept("text/csv")).getContentAsString())
                .startsWith("\uFEFFnumber,revision,description")
                .contains("P-1,A,'=Bracket");
        assertThat(body(send(get("/api/v1/customers/" + id))).path("partsReady").asInt())
                .isEqualTo(2);
        assertThat(send(put("/api/v1/customers/00000000-0000-7000-8000-000000000000/parts")
                                .contentType("application/json")
                                .content("[]"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void aRowThatAKilledNodeHeldIsTakenByAnotherAndNoRowIsWorkedOnTwice() throws Exception {
        runner.stop();
        var id = imports.start(
                vendor.id(), stream(HEADER + rows("killed", 3)), SheetChoice.FIRST, false, false, vendor.admin());

        transactions.executeWithoutResult(killed -> {
            assertThat(queue.claim(id).orElseThrow().row().line()).isEqualTo(2);
            assertThat(other(() -> runner.next(id))).isTrue();
            assertThat(other(() -> queue.finish(id))).isFalse();
            killed.setRollbackOnly();
        });
        assertThat(imports.progress(vendor.id(), id).created()).isEqualTo(1);
        runner.start();

        await().until(() -> imports.progress(vendor.id(), id).state() == ImportProgress.State.DONE);
        assertThat(imports.progress(vendor.id(), id).created()).isEqualTo(3);
    }

    @Test
    void anImportWhoseNodeStopsIsFinishedByTheNextOne() {
        var id = imports.start(
                vendor.id(), stream(HEADER + rows("halted", 60)), SheetChoice.FIRST, false, false, vendor.admin());
        await().until(() -> imports.progress(vendor.id(), id).processed() > 3);
        runner.stop();
        var next = new ImportRunner(queue, customers, transactions.getTransactionManager(), 100);
        try {
            var halted = imports.progress(vendor.id(), id);
            assertThat(halted.state()).isEqualTo(ImportProgress.State.RUNNING);
            assertThat(halted.processed()).isBetween(4L, 59L);

            next.start();

            await().until(() -> imports.progress(vendor.id(), id).state() == ImportProgress.State.DONE);
            assertThat(imports.progress(vendor.id(), id).created()).isEqualTo(60);
            assertThat(list.counts(vendor.id(), CustomerFilter.everything())).containsEntry(CustomerStatus.DRAFT, 60L);
        } finally {
            next.stop();
            runner.start();
        }
    }

    @Test
    void aShortImportDoesNotWaitForTheEndOfALongOne() {
        var other = onboarding.vendor("Vendor beside " + count);
        var lengthy = imports.start(
                vendor.id(), stream(HEADER + rows("lengthy", 300)), SheetChoice.FIRST, false, false, vendor.admin());
        var brief = imports.start(
                other.id(), stream(HEADER + rows("brief", 3)), SheetChoice.FIRST, false, false, other.admin());

        await().until(() -> imports.progress(other.id(), brief).state() == ImportProgress.State.DONE);

        assertThat(imports.progress(vendor.id(), lengthy).state()).isEqualTo(ImportProgress.State.RUNNING);
        await().until(() -> imports.progress(vendor.id(), lengthy).state() == ImportProgress.State.DONE);
        assertThat(imports.progress(vendor.id(), lengthy).created()).isEqualTo(300);
    }

    @Test
    void badCallsAreRefusedWithAWordAndStoreNothing() throws Exception {
        var before = onboarding.count("customer_import");
        for (var file : new String[] {"", "a,b\n1,2", HEADER, "company_name,email,ranking\n\"x"}) {
            var answer = send(
                    post("/api/v1/customers/import").contentType("text/csv").content(file));
            assertThat(answer.getStatus()).as(file).isIn(400, 415);
        }
        assertThat(send(post("/api/v1/customers/import")
                                .contentType("application/json")
                                .content("{}"))
                        .getStatus())
                .isEqualTo(415);
        assertThat(send(post("/api/v1/customers/import?dryRun=perhaps")
                                .contentType("text/csv")
                                .content(HEADER + rows("x", 1)))
                        .getStatus())
                .isEqualTo(400);
        assertThat(send(get("/api/v1/customers/export?sort=password")).getStatus())
                .isEqualTo(400);
        assertThat(send(get("/api/v1/imports/00000000-0000-7000-8000-000000000000"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(onboarding.count("customer_import")).isEqualTo(before);
    }

    @Test
    void dryRunsAndPreviewsAreForgottenAfterAWeekAndImportsStay() {
        var file = stream(HEADER + rows("forgotten", 1));
        var dry = imports.start(vendor.id(), file, SheetChoice.FIRST, true, false, vendor.admin());
        var preview = imports.preview(vendor.id(), file, vendor.admin());
        var real = imports.start(vendor.id(), file, SheetChoice.FIRST, false, false, vendor.admin());
        age(dry, 6);
        imports.forget();
        assertThat(imports.progress(vendor.id(), dry).total()).isEqualTo(1);

        List.of(dry, preview, real).forEach(one -> age(one, 8));
        imports.forget();

        assertThat(imports.progress(vendor.id(), real).total()).isEqualTo(1);
        for (var gone : List.of(dry, preview)) {
            assertThatThrownBy(() -> imports.progress(vendor.id(), gone)).isInstanceOf(NotFound.class);
        }
    }

    private void age(ImportId id, int days) {
        jdbc.sql("update customer_import set created_at = :at where id = :id")
                .param("at", Timestamp.from(clock.instant().minus(Duration.ofDays(days))))
                .param("id", id.value())
                .update();
    }

    @Test
    void aKeyIsOneTimeSecretAndARepeatOfTheCallDoesNotShowItAgain() throws Exception {
        var email = jdbc.sql("select email from account where id = :id")
                .param("id", vendor.admin().value())
                .query(String.class)
                .single();
        assertThat(email).isNotEmpty();
        var again = keys.issue(vendor.id(), new NewApiKey("second", null, null), vendor.admin())
                .again();
        assertThat(json.writeValueAsString(again)).doesNotContain("pp_");
    }

    @Test
    void anEditByTagOverwritesNothingThatTheCallerHasNotSeen() throws Exception {
        var path = "/api/v1/customers/" + onboarding.draft(vendor, "Tagged", "tag@import.example");
        var tag = send(get(path)).getHeader("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(send(get(path).header("If-None-Match", tag)).getStatus()).isEqualTo(304);

        assertThat(patchName(path, "One", tag).getStatus()).isEqualTo(200);
        var stale = patchName(path, "Two", tag);

        assertThat(stale.getStatus()).isEqualTo(412);
        assertThat(body(stale).path("code").asText()).isEqualTo("precondition-failed");
        assertThat(body(send(get(path))).path("companyName").asText()).isEqualTo("One");
    }

    @Test
    void aRowThatCannotBeStoredStopsNoOtherButOneAfterTheOtherEndsTheImport() throws Exception {
        jdbc.sql("""
                        create or replace function refuse_boom() returns trigger language plpgsql as $$
                        begin raise exception 'boom'; end $$""").update();
        jdbc.sql("""
                        create or replace trigger boom before insert on customer for each row
                        when (new.email like 'boom%') execute function refuse_boom()""").update();
        try {
            var one = run("", HEADER + rows("fine", 2) + rows("boom", 1) + rows("good", 2));
            assertThat(one.path("state").asText()).isEqualTo("DONE");
            assertThat(one.path("created").asInt()).isEqualTo(4);
            assertThat(one.path("rejected").get(0).path("code").asText()).isEqualTo("failed");

            var all = run("", HEADER + rows("before", 1) + "x,no address,,A\n" + rows("boom", 12) + rows("after", 3));
            assertThat(all.path("state").asText()).isEqualTo("FAILED");
            assertThat(all.path("created").asInt()).isEqualTo(1);
            assertThat(all.path("processed").asInt()).isEqualTo(12);
            assertThat(all.path("total").asInt()).isEqualTo(17);

            assertThat(run("", HEADER + rows("next", 1)).path("created").asInt())
                    .isOne();
        } finally {
            jdbc.sql("drop trigger boom on customer").update();
        }
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsNotOverwritten() {
        var id = onboarding.draft(vendor, "Zero", "race@import.example");
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> edits.edit(
                        vendor.id(), id, new EditedCustomer("Mine", null, null, null), vendor.admin(), () -> {
                            if (asked.incrementAndGet() == 1) {
                                other(() -> {
                                    edits.edit(
                                            vendor.id(),
                                            id,
                                            new EditedCustomer("Theirs", null, null, null),
                                            vendor.admin());
                                    return null;
                                });
                            } else if (list.get(vendor.id(), id).companyName().equals("Theirs")) {
                                throw new IllegalStateException("changed meanwhile");
                            }
                        }))
                .hasMessage("changed meanwhile");

        assertThat(list.get(vendor.id(), id).companyName()).isEqualTo("Theirs");
    }

    @Test
    void ofManyWritersWithTheSameTagOneWinsAndTheOthersHearIt() throws Exception {
        var path = "/api/v1/customers/" + onboarding.draft(vendor, "Contested", "contested@import.example");
        var writers = Executors.newFixedThreadPool(6);
        try {
            for (var round = 0; round < 5; round++) {
                var tag = send(get(path)).getHeader("ETag");
                var start = new CyclicBarrier(6);
                var answers = new ArrayList<Future<Integer>>();
                for (var writer = 0; writer < 6; writer++) {
                    var name = "Round " + round + " writer " + writer;
                    answers.add(writers.submit(() -> {
                        start.await();
                        return patchName(path, name, tag).getStatus();
                    }));
                }
                var statuses = new ArrayList<Integer>();
                for (var answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412);
            }
        } finally {
            writers.shutdown();
        }
    }

    private MockHttpServletResponse patchName(String path, String name, String tag) throws Exception {
        return send(patch(path)
                .header("If-Match", tag)
                .contentType("application/json")
                .content("{\"companyName\":\"" + name + "\"}"));
    }

    private JsonNode run(String query, String file) throws Exception {
        var answer = send(post(URI.create("/api/v1/customers/import" + query))
                .contentType("text/csv")
                .content(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(202);
        var path = "/api/v1/imports/" + body(answer).path("id").asText();
        await().until(() -> !body(send(get(path))).path("state").asText().equals("RUNNING"));
        return body(send(get(path)));
    }

    private static String rows(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> name + " " + n + "," + name + n + "@import.example,,A\n")
                .collect(Collectors.joining());
    }

    private static byte[] stream(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T other(java.util.concurrent.Callable<T> work) {
        try {
            var pool = Executors.newSingleThreadExecutor();
            try {
                return pool.submit(work).get();
            } finally {
                pool.shutdown();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.header("Authorization", "Bearer " + key))
                .andReturn()
                .getResponse();
    }

    private JsonNode body(MockHttpServletResponse answer) throws Exception {
        return json.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
    }
}
