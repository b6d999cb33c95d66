package com.partsportal.customer;

import com.partsportal.shared.CsvFile;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list as a CSV file: page by page, so that any length takes the same memory and no connection waits for the reader. */
@Component
class CustomerExport {

    private static final int PORTION = 500;

    /** The first four are those of an import. */
    private static final List<String> COLUMNS = List.of(
            "company_name",
            "email",
            "phone",
            "ranking",
            "status",
            "delivery",
            "created_at",
            "invited_at",
            "expires_at",
            "reminders_sent",
            "accepted_at",
            "parts_ready");

    private final CustomerList list;

    CustomerExport(CustomerList list) {
        this.list = list;
    }

    /** Writes the answer; a filter that cannot be read is refused before anything is written. */
    void write(VendorId vendor, CustomerFilter filter, CustomerSort sort, HttpServletResponse response)
            throws IOException {
        var page = list.page(vendor, filter, sort, null, PORTION);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"customers.csv\"");
        response.setHeader("Cache-Control", "no-store");
        try (var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            out.write(CsvFile.line(COLUMNS));
            write(page, out);
            while (page.nextCursor() != null) {
                page = list.page(vendor, filter, sort, page.nextCursor(), PORTION);
                write(page, out);
            }
        }
    }

    private static void write(CustomerPage page, Writer out) throws IOException {
        for (var row : page.items()) {
            out.write(CsvFile.line(List.of(
                    row.companyName(),
                    row.email().value(),
                    text(row.phone()),
                    row.ranking(),
                    row.status().name(),
                    text(row.delivery()),
                    text(row.createdAt()),
                    text(row.invitedAt()),
                    text(row.expiresAt()),
                    text(row.remindersSent()),
                    text(row.acceptedAt()),
                    text(row.partsReady()))));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
