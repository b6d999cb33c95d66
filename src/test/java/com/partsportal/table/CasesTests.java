package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** Small inputs made after real files that could not be read, by page and API. */
@PortalTest
class CasesTests {

    private static int vendors;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    private TestVendor vendor;
    private Cookie session;
    private CustomerId customer;

    @BeforeEach
    void newVendor() {
        var email = "cases" + ++vendors + "@cases.example";
        vendor = people.vendor("Cases " + vendors, email);
        session = people.session(email);
        customer = customers.add(
                vendor.id(),
                new NewCustomer("Borg", "parts" + vendors + "@case.example", null, "A", false, null, null, null),
                vendor.admin());
    }

    @Test
    void b05ADayThatNoDatabaseHasIsOneRowsFaultAtEveryEntrance() throws Exception {
        assertThat(imported("B05-dates.csv"))
                .contains(
                        "1 part ready",
                        "One row is not imported",
                        "Line 2 Last quoted on : Enter a day between 1950 and today.");
        assertThat(parts()).hasSize(1);
        assertThat(parts().get(0).path("number").asText()).isEqualTo("Y-2");

        var refused = putParts("B05-dates.csv");
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(body(refused).path("errors").get(0).path("field").asText()).isEqualTo("line 2");
        assertThat(refused.getContentAsString()).contains("a day between 1950 and today");
        pages.send(session, path(), "number", "Y-0", "description", "not in the file");
        var partial = call(put("/api/v1/customers/" + customer + "/parts?partial=true")
                .contentType("text/csv")
                .content(content("B05-dates.csv")));
        assertThat(partial.getStatus()).isEqualTo(200);
        assertThat(partial.getHeader("X-Rejected-Row")).startsWith("2 malformed last_quoted%3A%20Enter%20a%20day");
        assertThat(parts()).extracting(part -> part.path("number").asText()).containsExactly("Y-0", "Y-2");
        for (var day : new String[] {"0000-01-01", "1949-12-31", "2999-01-01"}) {
            var typed = pages.send(session, path(), "number", "Z", "description", "x", "lastQuoted", day);
            assertThat(typed.getStatus()).as(day).isEqualTo(422);
            assertThat(Pages.text(typed)).contains("a day between 1950 and today");
            var sent = call(put("/api/v1/customers/" + customer + "/parts")
                    .contentType("application/json")
                    .content("[{\"number\":\"Z\",\"description\":\"x\",\"lastOrdered\":\"" + day + "\"}]"));
            assertThat(sent.getStatus()).as(day).isEqualTo(400);
        }
    }

    @Test
    void b07RevisionsAndWordsOfOtherProgramsAreUnderstood() throws Exception {
        assertThat(imported("B07-rev.csv")).contains("2 parts ready", "Rev", "Mat.", "Qty quoted");
        assertThat(parts().toString())
                .contains("\"revision\":\"A\"", "\"revision\":\"B\"", "S235JR", "S355J2", "2024-01-02")
                .contains("\"lastQuotedQuantity\":10", "\"lastQuotedQuantity\":20");
        assertThat(putParts("B07-rev.csv").getStatus()).isEqualTo(200);
    }

    @Test
    void b10ARowWithMoreCellsThanColumnsStaysOut() throws Exception {
        assertThat(imported("B10-comma.csv"))
                .contains("1 part ready", "Line 2 This row has more cells than there are columns");
        assertThat(parts()).hasSize(1);
        assertThat(putParts("B10-comma.csv").getContentAsString()).contains("line 2", "more cells");
    }

    @Test
    void b13PartsThatLookTheSameAreOne() throws Exception {
        assertThat(imported("B13-nbsp.csv")).contains("1 part ready", "Line 3 Same number and revision as line 2");
        assertThat(pages.send(session, path(), "number", "N-1\u2007", "description", "x")
                        .getStatus())
                .isEqualTo(422);
    }

    @Test
    void b17ContactsOfOneCompanyAreNoted() throws Exception {
        assertThat(imports("B17-contacts.csv")).contains("Ready 3", "same company as line 2");
        var result = runImport("B17-contacts.csv");
        assertThat(result.path("rejected")).isEmpty();
        assertThat(result.path("notes"))
                .extracting(note ->
                        note.path("line").asInt() + " " + note.path("code").asText())
                .containsExactly("3 same-company", "4 same-company");
    }

