package com.partsportal.customer;

import com.partsportal.customer.CustomerListReport.Selection;
import com.partsportal.vendor.PartsPolicy;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorCard;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every combination of search, filters, sort and direction that a list offers, first and next page: the SQL alone. */
public final class CustomerListGrid {

    /** In milliseconds. */
    public record Measured(int statements, double p50, double p95, double p99, double max, List<String> slowest) {}

    private record Took(double millis, String what) {}

    private static final int ROWS = 26;

    private final JdbcClient jdbc;
    private final CustomerListReport report;
    private final TransactionTemplate transaction;
    private final VendorRow vendor;
    private final List<RankingRow> rankings;
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final List<Took> took = new ArrayList<>();

    private CustomerListGrid(DataSource database, UUID id) {
        jdbc = JdbcClient.create(database);
        report = new CustomerListReport(jdbc);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        vendor = jdbc.sql("select name, created_at from vendor where id = ?")
                .param(id)
                .query((row, n) -> new VendorRow(
                        new VendorId(id),
                        row.getString(1),
                        Locale.ENGLISH,
                        ZoneOffset.UTC,
                        "DE",
                        PartsPolicy.WARN,
                        Set.of(),
                        new VendorRow.Choices(null, false, true, false, true, null),
                        new VendorCard(null, null, null, null, null, null),
                        null,
                        row.getTimestamp(2).toInstant()))
                .single();
        rankings = jdbc.sql("select id, label, discount, is_default from ranking where vendor_id = ? order by position")
                .param(id)
                .query((row, n) -> new RankingRow(
                        row.getObject(1, UUID.class), row.getString(2), row.getBigDecimal(3), row.getBoolean(4)))
                .list();
    }

    /** @param vendor with the rankings A to D and many customers */
    public static Measured measure(DataSource database, UUID vendor) {
        return new CustomerListGrid(database, vendor).run();
    }

    private Measured run() {
        var sorts = Stream.of("created", "companyName", "email", "ranking", "status")
                .flatMap(word -> Stream.of(word, "-" + word))
                .map(CustomerSort::of)
                .toList();
        // the first statements pay for connections and compilation
        sorts.forEach(sort -> read(CustomerFilter.everything(), sort));
        took.clear();
        for (var filter : filters()) {
            sorts.forEach(sort -> read(filter, sort));
        }
        took.sort(Comparator.comparingDouble(Took::millis));
        return new Measured(
                took.size(),
                at(50),
                at(95),
                at(99),
                at(100),
                took.subList(Math.max(0, took.size() - 12), took.size()).stream()
                        .map(one -> "%.1f ms %s".formatted(one.millis, one.what))
                        .toList());
    }

    private double at(int percent) {
        return took.get(Math.min(took.size() - 1, took.size() * percent / 100)).millis;
    }

    private static List<CustomerFilter> filters() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var filters = new ArrayList<CustomerFilter>();
        for (var q : new String[] {
            null,
            "e",
            "qz",
            "@7",
            "tools",
            "borg",
            "tools 4321",
            "+49 151",
            "0151 0012",
            ".example",
            "nobody is called so"
        }) {
            for (var rankings : List.of(List.<String>of(), List.of("B"), List.of("A", "D"))) {
                for (var statuses : List.of(
                        List.<CustomerStatus>of(),
                        List.of(CustomerStatus.EXPIRED),
                        List.of(CustomerStatus.ACTIVE),
                        List.of(CustomerStatus.DRAFT, CustomerStatus.DECLINED))) {
                    filters.add(new CustomerFilter(q, rankings, statuses, null, null, false));
                    filters.add(new CustomerFilter(
                            q, rankings, statuses, today.minusDays(200), today.minusDays(140), false));
                }
            }
            filters.add(new CustomerFilter(q, List.of(), List.of(), null, null, true));
        }
        return filters;
    }

    private void read(CustomerFilter filter, CustomerSort sort) {
        var first = page(filter, sort, null);
        if (first.size() == ROWS) {
            var last = first.get(ROWS - 2);
            page(
                    filter,
                    sort,
                    new CustomerCursor(sort, at, false, last.row().id().value(), last.place(), last.key()));
        }
    }

    private List<CustomerListReport.Found> page(CustomerFilter filter, CustomerSort sort, CustomerCursor from) {
        return transaction.execute(status -> {
            report.preparePlanner();
            var start = System.nanoTime();
            var found = report.page(new Selection(vendor, rankings, filter, at), sort, from, ROWS);
            took.add(new Took(
                    (System.nanoTime() - start) / 1e6,
                    "%d rows%s of %s by %s"
                            .formatted(found.size(), from == null ? "" : " of the next page", filter, sort)));
            return found;
        });
    }
}
