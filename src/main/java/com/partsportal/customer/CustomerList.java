package com.partsportal.customer;

import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Folding;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Times;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door of lists: pages by keyset, never by offset, so that each costs the same however far one leafs. */
@Service
@Transactional(readOnly = true)
public class CustomerList {

    private static final Pattern PHONE_LIKE = Pattern.compile("[+0-9 ()./-]{4,}");

    /** Stands for a number that was not worth the wait. */
    static final long UNCOUNTED = -1;

    /** How long ago a contact looked at an invitation who does not seem to come back. */
    private static final Duration LOOKED = Duration.ofDays(1);

    private static final String ATTENTION = """
            and (c.status in ('EXPIRED', 'DECLINED') or c.status = 'INVITED' and (c.expires_at <= :at
                 or exists (select from invitation a where a.id = c.invitation_id and a.delivery = 'FAILED')
                 or exists (select from invitation_opening o
                            where o.invitation_id = c.invitation_id and o.person and o.at <= :looked)))""";

    private static final String COLUMNS = """
            select c.id, c.company_name, co.name as own_name, c.email, c.phone, r.label, c.status, c.invitation_id,
                   i.delivery, i.delivery_words, c.created_at, c.invited_at, c.expires_at,
                   coalesce(i.reminders_sent, 0) as reminders_sent, c.accepted_at, %s as sort_key
            from customer c
            join ranking r on r.id = c.ranking_id
            left join invitation i on i.id = c.invitation_id
            left join company co on co.id = c.company_id
            where c.vendor_id = :vendor""";

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