    @Test
    void b19AHeaderInOneCellIsRead() throws Exception {
        assertThat(imports("B19-one-column-customers.csv")).contains("Ready 1", "Nineteen GmbH");
        assertThat(runImport("B19-one-column-customers.csv").path("rejected")).isEmpty();
        assertThat(imported("B19-one-column-parts.csv")).contains("1 part ready", "X-1 · A", "Halter");
        assertThat(putParts("B19-one-column-parts.csv").getStatus()).isEqualTo(200);
    }

    @Test
    void b21AStrayQuotationMarkSpoilsOneRow() throws Exception {
        assertThat(imported("B21-stray-quote.csv")).contains("2 parts ready", "Line 3 A quotation mark");
        assertThat(parts()).hasSize(2);
        assertThat(putParts("B21-stray-quote.csv").getContentAsString()).contains("line 3");
    }

    @Test
    void b22ColumnsMayBeSpeltAsPeopleSpellThem() throws Exception {
        assertThat(imports("B22-company-name.csv")).contains("Ready 1", "Twentytwo Inc");
        assertThat(runImport("B22-company-name.csv").path("rejected")).isEmpty();
        assertThat(imported("B22-part-number.csv")).contains("1 part ready", "Columns that are not used: Qty");
        var stored = putParts("B22-part-number.csv");
        assertThat(stored.getStatus()).isEqualTo(200);
        assertThat(stored.getHeaders("X-Ignored-Column")).containsExactly("Qty");
    }

    @Test
    void b23DaysAndQuantitiesMayBeSpeltAsPeopleSpellThem() throws Exception {
        assertThat(imported("B23-values.csv")).contains("3 parts ready");
        assertThat(parts())
                .extracting(part -> part.path("number").asText() + " "
                        + part.path("lastQuoted").asText() + " "
                        + part.path("lastQuotedQuantity").asText("null") + " "
                        + part.path("lastOrderedQuantity").asText("null"))
                .containsExactly("V-1 2025-11-22 10 null", "V-2 2025-11-22 10 null", "V-3 2025-11-22 1000 null");
        assertThat(putParts("B23-values.csv").getStatus()).isEqualTo(200);
    }

    @Test
    void columnsAreChosenOnThePreviewAndRememberedForTheNextFile() throws Exception {
        var file = "Ding;Was;Qty\nD-1;Halter;4\n".getBytes(StandardCharsets.UTF_8);
        var preview = upload(path() + "/import", file);
        assertThat(preview.getStatus()).isEqualTo(422);
        assertThat(Pages.text(preview)).contains("Choose which columns hold the part number", "D-1", "Halter");

        var twice = pages.send(
                session, path() + "/import/columns", "file", id(preview), "column", "number", "column", "number");
        assertThat(twice.getStatus()).isEqualTo(422);
        assertThat(Pages.text(twice)).contains("Two columns are read as the same field");
        var mapped = pages.send(
                session,
                path() + "/import/columns",
                "file",
                id(preview),
                "column",
                "number",
                "column",
                "description",
                "column",
                "last_ordered_quantity");
        assertThat(Pages.text(mapped)).contains("One part ready");

        var next = upload(path() + "/import", file);
        assertThat(next.getStatus()).isEqualTo(200);
        assertThat(Pages.text(next)).contains("One part ready").doesNotContain("Columns that are not used");
        pages.send(session, path() + "/import/confirm", "file", id(next));
        assertThat(parts().get(0).path("lastOrderedQuantity").asInt()).isEqualTo(4);
    }

