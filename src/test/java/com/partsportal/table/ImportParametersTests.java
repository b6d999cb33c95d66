package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** A program names the sheet of a workbook and the order of its days. */
@PortalTest
class ImportParametersTests {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static int vendors;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    ObjectMapper json;

    private TestVendor vendor;
    private CustomerId customer;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Parameters " + ++vendors, "parameters" + vendors + "@parameters.example");
        customer = customers.add(
                vendor.id(),
                new NewCustomer("Borg", "parts" + vendors + "@parameters.example", null, "A", false, null, null, null),
                vendor.admin());
    }

    @Test
    void aSheetOfPartsIsNamedOrNumbered() throws Exception {
        for (var sheet : List.of("2025", "Stückliste", "stückliste", " STÜCKLISTE ", "2")) {
            var answer = parts("sheet", sheet, book("2", "N-1", "Stückliste", "P-1", "2025", "Q-1"));
            assertThat(answer.getStatus()).as(sheet).isEqualTo(200);
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                    .as(sheet)
                    // A sheet of that name goes before the number.
                    .contains(sheet.equals("2025") ? "Q-1" : sheet.equals("2") ? "N-1" : "P-1");
        }
        for (var first : List.of("", "1")) {
            assertThat(parts("sheet", first, book("Notes", "N-1", "Parts", "P-1"))
                            .getContentAsString())
                    .contains("N-1");
        }
        assertThat(parts("sheet", "2", book("Notes", "N-1", "Parts", "P-1")).getContentAsString())
                .contains("P-1");
    }

    @Test
    void aSheetThatIsNotThereIsRefused() throws Exception {
        for (var sheet :
                List.of("0", "3", "-1", "01", "1.0", "99999999999999999999", "Price", "x".repeat(3000), "\0")) {
            var book = book("Notes", "N-1", "Parts", "P-1");
            var answers = List.of(parts("sheet", sheet, book), customersOf("?dryRun=true", "sheet", sheet, book));
            for (var answer : answers) {
                assertThat(answer.getStatus()).as(sheet).isEqualTo(400);
                assertThat(answer.getContentType()).isEqualTo("application/problem+json");
                assertThat(body(answer).path("errors").get(0).path("field").asText())
                        .isEqualTo("sheet");
                assertThat(answer.getContentAsString()).contains("Its sheets: Notes, Parts");
            }
        }
        var csv = "number,description\nP-1,x\n".getBytes(StandardCharsets.UTF_8);
        assertThat(call(put(path()).param("sheet", "1").contentType("text/csv").content(csv))
                        .getStatus())
                .isEqualTo(200);
        for (var sheet : List.of("2", "Parts")) {
            var answer = call(
                    put(path()).param("sheet", sheet).contentType("text/csv").content(csv));
            assertThat(answer.getStatus()).isEqualTo(400);
            assertThat(answer.getContentAsString()).contains("Only a workbook has sheets");
        }
    }

    @Test
    void aSheetOfCustomersIsNamedOrNumbered() throws Exception {
        var book = new ByteArrayOutputStream();
        try (var file = new Workbook(book, "Tests", "1.0")) {
            file.newWorksheet("Notes").value(0, 0, "Nothing here");
            var sheet = file.newWorksheet("Kunden");
            sheet.value(0, 0, "Firma");
            sheet.value(0, 1, "E-Mail");
            sheet.value(1, 0, "Cyan AG");
            sheet.value(1, 1, "cyan@parameters.example");
        }
        for (var named : List.of("Kunden", "2")) {
            var begun = customersOf("?dryRun=true", "sheet", named, book.toByteArray());
            assertThat(begun.getStatus()).as(named).isEqualTo(202);
            var run = body(call(get(URI.create(Objects.requireNonNull(begun.getHeader("Location"))))));
            assertThat(run.path("total").asInt()).isEqualTo(1);
            assertThat(run.path("rejected")).isEmpty();
        }
    }

    @Test
    void theOrderOfDaysIsGivenWhereNoCountryIsChosen() throws Exception {
        var file = "number,description,last_quoted,last_ordered\nD-1,x,11/12/2025,01/02/03\n"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(days("", file).getStatus()).isEqualTo(400);
        assertThat(days("DAY_FIRST", file).getContentAsString())
                .contains("\"lastQuoted\":\"2025-12-11\"", "\"lastOrdered\":\"2003-02-01\"");
        assertThat(days("MONTH_FIRST", file).getContentAsString())
                .contains("\"lastQuoted\":\"2025-11-12\"", "\"lastOrdered\":\"2003-01-02\"");
        // A year of four digits is where it is; that day and month before it stay a question.
        assertThat(days("YEAR_FIRST", file).getContentAsString())
                .contains("line 2")
                .doesNotContain("last_ordered");
        assertThat(days(
                                "YEAR_FIRST",
                                new String(file, StandardCharsets.UTF_8)
                                        .replace("11/12/2025", "")
                                        .getBytes())
                        .getContentAsString())
                .contains("\"lastOrdered\":\"2001-02-03\"");
        for (var hostile : List.of("d/m", "1", "DAY_FIRST,MONTH_FIRST", "null", "x".repeat(3000))) {
            var refused = days(hostile, file);
            assertThat(refused.getStatus()).as(hostile).isEqualTo(400);
            assertThat(body(refused).path("errors").get(0).path("field").asText())
                    .isEqualTo("dayOrder");
        }
    }

    private String path() {
        return "/api/v1/customers/" + customer + "/parts";
    }

    private MockHttpServletResponse days(String order, byte[] file) throws Exception {
        return call(put(path()).param("dayOrder", order).contentType("text/csv").content(file));
    }

    private MockHttpServletResponse parts(String parameter, String value, byte[] book) throws Exception {
        return call(put(path()).param(parameter, value).contentType(XLSX).content(book));
    }

    private MockHttpServletResponse customersOf(String query, String parameter, String value, byte[] book)
            throws Exception {
        return call(post("/api/v1/customers/import" + query)
                .param(parameter, value)
                .contentType(XLSX)
                .content(book));
    }

    /** @param sheets name and number of the only part of each */
    private static byte[] book(String... sheets) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var book = new Workbook(file, "Tests", "1.0")) {
            for (var n = 0; n < sheets.length; n += 2) {
                var sheet = book.newWorksheet(sheets[n]);
                sheet.value(0, 0, "number");
                sheet.value(0, 1, "description");
                sheet.value(1, 0, sheets[n + 1]);
                sheet.value(1, 1, "A part");
            }
        }
        return file.toByteArray();
    }

    private MockHttpServletResponse call(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.with(httpBasic(vendor.email(), People.PASSWORD)))
                .andReturn()
                .getResponse();
    }

    private JsonNode body(MockHttpServletResponse answer) throws Exception {
        return json.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
    }
}
