package com.partsportal.customer;

import com.partsportal.customer.CustomerListReport.Found;
import com.partsportal.customer.CustomerListReport.Selection;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of customers: pages by keyset, never by offset, so that each costs the same, however far into the list it is. */
@Service
@Transactional(readOnly = true)
public class CustomerList {

    /** Instead of a number that takes too long to count. */
    static final long UNCOUNTED = -1;

    /** Counts whatever there is. */
    static final int ALL = Integer.MAX_VALUE - 1;

    private final CustomerListReport report;
    private final Vendors vendors;
    private final PreparedParts parts;
    private final Clock clock;

    CustomerList(CustomerListReport report, Vendors vendors, PreparedParts parts, Clock clock) {
        this.report = report;
        this.vendors = vendors;
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * What the page of a list shows, all of it read at one moment.
     *
     * @param counts of each status, whatever status the query wants
     * @param attention how many of all statuses need attention, or {@link #UNCOUNTED}
     */
    record Overview(
            VendorRow vendor,
            List<RankingRow> rankings,
            ListQuery query,
            CustomerPage page,
            Map<CustomerStatus, Long> counts,
            long attention) {}

    /**
     * The page of a list with the counts of all statuses beside it.
     *
     * @param wanted what is wanted of a vendor with these rankings
     * @param limit how many rows at most; 0: only the counts
     * @param most as in {@link #countsUpTo}
     */
    Overview overview(VendorId id, Function<List<RankingRow>, ListQuery> wanted, int limit, int most) {
        var all = selection(id, CustomerFilter.everything());
        var query = wanted.apply(all.rankings());
        var filter = query.filter();
        var page = limit == 0 ? CustomerPage.EMPTY : page(all.with(filter), query.order(), query.cursor(), limit);
        var counts = countsUpTo(all.with(filter.withStatuses(List.of())), most);
        var attention = countsUpTo(all.with(filter.withAttention()), most);
        return new Overview(all.vendor(), all.rankings(), query, page, counts, total(attention));
    }

    /**
     * One page.
     *
     * @param cursor of an earlier page; null: the first page
     * @param limit how many rows at most
     * @throws InvalidValue for an unknown ranking, a malformed cursor, or one of another sort
     */
    public CustomerPage page(
            VendorId vendor, CustomerFilter filter, CustomerSort sort, @Nullable String cursor, int limit) {
        return page(selection(vendor, filter), sort, cursor, limit);
    }

    private CustomerPage page(Selection selection, CustomerSort sort, @Nullable String cursor, int limit) {
        var from = cursor == null ? null : CustomerCursor.of(cursor, sort);
        var at = from == null ? selection.at() : from.at();
        var found = report.page(selection, sort, from, limit + 1);
        if (found.isEmpty()) {
            return CustomerPage.EMPTY;
        }
        var more = found.size() > limit;
        var rows = more ? found.subList(0, limit) : found;
        var backwards = from != null && from.backwards();
        if (backwards) {
            Collections.reverse(rows);
        }
        var next = CustomerCursor.at(rows.get(rows.size() - 1), sort, at, false);
        var previous = CustomerCursor.at(rows.get(0), sort, at, true);
        return new CustomerPage(
                withParts(rows.stream().map(Found::row).toList()),
                backwards || more ? next.toString() : null,
                (backwards ? more : from != null) ? previous.toString() : null);
    }

    private Selection selection(VendorId vendor, CustomerFilter filter) {
        report.preparePlanner();
        return new Selection(vendors.get(vendor), vendors.rankings(vendor), filter, DatabaseTime.now(clock));
    }

    /** How many customers the filter finds in each status; every status is there. */
    public Map<CustomerStatus, Long> counts(VendorId vendor, CustomerFilter filter) {
        return countsUpTo(vendor, filter, ALL);
    }

    /**
     * As {@link #counts}, but a page of a very long list does not wait for exact numbers: no status is counted further
     * than {@code most} + 1, and a search that finds more than {@code most} has {@link #UNCOUNTED} for all of them.
     */
    public Map<CustomerStatus, Long> countsUpTo(VendorId vendor, CustomerFilter filter, int most) {
        return countsUpTo(selection(vendor, filter), most);
    }

    private Map<CustomerStatus, Long> countsUpTo(Selection selection, int most) {
        var counts = report.counts(selection, most + 1);
        if (selection.filter().q() != null && total(counts) > most) {
            counts.replaceAll((status, count) -> UNCOUNTED);
        }
        return counts;
    }

    private static long total(Map<CustomerStatus, Long> counts) {
        return counts.containsValue(UNCOUNTED)
                ? UNCOUNTED
                : counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @throws NotFound for an unknown or foreign one */
    public CustomerRow get(VendorId vendor, CustomerId id) {
        var row = report.one(vendor, id, DatabaseTime.now(clock)).orElseThrow(NotFound::new);
        return withParts(List.of(row)).get(0);
    }

    private List<CustomerRow> withParts(List<CustomerRow> rows) {
        var ready = parts.ready(rows.stream().map(CustomerRow::id).toList());
        return rows.stream()
                .map(row -> row.withParts(ready.getOrDefault(row.id(), 0L)))
                .toList();
    }
}
