package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.dev.MovableClock;
import com.partsportal.table.TableReader;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** Parts, imports and selections, by the words that their pages show. */
@PortalTest
class DeskPagesTests {

    private static final Pattern TAGS = Pattern.compile("<[^>]*>");
    private static int vendorCount;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Value("${portal.base-url}")
    String base;

    private Cookie session;
    private TestVendor vendor;

    @BeforeEach
    void newVendor() {
        var email = "desk" + ++vendorCount + "@vendors.example";
        vendor = people.vendor("Desk " + vendorCount, email);
        session = people.session(email);
    }

    @Test
    void aFileThatIsFarTooLargeIsCalledSoAndNotAStaleForm() throws Exception {
        var path = draft("Large Ltd", "large@borg.example") + "/parts/import";

        assertThat(upload(path, 32 << 20)).startsWith("413").contains("This is too large");
        assertThat(upload(path, 1)).startsWith("403");
    }

    /** Over the wire, without the form's token: MockMvc reads no body. */
    private String upload(String path, int size) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.write(new byte[size]);
        body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .header("Accept", "text/html")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .header("Cookie", session.getName() + "=" + session.getValue())
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void theCustomersPageHasTheFirstPartsAndTheWayToAll() throws Exception {
        var path = draft("Many Ltd", "many@borg.example");
        for (var number = 1; number <= 7; number++) {
            send(post(path + "/parts").param("number", "M-" + number).param("description", "Plate"));
        }
        assertThat(words(open(path)))
                .contains("7 parts are ready", "M-1 Plate", "M-5 Plate", "All 7 parts", "Manage parts")
                .doesNotContain("M-6");
        assertThat(words(open(path + "/preview")))
                .contains("What would be sent", "7 parts that " + vendor.name(), "Reminders, until it is answered")
                .doesNotContain("M-6 Plate");
        assertThat(words(open(path))).contains("Draft").doesNotContain("What would be sent");
    }

    @Test
    void partsArePreparedChangedAndRemovedAndCountedOnTheCustomersPage() throws Exception {
        var path = draft("Borg Inc", "parts@borg.example");
        assertThat(words(open(path))).contains("parts are ready. This customer would start with an empty page");

        var added = send(post(path + "/parts")
                .param("number", "P-1")
                .param("revision", "B")
                .param("description", "<b>Bracket</b>")
                .param("lastQuoted", "2026-01-31")
                .param("lastQuotedQuantity", "50"));
        assertThat(added.getStatus()).isEqualTo(302);
        var page = open(path + "/parts");
        assertThat(page).contains("&lt;b&gt;Bracket&lt;/b&gt;");
        assertThat(words(page)).contains("P-1 · B", "31 Jan 2026 50 pieces");
        assertThat(words(open(path)))
                .contains("1 part is ready", "P-1 Rev. B &lt;b&gt;Bracket&lt;/b&gt;")
                .doesNotContain("All 1 parts");

        var bad = send(post(path + "/parts")
                .param("number", "")
                .param("description", "typed")
                .param("lastOrdered", "2026-02-30")
                .param("lastOrderedQuantity", "many"));
        assertThat(bad.getStatus()).isEqualTo(422);
        assertThat(words(bad.getContentAsString()))
                .contains("Enter a part number.", "Enter a date like 2026-11-22.", "Enter a whole number.");
        assertThat(bad.getContentAsString()).contains("value=\"typed\"");
        assertThat(send(post(path + "/parts")
                                .param("number", "P-1")
                                .param("revision", "B")
                                .param("description", "again"))
                        .getContentAsString())
                .contains("has a part with this number and revision already");

        var part = part(page, path);
        send(post(part).param("number", "P-2").param("description", "Plate"));
        assertThat(words(open(path + "/parts"))).contains("P-2", "Plate").doesNotContain("P-1");
        send(post(part + "/remove"));
        assertThat(words(open(path + "/parts"))).contains("No part is ready yet");
    }