    /**
     * One page.
     *
     * @param cursor of an earlier page; null: the first page
     * @param limit how many rows at most
     * @throws InvalidValue for an unknown ranking, a malformed cursor, or one of another sort
     */
    public CustomerPage page(
            VendorId vendor, CustomerFilter filter, CustomerSort sort, @Nullable String cursor, int limit) {
        var from = cursor == null ? null : CustomerCursor.of(cursor);
        if (from != null && !from.sort().equals(sort)) {
            throw new InvalidValue("cursor", "cursor.malformed");
        }
        var at = from == null ? Times.now(clock) : from.at();
        var backwards = from != null && from.backwards();
        planAfresh();
        var found = new ArrayList<Keyed>();
        for (var bucket : buckets(vendor, filter, sort, from, at, limit)) {
            if (found.size() <= limit) {
                found.addAll(read(bucket, sort, backwards, at));
            }
        }
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

    /** One statement of a page. */
    record Select(String sql, Map<String, Object> params) {}

    /**
     * The statements that make a page, in the order in which they are needed until it is full. Most sorts are one walk
     * along an index. Rankings and statuses are few, and neither their order nor what has lapsed stands in an index:
     * each of them is a walk of its own, by id; what has lapsed is found beside what expired, and both are merged.
     */
    List<List<Select>> buckets(
            VendorId vendor,
            CustomerFilter filter,
            CustomerSort sort,
            @Nullable CustomerCursor from,
            Instant at,
            int limit) {
        return switch (sort.key()) {
            case CREATED, COMPANY_NAME, EMAIL -> List.of(List.of(walk(vendor, filter, sort, from, at, limit)));
            case RANKING -> {
                var labels = vendors.rankings(vendor);
                var conditions = new ArrayList<List<String>>();
                for (var ranking : labels) {
                    conditions.add(
                            filter.rankings().isEmpty() || filter.rankings().contains(ranking.label())
                                    ? List.of("c.ranking_id = '" + ranking.id() + "'")
                                    : List.of());
                }
                yield walks(vendor, filter, sort, from, at, limit, conditions);
            }
            case STATUS ->
                walks(
                        vendor,
                        filter,
                        sort,
                        from,
                        at,
                        limit,
                        Arrays.stream(CustomerStatus.values())
                                .map(status -> filter.statuses().isEmpty()
                                                || filter.statuses().contains(status)
                                        ? conditions(status)
                                        : List.<String>of())
                                .toList());
        };
    }

    private Select walk(
            VendorId vendor,
            CustomerFilter filter,
            CustomerSort sort,
            @Nullable CustomerCursor from,
            Instant at,
            int limit) {
        var expression = sort.key().expression();
        var descending = sort.descending() != (from != null && from.backwards());
        var params = new HashMap<String, Object>();
        var sql = new StringBuilder(COLUMNS.formatted(expression));
        restrict(sql, params, vendor, filter, at);
        if (from != null) {
            sql.append(" and (%s, c.id) %s (cast(:key as %s), :id)"
                    .formatted(expression, descending ? "<" : ">", sort.key().type()));
            params.put("key", from.key());
            params.put("id", from.id());
        }
        var direction = descending ? "desc" : "asc";
        sql.append(" order by %s %s, c.id %s limit :limit".formatted(expression, direction, direction));
        params.put("limit", limit + 1);
        return new Select(sql.toString(), params);
    }

    /** @param conditions of each bucket in ascending order; none: the filter leaves it out */
    private List<List<Select>> walks(
            VendorId vendor,
            CustomerFilter filter,
            CustomerSort sort,
            @Nullable CustomerCursor from,
            Instant at,
            int limit,
            List<List<String>> conditions) {
        var descending = sort.descending() != (from != null && from.backwards());
        var direction = descending ? "desc" : "asc";
        var start = from == null ? null : Integer.valueOf(from.key());
        var walks = new ArrayList<List<Select>>();
        for (var i = 0; i < conditions.size(); i++) {
            var bucket = descending ? conditions.size() - 1 - i : i;
            if (start != null && (descending ? bucket > start : bucket < start)) {
                continue;
            }
            var parts = new ArrayList<Select>();
            for (var condition : conditions.get(bucket)) {
                var params = new HashMap<String, Object>();
                var sql = new StringBuilder(COLUMNS.formatted(Integer.toString(bucket)));
                restrict(sql, params, vendor, filter, at);
                sql.append(" and ").append(condition);
                if (start != null && bucket == start) {
                    sql.append(" and c.id ").append(descending ? "<" : ">").append(" :id");
                    params.put("id", from.id());
                }
                sql.append(" order by c.id %s limit :limit".formatted(direction));
                params.put("limit", limit + 1);
                parts.add(new Select(sql.toString(), params));
            }
            walks.add(parts);
        }
        return walks;
    }

    private List<Keyed> read(List<Select> parts, CustomerSort sort, boolean backwards, Instant at) {
        var found = new ArrayList<Keyed>();
        for (var part : parts) {
            found.addAll(jdbc.sql(part.sql())
                    .params(part.params())
                    .query((row, number) -> keyed(row, sort, at))
                    .list());
        }
        if (parts.size() > 1) {
            // as PostgreSQL orders ids, which is not Java's order of them
            var byId = Comparator.<Keyed, String>comparing(one -> one.row().id().toString());
            found.sort(sort.descending() != backwards ? byId.reversed() : byId);
        }
        return found;
    }

    /** A search for something rare and one for something frequent want different plans: none is kept for both. */
    private void planAfresh() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
        }
    }

    /** How many customers the filter finds in each status; every status is there. */
    public Map<CustomerStatus, Long> counts(VendorId vendor, CustomerFilter filter) {
        var at = Times.now(clock);
        var params = new HashMap<String, Object>();
        var sql = new StringBuilder("""
                select case when c.status = 'INVITED' and c.expires_at <= :at then 'EXPIRED' else c.status end as shown,
                       count(*) as n
                from customer c where c.vendor_id = :vendor""");
        restrict(sql, params, vendor, filter, at);
        sql.append(" group by 1");
        planAfresh();
        var counts = new EnumMap<CustomerStatus, Long>(CustomerStatus.class);
        for (var status : CustomerStatus.values()) {
            counts.put(status, 0L);
        }
        jdbc.sql(sql.toString()).params(params).query(row -> {
            counts.put(CustomerStatus.valueOf(row.getString("shown")), row.getLong("n"));
        });
        return counts;
    }

    /**
     * As {@link #counts}, but a page of a very long list does not wait for exact numbers: no status is counted further
     * than {@code most} + 1, and a search that finds more than {@code most} has {@link #UNCOUNTED} for all of them.
     */
    public Map<CustomerStatus, Long> countsUpTo(VendorId vendor, CustomerFilter filter, int most) {
        if (filter.q() != null && !filter.q().isBlank() || filter.attention()) {
            return countsOfSearch(vendor, filter, most);
        }
        var select = upTo(vendor, filter, most);
        planAfresh();
        return jdbc.sql(select.sql())
                .params(select.params())
                .query((row, number) -> {
                    var counts = new EnumMap<CustomerStatus, Long>(CustomerStatus.class);
                    for (var status : CustomerStatus.values()) {
                        counts.put(status, row.getLong(status.name()));
                    }
                    return counts;
                })
                .single();
    }

    private Map<CustomerStatus, Long> countsOfSearch(VendorId vendor, CustomerFilter filter, int most) {
        var at = Times.now(clock);
        var params = new HashMap<String, Object>();
        params.put("most", most + 1);
        var sql = new StringBuilder("""
                select shown, count(*) as n from (
                    select case when c.status = 'INVITED' and c.expires_at <= :at then 'EXPIRED' else c.status end as shown
                    from customer c where c.vendor_id = :vendor""");
        restrict(sql, params, vendor, filter, at);
        sql.append(" limit :most) found group by 1");
        planAfresh();
        var counts = new EnumMap<CustomerStatus, Long>(CustomerStatus.class);
        for (var status : CustomerStatus.values()) {
            counts.put(status, 0L);
        }
        jdbc.sql(sql.toString()).params(params).query(row -> {
            counts.put(CustomerStatus.valueOf(row.getString("shown")), row.getLong("n"));
        });
        if (counts.values().stream().mapToLong(Long::longValue).sum() > most) {
            counts.replaceAll((status, count) -> UNCOUNTED);
        }
        return counts;
    }

    Select upTo(VendorId vendor, CustomerFilter filter, int most) {
        var params = new HashMap<String, Object>();
        params.put("most", most + 1);
        var restriction = new StringBuilder();
        restrict(restriction, params, vendor, filter, Times.now(clock));
        var columns = new ArrayList<String>();
        for (var status : CustomerStatus.values()) {
            var parts = conditions(status).stream()
                    .map(condition ->
                            "(select count(*) from (select 1 from customer c where c.vendor_id = :vendor%s and %s limit :most) n)"
                                    .formatted(restriction, condition))
                    .collect(Collectors.joining(" + "));
            columns.add(parts + " as \"" + status.name() + "\"");
        }
        return new Select("select " + String.join(", ", columns), params);
    }

    /** @throws NotFound for an unknown or foreign one */
    public CustomerRow get(VendorId vendor, CustomerId id) {
        var at = Times.now(clock);
        var sort = CustomerSort.DEFAULT;
        var found = jdbc.sql(COLUMNS.formatted(sort.key().expression()) + " and c.id = :id")
                .param("vendor", vendor.value())
                .param("id", id.value())
                .query((row, number) -> keyed(row, sort, at))
                .optional()
                .orElseThrow(NotFound::new);
        return withParts(List.of(found.row())).get(0);
    }

    private void restrict(
            StringBuilder sql, Map<String, Object> params, VendorId vendor, CustomerFilter filter, Instant at) {
        params.put("vendor", vendor.value());
        params.put("at", Timestamp.from(at));
        if (filter.q() != null && !filter.q().isBlank()) {
            sql.append(" and (c.search_text like :q");
            params.put("q", pattern(Folding.fold(filter.q().strip())));
            if (PHONE_LIKE.matcher(filter.q().strip()).matches()) {
                sql.append(" or c.search_text like :digits");
                params.put("digits", pattern(filter.q().replaceAll("[^0-9]", "")));
            }
            sql.append(')');
        }
        if (!filter.rankings().isEmpty()) {
            var known = vendors.rankings(vendor).stream().collect(Collectors.toMap(RankingRow::label, RankingRow::id));
            var ids = new ArrayList<UUID>();
            for (var label : filter.rankings()) {
                if (!known.containsKey(label)) {
                    throw new InvalidValue("ranking", "ranking.unknown");
                }
                ids.add(known.get(label));
            }
            sql.append(" and c.ranking_id in (:rankings)");
            params.put("rankings", ids);
        }
        if (!filter.statuses().isEmpty()) {
            sql.append(filter.statuses().stream()
                    .distinct()
                    .map(CustomerList::condition)
                    .collect(Collectors.joining(" or ", " and (", ")")));
        }
        if (filter.attention()) {
            sql.append(' ').append(ATTENTION);
            params.put("looked", Timestamp.from(at.minus(LOOKED)));
        }
        if (filter.createdFrom() != null || filter.createdTo() != null) {
            var zone = vendors.get(vendor).zone();
            if (filter.createdFrom() != null) {
                sql.append(" and c.created_at >= :createdFrom");
                params.put("createdFrom", startOf(filter.createdFrom(), zone));
            }
            if (filter.createdTo() != null) {
                sql.append(" and c.created_at < :createdBefore");
                params.put("createdBefore", startOf(filter.createdTo().plusDays(1), zone));
            }
        }
    }

    private static String condition(CustomerStatus status) {
        return conditions(status).stream().collect(Collectors.joining(" or ", "(", ")"));
    }

    /** Each can be found along an index. */
    private static List<String> conditions(CustomerStatus status) {
        return switch (status) {
            case INVITED -> List.of("(c.status = 'INVITED' and c.expires_at > :at)");
            case EXPIRED -> List.of("c.status = 'EXPIRED'", "(c.status = 'INVITED' and c.expires_at <= :at)");
            case DRAFT, ACTIVE, DECLINED, REVOKED, DEACTIVATED -> List.of("c.status = '" + status.name() + "'");
        };
    }

    private static Timestamp startOf(LocalDate day, ZoneId zone) {
        return Timestamp.from(day.atStartOfDay(zone).toInstant());
    }

    private static String pattern(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
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
        var key = sort.key() == CustomerSort.Key.CREATED ? customer.createdAt().toString() : row.getString("sort_key");
        return new Keyed(customer, key);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private record Keyed(CustomerRow row, String key) {

        String cursor(CustomerSort sort, Instant at, boolean backwards) {
            return new CustomerCursor(sort, at, backwards, row.id().value(), key).toString();
        }
    }
}
