package com.partsportal.customer;

import com.partsportal.customer.CustomerSort.Key;
import com.partsportal.invitation.DeliveryFailure;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The SQL of lists, by JDBC since its conditions depend on the filter; a row joins ranking, invitation and company. */
@Component
class CustomerListReport {

    /** A row with what places it in the order of the list. */
    record Found(CustomerRow row, int place, Object key) {}

    /**
     * What to list.
     *
     * @param rankings the vendor's, in its order
     * @param at a pending invitation that ends before counts as expired
     */
    record Selection(VendorRow vendor, List<RankingRow> rankings, CustomerFilter filter, Instant at) {

        /** @throws InvalidValue if the filter names a ranking that the vendor does not have */
        Selection {
            if (!rankings.stream().map(RankingRow::label).toList().containsAll(filter.rankings())) {
                throw new InvalidValue("ranking", "ranking.unknown");
            }
        }

        Selection with(CustomerFilter other) {
            return new Selection(vendor, rankings, other, at);
        }

        /** Ids of the rankings that the filter wants, in the vendor's order. */
        List<UUID> wanted() {
            var labels = filter.rankings();
            return rankings.stream()
                    .filter(ranking -> labels.isEmpty() || labels.contains(ranking.label()))
                    .map(RankingRow::id)
                    .toList();
        }
    }

    /** Customers that an index finds: their place in the order of the list, and their status as an expression. */
    private record Group(int place, String status, String condition) {}

    /** An invitation that has lapsed counts as expired before its timer ran. */
    private static final String STATUS =
            "case when c.status = 'INVITED' and c.expires_at <= :at then 'EXPIRED' else c.status end";

    private static final String ROWS = """
            select c.id, c.company_name, co.name as own_name, c.email, c.email_changed_at, c.phone, c.external_id, r.label, c.invitation_id,
                   c.shown as status, i.delivery, i.delivery_failure, i.delivery_words, c.created_at, c.changed_at, c.invited_at, c.expires_at,
                   coalesce(i.reminders_sent, 0) as reminders_sent, c.accepted_at, c.company_sort, c.place, i.asked_again_at, v.persons, v.filters, v.last_person
            from (%s) c
            join ranking r on r.id = c.ranking_id
            left join invitation i on i.id = c.invitation_id
            left join company co on co.id = c.company_id
            left join lateral (select count(*) filter (where o.person) as persons, count(*) filter (where not o.person) as filters,
                max(o.at) filter (where o.person) as last_person from invitation_opening o where o.invitation_id = i.id) v on true
            """;

    private static final String GROUP = """
            (select %d as place, %s as shown, c.* from customer c where c.vendor_id = :vendor%s order by %s limit :limit)
            """;

    private static final String COUNTED = """
            (select %s as status from customer c where c.vendor_id = :vendor%s limit :limit)
            """;

    private static final String COUNTS = "select status, count(*) as number from (%s) c group by status";