    @Test
    void aDrawingIsWhatItsNameSaysAndBelongsToThisCustomer() throws Exception {
        var path = draft("Borg Inc", "drawing@borg.example");
        send(post(path + "/parts").param("number", "P-1").param("description", "Bracket"));
        var part = part(open(path + "/parts"), path);
        var pdf = "%PDF-1.7 drawing".getBytes(StandardCharsets.ISO_8859_1);

        for (var bad : new MockMultipartFile[] {
            file("empty.pdf", new byte[0]),
            file("no.pdf", "MZ executable".getBytes(StandardCharsets.ISO_8859_1)),
            file("no.dxf", "0 is no drawing".getBytes(StandardCharsets.ISO_8859_1)),
            file("fdp.\u202Efdp.pdf", pdf),
            file("page.html", "<html>".getBytes(StandardCharsets.ISO_8859_1)),
            file("../../etc/x.pdf", pdf),
            file("c:\\x.pdf", pdf),
            file("x.pdf\r\nSet-Cookie: a=b", pdf),
            file("large.pdf", large())
        }) {
            var refused = send(multipart(part + "/drawing").file(bad));
            assertThat(refused.getStatus()).as(bad.getOriginalFilename()).isEqualTo(422);
            assertThat(refused.getContentAsString()).contains("id=\"drawing-error\"");
        }
        assertThat(jdbc.sql("select count(*) from drawing").query(Long.class).single())
                .isZero();

        for (var dxf : new String[] {"  0\r\nSECTION\r\n  2\r\n", "0\nSECTION\n", "999\nby CAD\n  0\nSECTION\n"}) {
            var drawn = send(multipart(part + "/drawing")
                    .file(file("plate.DXF", dxf.getBytes(StandardCharsets.ISO_8859_1)))
                    .param("replace", "true"));
            assertThat(drawn.getStatus()).as(dxf).isEqualTo(302);
        }
        assertThat(send(multipart(part + "/drawing").file(file("Halter ü.pdf", pdf)))
                        .getStatus())
                .isEqualTo(302);
        var loaded =
                mvc.perform(get(part + "/drawing").cookie(session)).andReturn().getResponse();
        assertThat(loaded.getContentAsByteArray()).isEqualTo(pdf);
        assertThat(loaded.getHeader("Content-Disposition")).startsWith("attachment");
        assertThat(loaded.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        newVendor();
        for (var address : new String[] {path + "/parts", part, part + "/drawing"}) {
            assertThat(mvc.perform(get(address).cookie(session))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .as(address)
                    .isEqualTo(404);
        }
        assertThat(send(multipart(part + "/drawing").file(file("x.pdf", pdf))).getStatus())
                .isEqualTo(404);
        assertThat(send(post(part + "/remove")).getStatus()).isEqualTo(404);
    }

    @Test
    void aFileOfPartsIsLookedAtBeforeItIsTakenOverAndPartsAreCopied() throws Exception {
        var path = draft("Borg Inc", "csv@borg.example");
        var file = "number;description;last_quoted\nP-1;Bracket;\nP-1;again;\n;x;\nP-2;Plate;31.2.2026\nP-3;Rod;\n";

        var preview = preview(path, file);
        assertThat(words(preview.getContentAsString()))
                .contains(
                        "2 parts ready, 3 rows have errors",
                        "Line 3 Same number and revision as line 2",
                        "Line 5 Last quoted on : Enter a date");
        assertThat(words(open(path + "/parts"))).contains("No part is ready yet");
        send(post(path + "/parts/import/confirm").param("file", value(preview.getContentAsString(), "file")));
        assertThat(words(open(path + "/parts"))).contains("P-1", "P-3");
        assertThat(words(open(path))).contains("Parts added: 2");
        for (var again :
                new String[] {"number,description\nP-1,Bracket\nP-3,Rod\n", "number,description\nP-3,Long rod\n"}) {
            var known = preview(path, again);
            send(post(path + "/parts/import/confirm").param("file", value(known.getContentAsString(), "file")));
        }
        assertThat(words(open(path))).containsOnlyOnce("Parts changed").contains("Parts changed: 1");

        var other = draft("Cyan", "copy@cyan.example");
        assertThat(send(post(other + "/parts/copy").param("from", "nobody@cyan.example"))
                        .getStatus())
                .isEqualTo(422);
        send(post(other + "/parts/copy").param("from", "CSV@borg.example"));
        assertThat(words(open(other + "/parts"))).contains("P-1", "P-3");
        assertThat(words(open(other))).contains("2 parts are ready");
        assertThat(send(multipart(path + "/parts/import").file(csv("a,b\n1,2"))).getStatus())
                .isEqualTo(422);
    }

    @Test
    void tenThousandPartsAreTakenOverAtOnceAndReadPageByPage() throws Exception {
        var path = draft("Borg Inc", "many@borg.example");
        var file = IntStream.range(0, TableReader.MOST_ROWS)
                .mapToObj(n -> "N-%05d,%s".formatted(n, n < 300 ? "" : "Part " + n))
                .collect(Collectors.joining("\n", "number,description\n", "\n"));

        var preview = preview(path, file).getContentAsString();
        assertThat(words(preview))
                .contains(
                        "9,700 parts ready, 300 rows have errors",
                        "The first 50 are shown",
                        "The first 200 parts of the file");
        send(post(path + "/parts/import/confirm").param("file", value(preview, "file")));
        assertThat(words(open(path))).contains("Parts added: 9700");

        assertThat(words(open(path + "/parts")))
                .contains("9,700 parts ready", "N-00300", "N-00399", "Next")
                .doesNotContain("N-00400", "To the first parts");
        assertThat(words(open(path + "/parts?number=N-09899&revision=")))
                .contains("N-09900", "N-09999", "To the first parts")
                .doesNotContain("N-09899", "Next");
        assertThat(words(open(path + "/parts?number=%00"))).contains("N-00300");
    }

    @Test
    void whatIsMissingOrTooLongInAPartIsCalledByItsName() throws Exception {
        var path = draft("Borg Inc", "words@borg.example");

        var missing = send(post(path + "/parts").param("number", "").param("description", ""));
        assertThat(words(missing.getContentAsString())).contains("Enter a part number.", "Enter a description.");
        var long101 =
                send(post(path + "/parts").param("number", "n".repeat(101)).param("description", "x"));
        assertThat(words(long101.getContentAsString())).contains("This is too long: at most 100 characters.");
        assertThat(send(post(path + "/parts/copy").param("from", "nobody@borg.example"))
                        .getContentAsString())
                .containsPattern("id=\"from\"[^>]*autofocus");
    }

    @Test
    void invitingWithoutPartsAsksOnceOnTheCustomersPageAndTheFormSaysItBefore() throws Exception {
        assertThat(words(open("/vendor/customers/new"))).contains("No part is ready for a new customer");
        var path = draft("Borg Inc", "ask@borg.example");

        send(post(path + "/invite"));
        assertThat(status(path)).isEqualTo("DRAFT");
        send(post(path + "/invite").param("confirmed", "true"));
        assertThat(status(path)).isEqualTo("INVITED");
        assertThat(words(open(path))).contains("no part was ready, which the settings only warn of");
        assertThat(open(path + "/timeline"))
                .as("spreadsheets recognise UTF-8")
                .startsWith("\uFEFFat,type,by,text")
                .contains(",INVITED,Vera Vendor,");

        policy("REQUIRE");
        var saved = send(post("/vendor/customers/new")
                .param("companyName", "Cyan")
                .param("email", "require@cyan.example")
                .param("ranking", "A")
                .param("invite", "true"));
        assertThat(saved.getStatus()).isEqualTo(302);
        assertThat(status(saved.getRedirectedUrl())).isEqualTo("DRAFT");
        assertThat(words(open(saved.getRedirectedUrl()))).contains("Not invited: no part was ready");
        send(post(saved.getRedirectedUrl() + "/invite").param("confirmed", "true"));
        assertThat(status(saved.getRedirectedUrl())).isEqualTo("DRAFT");

        policy("OFF");
        assertThat(words(open("/vendor/customers/new"))).doesNotContain("No part is ready");
        send(post(saved.getRedirectedUrl() + "/invite"));
        assertThat(status(saved.getRedirectedUrl())).isEqualTo("INVITED");
    }

    @Test
    void aFileOfCustomersIsCheckedConfirmedAndRunsToItsOutcomes() throws Exception {
        draft("Known", "known@run.example");
        var file = "company_name,email,phone,ranking\n"
                + IntStream.rangeClosed(1, 8)
                        .mapToObj(n -> "Run " + n + ",run" + n + "@run.example,,A\n")
                        .collect(Collectors.joining())
                + "Bad,no address,,A\n=cmd(),known@run.example,,A\n";

        var checked = send(multipart("/vendor/customers/import").file(csv(file)));
        assertThat(checked.getStatus()).isEqualTo(302);
        var run = checked.getRedirectedUrl();
        assertThat(words(open(run)))
                .contains(
                        "Check the rows",
                        "Ready 8",
                        "Rejected 2",
                        "You already have a draft for this address: saved, not invited.",
                        "Nothing is stored yet");
        assertThat(customersOf()).isEqualTo(1);

        send(post(run + "/confirm").param("invite", "true"));
        send(post(run + "/confirm").param("invite", "true"));
        await().until(() -> words(open(run)).contains("Import finished."));
        assertThat(words(open(run))).contains("Created 8", "Invited 8", "Rejected 2");
        assertThat(customersOf()).isEqualTo(9);
        assertThat(open(run + "/outcomes"))
                .contains(
                        "2,Run 1,run1@run.example,,A,invited,,", "11,'=cmd(),known@run.example,,A,duplicate-customer");
        assertThat(mvc.perform(get(run + "/progress").cookie(session))
                        .andReturn()
                        .getResponse()
                        .getHeader("HX-Refresh"))
                .isEqualTo("true");
        assertThat(words(open("/vendor/customers/import"))).contains("Latest imports", "10 of 10 rows, 2 rejected");
        assertThat(send(multipart("/vendor/customers/import").file(csv("x"))).getStatus())
                .isEqualTo(422);
        newVendor();
        assertThat(mvc.perform(get(run).cookie(session))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void anExportOfManyPortionsHasEachCustomerOnceAndNoFormula() throws Exception {
        jdbc.sql("""
                        insert into customer (id, vendor_id, company_name, company_sort, email, ranking_id, status, search_text,
                            created_at)
                        select gen_random_uuid(), r.vendor_id, '=1+' || n, '=1+' || n, 'x' || n || '@export.example', r.id,
                               'DRAFT', '=1+' || n, now()
                        from ranking r, generate_series(1, 1201) n where r.vendor_id = :vendor and r.label = 'A'""").param("vendor", vendor.id().value()).update();

        for (var query : new String[] {"", "?sort=companyName", "?status=DRAFT&sort=-email"}) {
            var lines = open("/vendor/customers/export" + query).lines().skip(1).toList();

            assertThat(lines).as(query).hasSize(1201).doesNotHaveDuplicates().allMatch(line -> line.startsWith("'=1+"));
        }
    }

    @Test
    void aSelectionHasAResultForEachRow() throws Exception {
        var draft = draft("Draft Co", "draft@select.example");
        var first = draft("First Co", "first@select.example");
        var second = draft("Second Co", "second@select.example");
        for (var path : new String[] {first, second}) {
            send(post(path + "/invite").param("confirmed", "true"));
        }

        var answer = mvc.perform(post("/vendor/customers/selection")
                        .param("customer", id(draft), id(first), id(second))
                        .param("action", "revoke")
                        .param("back", "q=select")
                        .cookie(session)
                        .with(csrf()))
                .andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/vendor/customers?q=select");
        assertThat(answer.getFlashMap().get("results").toString())
                .contains("customer.selection.refused", "Draft Co", "customer.selection.revoke", "First Co");
        assertThat(status(first)).isEqualTo("REVOKED");
        assertThat(status(draft)).isEqualTo("DRAFT");
        assertThat(open("/vendor/customers/export?q=first")).contains("First Co,first@select.example,,A,REVOKED");
    }

    @Test
    void aSelectedDraftThatSomebodyDiscardedMeanwhileHidesNoOthersResult() throws Exception {
        var gone = draft("Gone Co", "gone@select.example");
        var there = draft("There Co", "there@select.example");
        send(post(there + "/invite").param("confirmed", "true"));
        send(post(gone + "/discard"));

        var answer = mvc.perform(post("/vendor/customers/selection")
                        .param("customer", id(there), id(gone), "no id")
                        .param("action", "revoke")
                        .cookie(session)
                        .with(csrf()))
                .andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/vendor/customers");
        assertThat(answer.getFlashMap().get("results").toString())
                .contains("customer.selection.revoke", "There Co", "customer.selection.gone");
        assertThat(status(there)).isEqualTo("REVOKED");
        assertThat(send(post("/vendor/customers/selection")
                                .param("customer", id(there))
                                .param("action", "discard"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void whatTheNextInvitationSaysIsChosenOnTheCustomersPageAndSeenBeforeItIsSent() throws Exception {
        var path = draft("Borg Inc", "options@borg.example");
        for (var bad : new String[][] {
            {"note", "see www.evil.example"},
            {"note", "see paypal-login.example/verify"},
            {"note", "x".repeat(1001)},
            {"validDays", "0"},
            {"validDays", "31"},
            {"validDays", "-3"},
            {"validDays", "many"},
            {"language", "fr"}
        }) {
            var fields = new HashMap<>(Map.of("note", "kept as typed", "validDays", "5", "language", "en"));
            fields.put(bad[0], bad[1]);
            var request = post(path + "/invitation-options");
            fields.forEach(request::param);
            var refused = send(request);
            assertThat(refused.getStatus()).as(String.join(" ", bad)).isEqualTo(422);
            assertThat(refused.getContentAsString()).contains("There is a problem", "href=\"#" + bad[0] + "\"");
            assertThat(words(refused.getContentAsString())).contains(fields.get("note"));
        }
        assertThat(words(open(path))).doesNotContain("Note, language or validity of the invitation changed");

        var kept = send(post(path + "/invitation-options")
                .param("note", "See you\nsoon")
                .param("validDays", "2")
                .param("language", "de"));
        assertThat(kept.getRedirectedUrl()).isEqualTo(path + "/preview");
        assertThat(words(open(path + "/preview"))).contains("What would be sent", "See you", "lädt Borg Inc");
        assertThat(words(open(path))).contains("Note, language or validity of the invitation changed");
        send(post(path + "/invite").param("confirmed", "true"));
        jobs.runDue();
        assertThat(mailbox.await("options@borg.example", "invitation").text())
                .contains("Eingeladene Firma: Borg Inc", "See you");
        assertThat(status(path)).isEqualTo("INVITED");
        clock.advance(Duration.ofDays(2));
        assertThat(words(open(path))).contains("Expired");
        send(post(path + "/invitation-options")
                .param("note", "")
                .param("validDays", "")
                .param("language", "en"));
        send(post(path + "/invite").param("confirmed", "true"));
        jobs.runDue();
        assertThat(mailbox.await("options@borg.example", "invitation", 2).get(1).text())
                .doesNotContain("Eingeladene Firma", "See you");
    }

    @Test
    void aRevocationShowsItsReasonInTheTimelineOnly() throws Exception {
        var path = draft("Borg Inc", "reason@borg.example");
        send(post(path + "/invite").param("confirmed", "true"));
        jobs.runDue();

        var refused = send(post(path + "/revoke").param("reason", "see https://evil.example"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString()).contains("id=\"reason-error\"", "value=\"see https://evil.example\"");
        assertThat(status(path)).isEqualTo("INVITED");

        send(post(path + "/revoke").param("reason", "Wrong contact <b>"));
        assertThat(status(path)).isEqualTo("REVOKED");
        assertThat(words(open(path))).contains("Invitation revoked “Wrong contact &lt;b&gt;”");
        jobs.runDue();
        assertThat(mailbox.await("reason@borg.example", "invitation-revoked").text())
                .doesNotContain("Wrong contact");
    }

    @Test
    void thePageSaysWhyACustomerHasNotJoinedAndWhatToDo() throws Exception {
        var path = draft("Borg Inc", "why@borg.example");
        assertThat(words(open(path))).contains("No part is ready yet. Prepare parts first");
        send(post(path + "/invite").param("confirmed", "true"));
        assertThat(words(open(path))).contains("The email is being sent. There is nothing to do yet.");
        jobs.runDue();
        assertThat(words(open(path))).contains("There is nothing to do yet").doesNotContain("Send a new link");

        var link = mailbox.await("why@borg.example", "invitation").link();
        var landing = link.substring(link.indexOf("/invitations/"));
        mvc.perform(head(landing));
        mvc.perform(get(landing).header("User-Agent", "Mozilla/5.0 (compatible; Barracuda)"));
        mvc.perform(
                get(landing).header("User-Agent", "Mozilla/5.0 Firefox/140.0").header("Accept-Language", "de"));
        assertThat(words(open(path))).contains("The contact opened the invitation now");
        assertThat(jdbc.sql("select count(*) from invitation_opening")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(status(path)).isEqualTo("INVITED");
        assertThat(words(open("/vendor/customers?attention=true"))).contains("No customer matches");

        clock.advance(Duration.ofDays(2));
        assertThat(words(open(path))).contains("The invitation was opened once, last", "Send a new link");
        assertThat(words(open("/vendor/customers?attention=true"))).contains("Borg Inc", "opened 2 days ago");
        clock.advance(Duration.ofDays(20));
        assertThat(words(open(path)))
                .contains("The invitation expired. It was opened once but not accepted", "Send a new invitation");
        mvc.perform(post(landing).param("ask", "").with(csrf()));
        assertThat(words(open(path))).contains("The contact asked for a new invitation", "Send");
        assertThat(words(open("/vendor/customers?attention=true"))).contains("asked for a new one");
    }

    @Test
    void theEmailOfACustomerWhoIsNotSavedIsSeenInTheSameFrame() throws Exception {
        var page = send(post("/vendor/customers/new")
                .param("companyName", "Borg & Co")
                .param("email", "frame@borg.example")
                .param("ranking", "A")
                .param("note", "Looking forward")
                .param("preview", "true"));
        var frame = Pattern.compile(
                        "<iframe class=\"mail-frame mt-3\" sandbox=\"\"[^>]* src=\"(/vendor/customers/new/email/[0-9a-f-]{36})\"")
                .matcher(page.getContentAsString());
        assertThat(frame.find()).isTrue();

        var email = send(get(frame.group(1)));

        assertThat(email.getStatus()).isEqualTo(200);
        assertThat(email.getContentAsString()).contains("<h1", "Borg &amp; Co", "Looking forward", "/invitations/");
        assertThat(email.getHeader("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
        assertThat(send(get("/vendor/customers/new/email/" + UUID.randomUUID())).getStatus())
                .isEqualTo(404);
        send(post("/vendor/customers/new")
                .param("companyName", "Borg & Co")
                .param("email", "frame@borg.example")
                .param("ranking", "A")
                .param("invite", "false"));
        assertThat(send(get(frame.group(1))).getStatus()).as("once it is saved").isEqualTo(404);
    }

    @Test
    void theEmailIsSeenAsItWillLookAndRunsNothing() throws Exception {
        var path = draft("Borg & Co", "looks@borg.example");

        assertThat(open(path + "/preview")).contains("<iframe", "sandbox=\"\"", path + "/preview/email");
        var email = send(get(path + "/preview/email"));
        assertThat(email.getContentAsString()).contains("<h1", "Borg &amp; Co", "/invitations/");
        assertThat(email.getHeader("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
    }

    @Test
    void theMailAndItsScheduleAreSeenBeforeAnythingIsSent() throws Exception {
        var before = customersOf();
        var preview = send(post("/vendor/customers/new")
                .param("companyName", "Borg <Inc>")
                .param("email", "preview@borg.example")
                .param("ranking", "A")
                .param("note", "See you\nsoon")
                .param("validDays", "5")
                .param("language", "de")
                .param("preview", "true"));

        assertThat(preview.getStatus()).isEqualTo(200);
        assertThat(words(preview.getContentAsString()))
                .contains("What would be sent", "Reminders", "See you", "Nothing was sent or saved");
        assertThat(preview.getContentAsString()).contains("Borg &lt;Inc&gt;", "value=\"preview@borg.example\"");
        assertThat(customersOf()).isEqualTo(before);
        var link = send(post("/vendor/customers/new")
                .param("companyName", "Borg")
                .param("email", "preview@borg.example")
                .param("ranking", "A")
                .param("note", "look at https://evil.example")
                .param("invite", "true"));
        assertThat(link.getStatus()).isEqualTo(422);
        for (var days : new String[] {"0", "31", "many", "99999999999"}) {
            assertThat(send(post("/vendor/customers/new")
                                    .param("companyName", "Borg")
                                    .param("email", "preview@borg.example")
                                    .param("ranking", "A")
                                    .param("validDays", days))
                            .getStatus())
                    .as(days)
                    .isEqualTo(422);
        }
        assertThat(customersOf()).isEqualTo(before);
    }

    @Test
    void germanReadersReadGerman() throws Exception {
        var path = draft("Borg Inc", "de@borg.example");
        send(post(path + "/parts").param("number", "P-1").param("description", "Bracket"));
        for (var address : new String[] {
            path, path + "/parts", "/vendor/customers/import", "/vendor/customers", part(open(path + "/parts"), path)
        }) {
            var page = mvc.perform(get(address).locale(Locale.GERMAN).cookie(session))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(page).as(address).contains("lang=\"de\"").doesNotContain("??");
        }
    }

    private String draft(String company, String email) throws Exception {
        var answer = send(post("/vendor/customers/new")
                .param("companyName", company)
                .param("email", email)
                .param("ranking", "A")
                .param("invite", "false"));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(302);
        return answer.getRedirectedUrl();
    }

    private void policy(String policy) {
        jdbc.sql("update vendor set parts_policy = :policy where id = :id")
                .param("policy", policy)
                .param("id", vendor.id().value())
                .update();
    }

    private String status(String path) {
        return jdbc.sql("select status from customer where id = cast(:id as uuid)")
                .param("id", id(path))
                .query(String.class)
                .single();
    }

    private long customersOf() {
        return jdbc.sql("select count(*) from customer where vendor_id = :id")
                .param("id", vendor.id().value())
                .query(Long.class)
                .single();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String part(String page, String path) {
        var found =
                Pattern.compile("href=\"(" + path + "/parts/[0-9a-f-]{36})\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String value(String page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static MockMultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("drawing", name, "application/octet-stream", content);
    }

    private static MockMultipartFile csv(String content) {
        return new MockMultipartFile("file", "file.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] large() {
        var content = new byte[(int) Drawings.LARGEST + 1];
        System.arraycopy("%PDF-".getBytes(StandardCharsets.ISO_8859_1), 0, content, 0, 5);
        return content;
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.cookie(session).with(csrf())).andReturn().getResponse();
    }

    /** Of a file whose columns are known: the answer leads to a page that may be loaded again. */
    private MockHttpServletResponse preview(String path, String file) throws Exception {
        var sent = send(multipart(path + "/parts/import").file(csv(file)));
        assertThat(sent.getStatus()).isEqualTo(302);
        assertThat(sent.getRedirectedUrl()).startsWith(path + "/parts/import?file=");
        return send(get(URI.create(sent.getRedirectedUrl())));
    }

    private String open(String path) throws Exception {
        var answer =
                mvc.perform(get(URI.create(path)).cookie(session)).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private static String words(String html) {
        return TAGS.matcher(html)
                .replaceAll(" ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
