package com.partsportal.customer;

import com.partsportal.customer.CustomerStatements.Select;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Times;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door of lists: pages by keyset, never by offset, so that each costs the same however far one leafs. */
@Service
@Transactional(readOnly = true)
public class CustomerList {

    /** Stands for a number that was not worth the wait. */
    static final long UNCOUNTED = -1;

    /** Of so many of the newest customers a search is counted first. */
    private static final int SAMPLE = 2000;

    /** A search that so many of the sample match is not counted in a longer list. */
    private static final int FREQUENT = SAMPLE / 20;

    /** A search that so many of a sample match is not looked for by its own index: that would read each of its hits. */
    private static final int OFTEN = SAMPLE * 3 / 100;

    private final JdbcClient jdbc;
    private final Vendors vendors;
    private final PreparedParts parts;
    private final Clock clock;

    CustomerList(JdbcClient jdbc, Vendors vendors, PreparedParts parts, Clock clock) {
        this.jdbc = jdbc;
        this.vendors = vendors;
        this.parts = parts;
        this.clock = clock;
    }

    /** What the page of a list shows, all of it read at one moment. */
    record Overview(
            VendorRow vendor,
            List<RankingRow> rankings,
            ListQuery query,
            CustomerPage page,
            Map<CustomerStatus, Long> counts) {}

    /**
     * The page of a list with the counts of all statuses beside it.
     *
     * @param asked what is asked for of a vendor with these rankings
     * @param most as in {@link #countsUpTo}
     */
    Overview overview(VendorId id, Function<List<RankingRow>, ListQuery> asked, int limit, int most) {
        var vendor = vendors.get(id);
        var rankings = vendors.rankings(id);
        var query = asked.apply(rankings);
        planAfresh();
        return new Overview(
                vendor,
                rankings,
                query,
                page(vendor, rankings, query.filter(), query.order(), query.cursor(), limit),
                countsUpTo(statements(vendor, rankings, query.filter().ofAnyStatus(), Times.now(clock)), most));
    }

    /** What a list asks for, and how many customers it has in each status, whichever of these it asks for. */
    record Counted(ListQuery query, Map<CustomerStatus, Long> counts) {}

    /** The exact counts of all statuses, for a page of {@link #overview}. */
    Counted counted(VendorId id, Function<List<RankingRow>, ListQuery> asked) {
        var rankings = vendors.rankings(id);
        var query = asked.apply(rankings);
        planAfresh();
        return new Counted(
                query,
                counts(statements(vendors.get(id), rankings, query.filter().ofAnyStatus(), Times.now(clock))
                        .counts()));
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
        planAfresh();
        return page(vendors.get(vendor), vendors.rankings(vendor), filter, sort, cursor, limit);
    }

    private CustomerPage page(
            VendorRow vendor,
            List<RankingRow> rankings,
            CustomerFilter filter,
            CustomerSort sort,
            @Nullable String cursor,
            int limit) {
        var from = cursor == null ? null : CustomerCursor.of(cursor, sort);
        var at = from == null ? Times.now(clock) : from.at();
        var backwards = from != null && from.backwards();
        var found = find(statements(vendor, rankings, filter, at), sort, from, at, limit + 1);
        var more = found.size() > limit;
        if (more) {
            found.subList(limit, found.size()).clear();
        }
        if (backwards) {
            Collections.reverse(found);
        }
        var hasNext = backwards || more;
        var hasPrevious = backwards ? more : from != null;
        return new CustomerPage(
                withParts(found.stream().map(Keyed::row).toList()),
                hasNext && !found.isEmpty() ? found.get(found.size() - 1).cursor(sort, at, false) : null,
                hasPrevious && !found.isEmpty() ? found.get(0).cursor(sort, at, true) : null);
    }

    private CustomerStatements statements(VendorId vendor, CustomerFilter filter) {
        return statements(vendors.get(vendor), vendors.rankings(vendor), filter, Times.now(clock));
    }

    private static CustomerStatements statements(
            VendorRow vendor, List<RankingRow> rankings, CustomerFilter filter, Instant at) {
        return new CustomerStatements(vendor.id(), vendor.zone(), rankings, filter, at);
    }