    /** Each search needs a plan of its own; compilation and parallel workers take longer than such short statements. */
    private static final String PLANNER = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
                   set_config('max_parallel_workers_per_gather', '0', true)
            """;

    /** The rule of {@link Waiting} as SQL. Each subquery yields a value: with {@code exists} all invitations would be read first. */
    private static final Map<CustomerStatus, String> ATTENTION = Map.of(
            CustomerStatus.INVITED,
            """
            \sand ((select a.delivery from invitation a where a.id = c.invitation_id) = 'FAILED'
                 or (select a.delivery <> 'QUEUED' or a.reminders_sent > 0 from invitation a where a.id = c.invitation_id)
                    and (c.invited_at <= :silent or c.invited_at <= :recent and
                         (select min(o.at) from invitation_opening o where o.invitation_id = c.invitation_id and o.person) is not null))""",
            CustomerStatus.EXPIRED,
            "",
            CustomerStatus.DECLINED,
            "",
            CustomerStatus.REVOKED,
            " and (select a.asked_again_at from invitation a where a.id = c.invitation_id) is not null");

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 1, 1);

    private final JdbcClient jdbc;

    CustomerListReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sets the planner for the rest of the transaction. */
    void preparePlanner() {
        jdbc.sql(PLANNER).query().singleRow();
    }

    /** The first rows of the list; with a cursor those after its row, or before it, nearest first, if it leads backwards. */
    List<Found> page(Selection selection, CustomerSort sort, @Nullable CustomerCursor from, int limit) {
        var descending = sort.descending() != (from != null && from.backwards());
        var direction = descending ? "desc" : "asc";
        var column = sort.key().column();
        var order = "c.%s %s, c.id %s".formatted(column, direction, direction);
        var ordered = " order by c.place " + direction + ", " + order;
        var after = " and (c.%s, c.id) %s (:key, :id)".formatted(column, descending ? "<" : ">");
        var groups = new StringJoiner(" union all ");
        for (var group : groups(selection, sort.key())) {
            var beyond = from == null ? 1 : Integer.compare(group.place(), from.place()) * (descending ? -1 : 1);
            if (beyond >= 0) {
                var condition = group.condition() + (beyond == 0 ? after : "");
                groups.add(GROUP.formatted(group.place(), group.status(), condition, order));
            }
        }
        if (groups.length() == 0) {
            return List.of();
        }
        var sql = ROWS.formatted("select * from (" + groups + ") c" + ordered + " limit :limit") + ordered;
        var statement = statement(sql, selection, from == null ? selection.at() : from.at(), limit);
        if (from != null) {
            var key = from.key() instanceof Instant time ? Timestamp.from(time) : from.key();
            statement = statement.param("key", key).param("id", from.id());
        }
        return statement
                .query((row, number) -> new Found(
                        row(row),
                        row.getInt("place"),
                        Objects.requireNonNull(
                                sort.key().isTime() ? DatabaseTime.read(row, column) : row.getString(column))))
                .list();
    }

    /** One customer, if it is the vendor's. */
    Optional<CustomerRow> one(VendorId vendor, CustomerId id, Instant at) {
        return jdbc.sql(ROWS.formatted(GROUP.formatted(0, STATUS, " and c.id = :id", "c.id")))
                .params(Map.of("vendor", vendor.value(), "id", id.value(), "at", Timestamp.from(at), "limit", 1))
                .query((row, number) -> row(row))
                .optional();
    }

    /**
     * How many there are in each status; every status is present.
     *
     * @param limit how many to count at most: of each status, or altogether if the filter searches in all of them
     */
    Map<CustomerStatus, Long> counts(Selection selection, int limit) {
        var counts = new EnumMap<CustomerStatus, Long>(CustomerStatus.class);
        Stream.of(CustomerStatus.values()).forEach(status -> counts.put(status, 0L));
        var groups = groups(selection, selection.filter().q() == null ? Key.STATUS : Key.CREATED).stream()
                .map(group -> COUNTED.formatted(group.status(), group.condition()))
                .collect(Collectors.joining(" union all "));
        if (!groups.isEmpty()) {
            statement(COUNTS.formatted(groups), selection, selection.at(), limit)
                    .query(row -> {
                        counts.put(CustomerStatus.valueOf(row.getString("status")), row.getLong("number"));
                    });
        }
        return counts;
    }

    /** What the filter finds: one group, or one for each ranking or status where the list is sorted or filtered by it. */
    private static List<Group> groups(Selection selection, Key key) {
        var filter = selection.filter();
        var conditions = (filter.q() == null ? "" : " and c.search_text like any (array[:patterns])")
                + (filter.rankings().isEmpty() ? "" : " and c.ranking_id in (:rankings)")
                + (filter.changedSince() == null ? "" : " and c.changed_at >= :changed")
                + " and c.created_at >= :from and c.created_at < :before";
        var byStatus =
                key == Key.STATUS || filter.attention() || !filter.statuses().isEmpty();
        var rankings = selection.wanted();
        var groups = new ArrayList<Group>();
        for (var ranking = 0; ranking < (key == Key.RANKING ? rankings.size() : 1); ranking++) {
            var found = conditions + (key == Key.RANKING ? " and c.ranking_id = '" + rankings.get(ranking) + "'" : "");
            if (byStatus) {
                groups.addAll(byStatus(filter, key, ranking, found));
            } else {
                groups.add(new Group(ranking, STATUS, found));
            }
        }
        return groups;
    }

    private static List<Group> byStatus(CustomerFilter filter, Key key, int ranking, String conditions) {
        return Stream.of(CustomerStatus.values())
                .filter(status ->
                        filter.statuses().isEmpty() || filter.statuses().contains(status))
                .filter(status -> !filter.attention() || ATTENTION.containsKey(status))
                .flatMap(status -> stored(status)
                        .map(condition -> new Group(
                                key == Key.STATUS ? status.ordinal() : ranking,
                                "'" + status + "'",
                                conditions + condition + (filter.attention() ? ATTENTION.get(status) : ""))))
                .toList();
    }

    /** The conditions that find a status. */
    private static Stream<String> stored(CustomerStatus status) {
        var stored = " and c.status = '" + status + "'";
        return switch (status) {
            case INVITED -> Stream.of(stored + " and c.expires_at > :at");
            case EXPIRED -> Stream.of(stored, " and c.status = 'INVITED' and c.expires_at <= :at");
            case DRAFT, ACTIVE, DECLINED, REVOKED, DEACTIVATED -> Stream.of(stored);
        };
    }

    private StatementSpec statement(String sql, Selection selection, Instant at, int limit) {
        var filter = selection.filter();
        var vendor = selection.vendor();
        var since = Objects.requireNonNullElse(filter.changedSince(), Instant.EPOCH);
        var to = filter.createdTo();
        var q = filter.q();
        return jdbc.sql(sql)
                .param("vendor", vendor.id().value())
                .param("at", Timestamp.from(at))
                .param("recent", Timestamp.from(at.minus(Waiting.RECENT)))
                .param("silent", Timestamp.from(at.minus(Waiting.SILENT)))
                .param("limit", limit)
                .param("from", start(Objects.requireNonNullElse(filter.createdFrom(), FIRST), vendor))
                .param("before", start(to == null ? LAST : to.plusDays(1), vendor))
                .param("changed", Timestamp.from(since))
                .param("rankings", selection.wanted())
                .param("patterns", q == null ? List.of() : SearchText.patterns(q, vendor.region()));
    }

    private static Timestamp start(LocalDate day, VendorRow vendor) {
        return Timestamp.from(day.atStartOfDay(vendor.zone()).toInstant());
    }

    private static CustomerRow row(ResultSet row) throws SQLException {
        var invitation = row.getObject("invitation_id", UUID.class);
        var delivery = row.getString("delivery");
        var failure = row.getString("delivery_failure");
        return new CustomerRow(
                new CustomerId(row.getObject("id", UUID.class)),
                row.getString("company_name"),
                row.getString("own_name"),
                new EmailAddress(row.getString("email")),
                DatabaseTime.read(row, "email_changed_at"),
                row.getString("phone"),
                row.getString("external_id"),
                row.getString("label"),
                CustomerStatus.valueOf(row.getString("status")),
                invitation == null ? null : new InvitationId(invitation),
                delivery == null ? null : DeliveryState.valueOf(delivery),
                failure == null ? null : DeliveryFailure.valueOf(failure),
                row.getString("delivery_words"),
                Objects.requireNonNull(DatabaseTime.read(row, "created_at")),
                Objects.requireNonNull(DatabaseTime.read(row, "changed_at")),
                DatabaseTime.read(row, "invited_at"),
                DatabaseTime.read(row, "expires_at"),
                row.getInt("reminders_sent"),
                DatabaseTime.read(row, "accepted_at"),
                new Visits(
                        row.getLong("persons"),
                        row.getLong("filters"),
                        DatabaseTime.read(row, "last_person"),
                        DatabaseTime.read(row, "asked_again_at")),
                0);
    }
}