    @Test
    void rejectedRowsAreMendedOnThePreviewAndGuessedEncodingsAreSaid() throws Exception {
        var file = "Firma;E-Mail;Telefon\nMüller GmbH;no address;+49 30 1234567\nSöhne AG;ok@mend.example;\n"
                .getBytes(Charset.forName("windows-1252"));
        var run = upload("/vendor/customers/import", file).getRedirectedUrl();
        assertThat(pages.text(session, run))
                .contains("Read as windows-1252. Is “Müller” spelt right?", "Ready 1", "Rejected 1");
        assertThat(pages.open(session, run + "/outcomes?rejected=true").getContentAsString(StandardCharsets.UTF_8))
                .contains("Müller GmbH")
                .doesNotContain("Söhne");

        var mended = pages.send(
                session,
                run + "/rows",
                "line",
                "2",
                "companyName",
                "Müller, Sohn & Co",
                "email",
                "mueller@mend.example",
                "phone",
                "",
                "ranking",
                "b");
        assertThat(mended.getRedirectedUrl()).isEqualTo(run);
        assertThat(pages.text(session, run)).contains("Ready 2", "Rejected 0", "Müller, Sohn &amp; Co");
    }

    @Test
    void theVendorsOwnNumberIsImportedAndUnique() throws Exception {
        customers.add(
                vendor.id(),
                new NewCustomer("Known", "known@number.example", null, "A", false, null, null, null, "K-1"),
                vendor.admin());
        var file =
                "Firma,E-Mail,Kundennummer\nA,a@number.example,K-1\nB,b@number.example,K-2\nC,c@number.example,K-2\nD,d@number.example,\n"
                        .getBytes(StandardCharsets.UTF_8);
        var begun =
                call(post("/api/v1/customers/import").contentType("text/csv").content(file));
        var path = URI.create(Objects.requireNonNull(begun.getHeader("Location")));
        await().until(() -> body(call(get(path))).path("state").asText().equals("DONE"));
        assertThat(body(call(get(path))).path("rejected"))
                .extracting(
                        row -> row.path("line").asInt() + " " + row.path("code").asText())
                .containsExactly("2 duplicate-external-id", "4 duplicate-in-file");
        assertThat(pages.open(session, "/vendor/customers/export?q=number.example")
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains(",K-1", ",K-2");
    }

    @Test
    void addressesMayBePasted() throws Exception {
        var run = pages.send(session, "/vendor/customers/import", "pasted", "Company\tEmail\nBorg\tada@paste.example\n")
                .getRedirectedUrl();
        assertThat(pages.text(session, run)).contains("Ready 1", "ada@paste.example");
        var only = pages.send(
                        session, "/vendor/customers/import", "pasted", "Ada <ada@paste.example>, bob@paste.example")
                .getRedirectedUrl();
        assertThat(pages.text(session, only)).contains("Choose which columns hold the company name", "Rejected 2");
    }

    @Test
    void anExportIsReadAgainWithoutALoss() throws Exception {
        for (var country : new String[] {"US", "DE", "FR", "GB"}) {
            var chosen = country.equals("FR") ? "TAB" : country.equals("GB") ? "SEMICOLON" : null;
            jdbc.sql("update vendor set region = :country, csv_delimiter = :delimiter where id = :id")
                    .param("country", country)
                    .param("delimiter", chosen, Types.VARCHAR)
                    .param("id", vendor.id().value())
                    .update();
            var names = List.of(
                    "=cmd()", "NULL", "nan", "'t Hof, BV", "'=x", "Müller; Söhne", "say \"hi\"", "+49", "日本 🚲", "-");
            for (var n = 0; n < names.size(); n++) {
                var phone = n == 0 ? "+49 30 1234567 ext. 12" : null;
                customers.add(
                        vendor.id(),
                        new NewCustomer(
                                names.get(n), country + n + "@round.example", phone, "B", false, null, null, null),
                        vendor.admin());
            }
            var file = pages.open(session, "/vendor/customers/export?q=" + country + "&status=DRAFT")
                    .getContentAsByteArray();
            var ofApi = call(get("/api/v1/customers/export?q=" + country + "&status=DRAFT"));
            assertThat(ofApi.getContentAsByteArray()).isEqualTo(file);
            var text = new String(file, StandardCharsets.UTF_8);
            var delimiter = country.equals("FR") ? "\t" : country.equals("US") ? "," : ";";
            assertThat(text)
                    .startsWith("\uFEFFcompany_name" + delimiter + "email")
                    .contains("'=cmd()");

            var table = TableReader.read(file, 0, Headings.CUSTOMERS);
            var mapping = ColumnMapping.guess(table, Headings.CUSTOMERS, Map.of());
            assertThat(table.rows())
                    .extracting(row -> mapping.value(row, "company_name"))
                    .containsExactlyInAnyOrderElementsOf(names);
            var again = call(post("/api/v1/customers/import?dryRun=true")
                    .contentType("text/csv")
                    .content(file));
            var result = body(call(get(URI.create(Objects.requireNonNull(again.getHeader("Location"))))));
            assertThat(result.path("total").asInt()).isEqualTo(names.size());
            assertThat(result.path("rejected"))
                    .hasSize(names.size())
                    .allMatch(row -> row.path("code").asText().equals("duplicate-customer")
                            && row.path("message")
                                    .asText()
                                    .equals("You already have a draft for this address: saved, not invited."));
            assertThat(result.path("ignoredColumns").toString()).contains("status", "created_at");
        }
    }

    @Test
    void aScriptSendsATableAndIsLedToItsPreview() throws Exception {
        for (var address : new String[] {path() + "/import", "/vendor/customers/import"}) {
            var sent = mvc.perform(multipart(address)
                            .file(new MockMultipartFile(
                                    "file",
                                    "some.csv",
                                    "text/csv",
                                    "number,description,email\nA-1,x,a@b.example\n".getBytes(StandardCharsets.UTF_8)))
                            .accept("application/json")
                            .cookie(session)
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            assertThat(sent.getStatus()).isEqualTo(200);
            assertThat(pages.text(session, body(sent).path("page").asText())).contains("How the columns are read");
            var refused = mvc.perform(multipart(address)
                            .file(new MockMultipartFile("file", "some.csv", "text/csv", new byte[0]))
                            .accept("application/json")
                            .cookie(session)
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            assertThat(refused.getStatus()).isEqualTo(422);
            assertThat(body(refused).path("message").asText()).startsWith("Choose a file that holds at least one row");
        }
    }

    @Test
    void partsAreReadAgainAsTheyWereWritten() throws Exception {
        var parts = "[{\"number\":\"=1\",\"revision\":\"A\",\"description\":\"Plate; 10 mm, \\\"raw\\\"\","
                + "\"lastQuoted\":\"2025-11-12\",\"lastQuotedQuantity\":1500},{\"number\":\"007\",\"description\":\"Müller\"}]";
        assertThat(call(put("/api/v1/customers/" + customer + "/parts")
                                .contentType("application/json")
                                .content(parts))
                        .getStatus())
                .isEqualTo(200);
        for (var delimiter : new String[] {"COMMA", "SEMICOLON", "TAB"}) {
            jdbc.sql("update vendor set csv_delimiter = :delimiter where id = :id")
                    .param("delimiter", delimiter)
                    .param("id", vendor.id().value())
                    .update();
            var file = call(get("/api/v1/customers/" + customer + "/parts").accept("text/csv"))
                    .getContentAsByteArray();
            assertThat(Pages.text(upload(path() + "/import", file)))
                    .contains("New 0", "Changed 0", "Unchanged 2", "Rows not imported 0");
        }
    }

    @Test
    void aDayThatCanBeTwoIsAQuestionUntilTheCountryIsChosen() throws Exception {
        var file =
                "number,description,last_quoted\nQ-1,x,11/12/2025\nQ-2,y,11/22/2025\n".getBytes(StandardCharsets.UTF_8);
        var preview = upload(path() + "/import", file);
        assertThat(Pages.text(preview))
                .contains("Which day is “11/12/2025”?", "The day is first: 11 Dec 2025")
                .contains("“11/12/2025” can be 11 Dec 2025 or 12 Nov 2025. Write 2025-12-11 or 2025-11-12.")
                .contains("New 1", "Rows not imported 1");
        var refused = call(put("/api/v1/customers/" + customer + "/parts")
                .contentType("text/csv")
                .content(file));
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(body(refused).path("errors").toString())
                .contains("line 2", "last_quoted: “11/12/2025” can be 11 Dec 2025 or 12 Nov 2025");
        assertThat(parts()).isEmpty();

        var answered = pages.send(
                session,
                path() + "/import/columns",
                "file",
                id(preview),
                "column",
                "number",
                "column",
                "description",
                "column",
                "last_quoted",
                "days",
                "DAY_FIRST");
        assertThat(Pages.text(answered)).contains("New 2", "Rows not imported 0", "Which day is “11/12/2025”?");
        pages.send(session, path() + "/import/confirm", "file", id(preview));
        assertThat(parts().get(0).path("lastQuoted").asText()).isEqualTo("2025-12-11");

        settings("region", "GB");
        assertThat(Pages.text(upload(path() + "/import", file)))
                .contains("New 0", "Unchanged 2")
                .doesNotContain("Which day is");
        settings("region", "US");
        assertThat(call(put("/api/v1/customers/" + customer + "/parts")
                                .contentType("text/csv")
                                .content(file))
                        .getStatus())
                .isEqualTo(200);
        assertThat(parts().get(0).path("lastQuoted").asText()).isEqualTo("2025-11-12");
    }

    @Test
    void rowsOfPartsThatStayOutAreDownloadedMendedAndTakenOver() throws Exception {
        var file = ("number,description,Qty,last_quoted\nM-1,Bracket,1,2025-01-02\nM-2,Plate,2,45983\n"
                        + "M-3,\"3/4\" pipe,3,\nM-4,Rod, 10 mm,4,\n")
                .getBytes(StandardCharsets.UTF_8);
        var preview = upload(path() + "/import", file);
        var id = id(preview);
        assertThat(Pages.text(preview))
                .contains("New 1", "3 rows are not imported", "“45983” is how spreadsheets count days: 22 Nov 2025");
        assertThat(Pages.html(preview)).contains("value=\"M-3\"", "value=\"&quot;3/4&quot; pipe\"");
        var rejected = pages.open(session, path() + "/import/rejected?file=" + id);
        assertThat(rejected.getContentAsString(StandardCharsets.UTF_8))
                .startsWith("\uFEFFnumber,revision,description")
                .contains("M-2,,Plate", ",45983,", "\"\"\"3/4\"\" pipe\"", "A quotation mark in this row")
                .doesNotContain("M-1");

        pages.send(session, path() + "/import/confirm", "file", id);
        assertThat(parts()).hasSize(1);
        assertThat(pages.text(session, path())).contains("Rows of your last file are not imported yet");
        assertThat(pages.text(session, path() + "/import?file=" + id))
                .contains("Unchanged 1", "3 rows are not imported");
        var mended = pages.send(
                session,
                path() + "/import/rows",
                "file",
                id,
                "line",
                "3",
                "number",
                "M-2",
                "description",
                "Plate",
                "last_quoted",
                "2025-11-22",
                "line",
                "4",
                "number",
                "M-3",
                "description",
                "\"3/4\" pipe",
                "last_quoted",
                "",
                "line",
                "5",
                "number",
                "M-4",
                "description",
                "Rod",
                "last_quoted",
                "10 mm");
        assertThat(Pages.text(mended)).contains("New 1", "2 rows are not imported", "Enter a date like 2026-11-22.");

        // The line that was not touched keeps its fault; columns that are read otherwise keep what was mended.
        var mapped = pages.send(
                session,
                path() + "/import/columns",
                "file",
                id,
                "column",
                "number",
                "column",
                "description",
                "column",
                "last_quoted_quantity",
                "column",
                "last_quoted");
        assertThat(Pages.text(mapped)).contains("New 1", "2 rows are not imported");
        pages.send(session, path() + "/import/confirm", "file", id);
        assertThat(parts()).extracting(part -> part.path("number").asText()).containsExactly("M-1", "M-2");
        assertThat(parts().get(1).path("lastQuoted").asText()).isEqualTo("2025-11-22");
        assertThat(parts().get(1).path("lastQuotedQuantity").asInt()).isEqualTo(2);
    }

    @Test
    void mendedCustomersStayWhenTheColumnsAreReadOtherwise() throws Exception {
        var file =
                "Firma;E-Mail;Anruf\nBorg;no address;+49 30 1234567\nCyan;ok@keep.example;\nDune;parts%d@case.example;\n"
                        .formatted(vendors)
                        .getBytes(StandardCharsets.UTF_8);
        var run =
                Objects.requireNonNull(upload("/vendor/customers/import", file).getRedirectedUrl());
        assertThat(pages.text(session, run))
                .contains("Ready 1", "You already have a draft for this address: saved, not invited.");
        pages.send(
                session, run + "/rows", "line", "2", "companyName", "Borg", "email", "borg@keep.example", "phone", "");
        assertThat(pages.text(session, run)).contains("Ready 2", "borg@keep.example");

        pages.send(session, run + "/columns", "column", "company_name", "column", "email", "column", "phone");
        assertThat(pages.text(session, run)).contains("Ready 2", "borg@keep.example", "+49 30 1234567");
    }

    @Test
    void aRowThatIsMendedElsewhereKeepsItsBrokenLetters() throws Exception {
        var file = "Firma,E-Mail,Telefon\nMÃ¼ller,mueller@broken.example,12\n".getBytes(StandardCharsets.UTF_8);
        var run =
                Objects.requireNonNull(upload("/vendor/customers/import", file).getRedirectedUrl());
        pages.send(session, run + "/rows", "line", "2", "companyName", "MÃ¼ller", "phone", "");
        assertThat(pages.text(session, run)).contains("Rejected 1", "Some letters in this row were already damaged");
        pages.send(session, run + "/rows", "line", "2", "companyName", "M\0üller", "phone", "");
        assertThat(pages.text(session, run)).contains("Ready 1", "Müller");
    }

    private void settings(String field, String value) {
        pages.send(
                session, "/vendor/settings", "partsPolicy", "WARN", "language", "en", "timeZone", "UTC", field, value);
    }

    // ----

    private String path() {
        return "/vendor/customers/" + customer + "/parts";
    }

    /** Imports a file of parts by the page; answers the words of its preview. */
    private String imported(String file) throws Exception {
        var preview = upload(path() + "/import", content(file));
        pages.send(session, path() + "/import/confirm", "file", id(preview));
        return Pages.text(preview).replace("One part", "1 part");
    }

    /** Looks at a file of customers by the page; answers the words of its preview. */
    private String imports(String file) throws Exception {
        return pages.text(
                session,
                Objects.requireNonNull(
                        upload("/vendor/customers/import", content(file)).getRedirectedUrl()));
    }

    private JsonNode runImport(String file) throws Exception {
        var begun = call(post("/api/v1/customers/import?dryRun=true")
                .contentType("text/csv")
                .content(content(file)));
        assertThat(begun.getStatus()).as(begun.getContentAsString()).isEqualTo(202);
        return body(call(get(URI.create(Objects.requireNonNull(begun.getHeader("Location"))))));
    }

    private JsonNode parts() throws Exception {
        return body(call(get("/api/v1/customers/" + customer + "/parts").accept("application/json")));
    }

    private MockHttpServletResponse putParts(String file) throws Exception {
        return call(put("/api/v1/customers/" + customer + "/parts")
                .contentType("text/csv")
                .content(content(file)));
    }

    private MockHttpServletResponse call(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.with(httpBasic(vendor.email(), People.PASSWORD)))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse upload(String path, byte[] file) throws Exception {
        var sent = mvc.perform(multipart(path)
                        .file(new MockMultipartFile("file", "some.csv", "text/csv", file))
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse();
        var preview = sent.getRedirectedUrl();
        return preview != null && preview.startsWith(path() + "/import?file=") ? pages.open(session, preview) : sent;
    }

    private static String id(MockHttpServletResponse preview) throws Exception {
        var id = Pattern.compile("name=\"file\" value=\"([^\"]+)\"").matcher(preview.getContentAsString());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private JsonNode body(MockHttpServletResponse answer) throws Exception {
        return json.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    private static byte[] content(String file) throws IOException {
        try (var content = Objects.requireNonNull(CasesTests.class.getResourceAsStream("/cases/" + file))) {
            return content.readAllBytes();
        }
    }
}