    /**
     * A walk first, and where that finds too little all hits; a search through many stretches the other way round, since
     * each stretch is a statement.
     */
    private List<Keyed> find(
            CustomerStatements statements, CustomerSort sort, @Nullable CustomerCursor from, Instant at, int rows) {
        var stretches = statements.stretches(sort, from);
        var allFirst = stretches.size() > 1 && statements.isSearch() && !isFrequent(statements);
        var all = allFirst ? findAll(statements, false, sort, from, at, rows) : Optional.<List<Keyed>>empty();
        if (all.isPresent()) {
            return all.get();
        }
        var found = new ArrayList<Keyed>();
        var depth = CustomerStatements.DEPTH;
        for (var stretch : stretches) {
            var read = read(statements.walk(stretch, sort, from, rows - found.size(), depth), sort, at);
            read.stream().filter(Keyed::hit).forEach(found::add);
            if (found.size() == rows) {
                return found;
            }
            if (!read.isEmpty()) {
                depth -= read.get(read.size() - 1).lookedAt();
            }
            if (depth == 0) {
                return (allFirst ? all : findAll(statements, isFrequent(statements), sort, from, at, rows))
                        .orElseGet(() -> walkToTheEnd(statements, stretches, sort, from, at, rows));
            }
        }
        return found;
    }

    /** Whether the search finds so many that its index would take longer than the rest of the filter. */
    private boolean isFrequent(CustomerStatements statements) {
        return statements.isSearch() && (!statements.isIndexed() || count(statements.foundInSample(SAMPLE)) > OFTEN);
    }

    /** Out of all hits; empty: they are too many, or no index finds them. */
    private Optional<List<Keyed>> findAll(
            CustomerStatements statements,
            boolean frequent,
            CustomerSort sort,
            @Nullable CustomerCursor from,
            Instant at,
            int rows) {
        if (frequent && !statements.isNarrow()) {
            return Optional.empty();
        }
        var select = frequent ? statements.allOfRest(sort, from, rows) : statements.all(sort, from, rows);
        var all = read(select, sort, at);
        return all.isEmpty() || all.get(0).lookedAt() <= CustomerStatements.RARE ? Optional.of(all) : Optional.empty();
    }

    private List<Keyed> walkToTheEnd(
            CustomerStatements statements,
            List<CustomerStatements.Stretch> stretches,
            CustomerSort sort,
            @Nullable CustomerCursor from,
            Instant at,
            int rows) {
        var found = new ArrayList<Keyed>();
        for (var stretch : stretches) {
            if (found.size() < rows) {
                found.addAll(
                        read(statements.walk(stretch.toTheEnd(), sort, from, rows - found.size(), rows), sort, at));
            }
        }
        return found;
    }

    private List<Keyed> read(Select select, CustomerSort sort, Instant at) {
        return jdbc.sql(select.sql())
                .params(select.params())
                .query((row, number) -> keyed(row, sort, at))
                .list();
    }

    private int count(Select select) {
        return jdbc.sql(select.sql())
                .params(select.params())
                .query(Integer.class)
                .single();
    }

