package com.partsportal.customer;

import com.partsportal.shared.CsvFile;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list as a CSV file: page by page, so that any length takes the same memory and no connection waits for the reader. */
@Component
class CustomerExport {

    private static final int PORTION = 500;

    private static final Map<String, Function<CustomerRow, @Nullable Object>> COLUMNS = new LinkedHashMap<>();

    static {
        // the first four are those of an import
        COLUMNS.put("company_name", CustomerRow::companyName);
        COLUMNS.put("email", CustomerRow::email);
        COLUMNS.put("phone", CustomerRow::phone);
        COLUMNS.put("ranking", CustomerRow::ranking);
        COLUMNS.put("status", CustomerRow::status);
        COLUMNS.put("delivery", CustomerRow::delivery);
        COLUMNS.put("created_at", CustomerRow::createdAt);
        COLUMNS.put("invited_at", CustomerRow::invitedAt);
        COLUMNS.put("expires_at", CustomerRow::expiresAt);
        COLUMNS.put("reminders_sent", CustomerRow::remindersSent);
        COLUMNS.put("accepted_at", CustomerRow::acceptedAt);
        COLUMNS.put("parts_ready", CustomerRow::partsReady);
        COLUMNS.put("external_id", CustomerRow::externalId);
        COLUMNS.put("changed_at", CustomerRow::changedAt);
    }

    private final CustomerList list;
    private final Vendors vendors;

    CustomerExport(CustomerList list, Vendors vendors) {
        this.list = list;
        this.vendors = vendors;
    }

    /** Writes these rows, as spreadsheets of the vendor open them with a double click. */
    void write(VendorId vendor, List<CustomerRow> rows, HttpServletResponse response) throws IOException {
        try (var file = new File(response, vendors.get(vendor).delimiter())) {
            file.add(new CustomerPage(rows, null, null));
        }
    }

    /** Writes all of a filter. One that cannot be read is refused before anything is written. */
    void write(VendorId vendor, CustomerFilter filter, CustomerSort sort, HttpServletResponse response)
            throws IOException {
        var page = list.page(vendor, filter, sort, null, PORTION);
        write(page, vendor, filter, sort, new File(response, vendors.get(vendor).delimiter()));
    }

    private void write(CustomerPage first, VendorId vendor, CustomerFilter filter, CustomerSort sort, File file)
            throws IOException {
        try (file) {
            file.add(first);
            for (var page = first; page.nextCursor() != null; ) {
                page = list.page(vendor, filter, sort, page.nextCursor(), PORTION);
                file.add(page);
            }
        }
    }

    /** The answer: headers, the names of the columns, then rows. */
    private static final class File implements Closeable {

        private final Writer out;
        private final char delimiter;

        File(HttpServletResponse response, char delimiter) throws IOException {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"customers.csv\"");
            response.setHeader("Cache-Control", "no-store");
            this.out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            this.delimiter = delimiter;
            out.write(CsvFile.BYTE_ORDER_MARK);
            out.write(CsvFile.line(List.copyOf(COLUMNS.keySet()), delimiter));
        }

        void add(CustomerPage page) throws IOException {
            for (var row : page.items()) {
                var cells = COLUMNS.values().stream()
                        .map(column -> Objects.toString(column.apply(row), ""))
                        .toList();
                out.write(CsvFile.line(cells, delimiter));
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
