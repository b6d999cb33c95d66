package com.partsportal.customer;

import com.partsportal.shared.CsvDownload;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
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
        try (var file = open(vendor, response)) {
            add(rows, file);
        }
    }

    /** Writes all of a filter. One that cannot be read is refused before anything is written. */
    void write(VendorId vendor, CustomerFilter filter, CustomerSort sort, HttpServletResponse response)
            throws IOException {
        var page = list.page(vendor, filter, sort, null, PORTION);
        try (var file = open(vendor, response)) {
            add(page.items(), file);
            while (page.nextCursor() != null) {
                page = list.page(vendor, filter, sort, page.nextCursor(), PORTION);
                add(page.items(), file);
            }
        }
    }

    /** Writes what happened to one customer, in this order. */
    void writeTimeline(VendorId vendor, List<TimelineEntry> entries, HttpServletResponse response) throws IOException {
        var delimiter = vendors.get(vendor).delimiter();
        try (var file = new CsvDownload(response, "timeline.csv", List.of("at", "type", "by", "text"), delimiter)) {
            for (var entry : entries) {
                file.add(Stream.of(entry.at(), entry.type(), entry.by(), entry.text()));
            }
        }
    }

    private CsvDownload open(VendorId vendor, HttpServletResponse response) throws IOException {
        var delimiter = vendors.get(vendor).delimiter();
        return new CsvDownload(response, "customers.csv", List.copyOf(COLUMNS.keySet()), delimiter);
    }

    private static void add(List<CustomerRow> rows, CsvDownload file) throws IOException {
        for (var row : rows) {
            file.add(COLUMNS.values().stream().map(column -> column.apply(row)));
        }
    }
}