    /**
     * A search for something rare and one for something frequent want different plans: none is kept for both. Short
     * statements win nothing by compilation or by helpers whose start takes longer than they do.
     */
    private void planAfresh() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            jdbc.sql("""
                            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
                                   set_config('max_parallel_workers_per_gather', '0', true)""").query().singleRow();
        }
    }

    /** How many customers the filter finds in each status; every status is there. */
    public Map<CustomerStatus, Long> counts(VendorId vendor, CustomerFilter filter) {
        planAfresh();
        return counts(statements(vendor, filter).counts());
    }

    /**
     * As {@link #counts}, but a page of a very long list does not wait for exact numbers: no status is counted further
     * than {@code most} + 1, and a search that finds more than {@code most}, or is sure to, has {@link #UNCOUNTED} for
     * all of them.
     */
    public Map<CustomerStatus, Long> countsUpTo(VendorId vendor, CustomerFilter filter, int most) {
        planAfresh();
        return countsUpTo(statements(vendor, filter), most);
    }

    private Map<CustomerStatus, Long> countsUpTo(CustomerStatements statements, int most) {
        if (!statements.isSearch()) {
            return countsUpTo(statements.countsUpTo(most));
        }
        var counts = counts(statements.countsOfNewest(SAMPLE));
        if (count(statements.size(SAMPLE)) == SAMPLE) {
            counts = sum(counts) > FREQUENT || !statements.isIndexed()
                    ? uncounted()
                    : counts(statements.countsOfFound(most));
        }
        return sum(counts) > most ? uncounted() : counts;
    }

    private Map<CustomerStatus, Long> counts(Select select) {
        var counts = each(0);
        jdbc.sql(select.sql()).params(select.params()).query(row -> {
            counts.put(CustomerStatus.valueOf(row.getString("shown")), row.getLong("n"));
        });
        return counts;
    }

    private Map<CustomerStatus, Long> countsUpTo(Select select) {
        return jdbc.sql(select.sql())
                .params(select.params())
                .query((row, number) -> {
                    var counts = each(0);
                    for (var status : CustomerStatus.values()) {
                        counts.put(status, row.getLong(status.name()));
                    }
                    return counts;
                })
                .single();
    }

    private static Map<CustomerStatus, Long> uncounted() {
        return each(UNCOUNTED);
    }

    private static Map<CustomerStatus, Long> each(long number) {
        var counts = new EnumMap<CustomerStatus, Long>(CustomerStatus.class);
        for (var status : CustomerStatus.values()) {
            counts.put(status, number);
        }
        return counts;
    }

    private static long sum(Map<CustomerStatus, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @throws NotFound for an unknown or foreign one */
    public CustomerRow get(VendorId vendor, CustomerId id) {
        var found = read(CustomerStatements.one(vendor, id), CustomerSort.DEFAULT, Times.now(clock));
        return withParts(found.stream().map(Keyed::row).toList()).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private List<CustomerRow> withParts(List<CustomerRow> rows) {
        var ready = parts.ready(rows.stream().map(CustomerRow::id).toList());
        return rows.stream()
                .map(row -> row.withParts(ready.getOrDefault(row.id(), 0L)))
                .toList();
    }

    private static Keyed keyed(ResultSet row, CustomerSort sort, Instant at) throws SQLException {
        var expiresAt = instant(row, "expires_at");
        var stored = CustomerStatus.valueOf(row.getString("status"));
        var lapsed = stored == CustomerStatus.INVITED && expiresAt != null && !at.isBefore(expiresAt);
        var invitation = row.getObject("invitation_id", UUID.class);
        var delivery = row.getString("delivery");
        var customer = new CustomerRow(
                new CustomerId(row.getObject("id", UUID.class)),
                row.getString("company_name"),
                row.getString("own_name"),
                new EmailAddress(row.getString("email")),
                instant(row, "email_changed_at"),
                row.getString("phone"),
                row.getString("label"),
                lapsed ? CustomerStatus.EXPIRED : stored,
                invitation == null ? null : new InvitationId(invitation),
                delivery == null ? null : DeliveryState.valueOf(delivery),
                row.getString("delivery_words"),
                instant(row, "created_at"),
                instant(row, "invited_at"),
                expiresAt,
                row.getInt("reminders_sent"),
                instant(row, "accepted_at"),
                0);
        var key = switch (sort.key()) {
            case CREATED, RANKING, STATUS -> customer.createdAt().toString();
            case COMPANY_NAME -> row.getString("company_sort");
            case EMAIL -> customer.email().value();
        };
        return new Keyed(customer, row.getInt("place"), key, row.getBoolean("hit"), row.getInt("looked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /**
     * @param hit whether the filter wants it
     * @param lookedAt how many rows the walk had looked at when it came to this one; 0: it leaves none out
     */
    private record Keyed(CustomerRow row, int place, String key, boolean hit, int lookedAt) {

        String cursor(CustomerSort sort, Instant at, boolean backwards) {
            return new CustomerCursor(sort, at, backwards, row.id().value(), place, key).toString();
        }
    }
}
