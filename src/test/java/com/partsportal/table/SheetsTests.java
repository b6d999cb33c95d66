package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

/** Workbooks whose first sheet is not the table: what is passed over, and what a person chooses. */
@PortalTest
class SheetsTests {

    private static final Pattern FILE = Pattern.compile("file=([^&]+)");

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Customers customers;

    private static int vendors;
    private TestVendor vendor;
    private Cookie session;
    private CustomerId customer;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Sheets " + ++vendors, "sheets" + vendors + "@sheets.example");
        session = people.session(vendor.email());
        customer = customers.add(
                vendor.id(),
                new NewCustomer("Borg", "borg" + vendors + "@sheets.example", null, "A", false, null, null, null),
                vendor.admin());
    }

    @Test
    void coversAndEmptyAndHiddenSheetsArePassedOver() throws Exception {
        var book = book();
        var preview = upload(path() + "/import", book);
        assertThat(pages.text(session, preview))
                .contains("One part ready", "P-1")
                .doesNotContain("hidden");

        var answer = mvc.perform(put("/api/v1/customers/" + customer + "/parts")
                        .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                        .content(book)
                        .with(httpBasic(vendor.email(), People.PASSWORD)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).contains("P-1").doesNotContain("H-1");
    }

    @Test
    void aSheetThatCannotBeReadIsSaidAndThePreviewStays() throws Exception {
        var ofParts = upload(path() + "/import", book());
        var file = FILE.matcher(ofParts);
        assertThat(file.find()).isTrue();
        for (var empty : List.of("0", "1")) {
            var refused = pages.send(
                    session, path() + "/import/columns", "file", file.group(1), "sheet", empty, "column", "number");
            assertThat(refused.getStatus()).isEqualTo(422);
            assertThat(Pages.text(refused)).contains("at least one row below its column names", "P-1");
        }
        var twice = pages.send(session, path() + "/import/columns", "file", file.group(1), "sheet", "4", "column", "");
        assertThat(twice.getStatus()).isEqualTo(422);
        assertThat(Pages.text(twice)).contains("Two columns are named “number”", "P-1");
        var hidden = pages.send(session, path() + "/import/columns", "file", file.group(1), "sheet", "2", "column", "");
        assertThat(Pages.text(hidden)).contains("H-1").doesNotContain("P-1");

        var ofCustomers = upload("/vendor/customers/import", book());
        var refused = pages.send(session, ofCustomers + "/columns", "sheet", "0", "column", "company_name");
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(Pages.text(refused)).contains("at least one row below its column names");
    }

    /** A cover, an empty one, a hidden one, the parts, and one that has a column twice. */
    private static byte[] book() throws IOException {
        var file = new ByteArrayOutputStream();
        try (var book = new Workbook(file, "Tests", "1.0")) {
            book.newWorksheet("Cover").value(0, 0, "Parts of Borg, 2025");
            book.newWorksheet("Empty");
            for (var name : List.of("Hidden", "Parts", "Twice")) {
                var sheet = book.newWorksheet(name);
                sheet.value(0, 0, "number");
                sheet.value(0, 1, name.equals("Twice") ? "number" : "description");
                sheet.value(1, 0, name.charAt(0) + "-1");
                sheet.value(1, 1, name.equals("Hidden") ? "hidden" : "A part");
                if (name.equals("Hidden")) {
                    sheet.setVisibilityState(VisibilityState.HIDDEN);
                }
            }
        }
        return file.toByteArray();
    }

    private String path() {
        return "/vendor/customers/" + customer + "/parts";
    }

    private String upload(String path, byte[] book) throws Exception {
        return Objects.requireNonNull(mvc.perform(multipart(path)
                        .file(new MockMultipartFile("file", "parts.xlsx", "application/octet-stream", book))
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }
}
