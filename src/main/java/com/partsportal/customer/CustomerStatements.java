package com.partsportal.customer;

import com.partsportal.shared.Folding;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that make a list. No index holds every combination of search, filters and order, but two ways always
 * do together: where hits are frequent, a <em>walk</em> along an index in the list's order soon has a page full of
 * them; where they are rare, <em>all</em> of them are found by the indexes of what is asked for and then sorted. A walk
 * that had to leave rows out therefore ends at a fixed depth.
 */
final class CustomerStatements {

    /** A statement with its parameters by name. */
    record Select(String sql, Map<String, Object> params) {}

    /** Rows along one index in the list's order. */
    private record Source(String table, String condition) {}

    /**
     * A part of the list that is read before the next one begins.
     *
     * @param place of this part among the others, ascending
     * @param sources that are merged
     * @param rest of the filter, which the sources' indexes do not know; blank: they know all of it
     */
    record Stretch(int place, List<Source> sources, String rest) {

        boolean leavesOut() {
            return !rest.isBlank();
        }
    }

    /** So many indexed ranges at most are merged. */
    private static final int MOST_SOURCES = 16;

    /** How long ago a contact looked at an invitation who does not seem to come back. */
    private static final Duration LOOKED = Duration.ofDays(1);

    private static final String ATTENTION = """
            \sand (c.status in ('EXPIRED', 'DECLINED') or c.status = 'INVITED' and (c.expires_at <= :at
                 or exists (select from invitation a where a.id = c.invitation_id and a.delivery = 'FAILED')
                 or exists (select from invitation_opening o
                            where o.invitation_id = c.invitation_id and o.person and o.at <= :looked)))""";

    private static final List<CustomerStatus> WITHOUT_ATTENTION =
            List.of(CustomerStatus.DRAFT, CustomerStatus.ACTIVE, CustomerStatus.REVOKED, CustomerStatus.DEACTIVATED);

    /** What is shown of the customers {@code c}. */
    private static final String SHOWN = """
            select c.id, c.company_name, co.name as own_name, c.email, c.email_changed_at, c.phone, r.label, c.status, c.invitation_id,
                   i.delivery, i.delivery_words, c.created_at, c.invited_at, c.expires_at,
                   coalesce(i.reminders_sent, 0) as reminders_sent, c.accepted_at, c.company_sort, %s as place, %s as hit, %s as looked_at
            from %s
            join ranking r on r.id = c.ranking_id
            left join invitation i on i.id = c.invitation_id
            left join company co on co.id = c.company_id""";

    private static final String LAPSED = """
            with lapsed as materialized (select * from customer c
                where c.vendor_id = :vendor and c.status = 'INVITED' and c.expires_at <= :at)
            """;

    private static final Pattern PHONE_LIKE = Pattern.compile("[+0-9 ()./-]{4,}");

    private static final String BETWEEN_GRAMS = "\u0001";

    /** What the index of trigrams can find: it knows nothing but letters and digits, and no fewer than three. */
    private static final Pattern TRIGRAM = Pattern.compile("[a-z0-9]{3}");

    private final CustomerFilter filter;
    private final Instant at;
    private final List<RankingRow> labels;
    private final List<UUID> rankings;
    private final List<CustomerStatus> statuses;
    private final Map<String, Object> params = new HashMap<>();
    private final String text;
    private final String indexedText;
    private final String created;

    /**
     * @param labels all rankings of the vendor, in its order
     * @throws InvalidValue for a ranking that is not one of them
     */
    CustomerStatements(VendorId vendor, ZoneId zone, List<RankingRow> labels, CustomerFilter filter, Instant at) {
        this.filter = filter;
        this.at = at;
        this.labels = labels;
        this.rankings = rankings(labels, filter.rankings());
        this.statuses = statuses(filter);
        params.put("vendor", vendor.value());
        params.put("at", Timestamp.from(at));
        params.put("looked", Timestamp.from(at.minus(LOOKED)));
        var typed = filter.q() == null ? "" : filter.q().strip();
        var digits = PHONE_LIKE.matcher(typed).matches() ? typed.replaceAll("[^0-9]", "") : "";
        text = text(typed, digits);
        indexedText = text + grams(Folding.fold(typed), digits);
        created = created(filter, zone);
    }

    private static List<UUID> rankings(List<RankingRow> labels, List<String> wanted) {
        var ids = labels.stream().collect(Collectors.toMap(RankingRow::label, RankingRow::id));
        if (!ids.keySet().containsAll(wanted)) {
            throw new InvalidValue("ranking", "ranking.unknown");
        }
        return wanted.stream().distinct().map(ids::get).toList();
    }

    /** Those that the filter lets through; empty: all. */
    private static List<CustomerStatus> statuses(CustomerFilter filter) {
        var statuses = new LinkedHashSet<>(
                filter.attention() && filter.statuses().isEmpty()
                        ? List.of(CustomerStatus.values())
                        : filter.statuses());
        if (filter.attention()) {
            WITHOUT_ATTENTION.forEach(statuses::remove);
        }
        return List.copyOf(statuses);
    }

    private String text(String typed, String digits) {
        if (typed.isEmpty()) {
            return "";
        }
        params.put("q", pattern(Folding.fold(typed)));
        if (digits.isEmpty()) {
            return " and c.search_text like :q";
        }
        params.put("digits", pattern(digits));
        return " and (c.search_text like :q or c.search_text like :digits)";
    }

    /** What {@link #text} implies and what has an index, where trigrams cannot help. */
    private String grams(String folded, String digits) {
        if (folded.isEmpty()
                || TRIGRAM.matcher(digits.isEmpty() ? folded : digits).find()) {
            return "";
        }
        var letters = (digits.isEmpty() ? folded : digits)
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
        var grams = digits.isEmpty() && letters.size() > 1
                ? IntStream.range(1, letters.size()).mapToObj(place -> letters.get(place - 1) + letters.get(place))
                : letters.stream();
        params.put("grams", grams.distinct().collect(Collectors.joining(BETWEEN_GRAMS)));
        return " and short_grams(c.search_text) @> string_to_array(:grams, chr(1))";
    }

    private String created(CustomerFilter filter, ZoneId zone) {
        var condition = new StringBuilder();
        if (filter.createdFrom() != null) {
            condition.append(" and c.created_at >= :createdFrom");
            params.put("createdFrom", startOf(filter.createdFrom(), zone));
        }
        if (filter.createdTo() != null) {
            condition.append(" and c.created_at < :createdBefore");
            params.put("createdBefore", startOf(filter.createdTo().plusDays(1), zone));
        }
        return condition.toString();
    }

    /** Whether the filter lets nobody through, whoever there is. */
    private boolean impossible() {
        return filter.attention() && statuses.isEmpty();
    }

    /** @param search {@link #text}, or {@link #indexedText} where an index is to find it */
    private String conditions(String search) {
        return impossible() ? " and false" : search + ranked() + inStatus() + attention() + created;
    }

    private String attention() {
        return filter.attention() ? ATTENTION : "";
    }

    private String ranked() {
        return rankings.isEmpty()
                ? ""
                : rankings.stream()
                        .map(CustomerStatements::literal)
                        .collect(Collectors.joining(", ", " and c.ranking_id in (", ")"));
    }

    private String inStatus() {
        return statuses.isEmpty()
                ? ""
                : statuses.stream()
                        .flatMap(status -> sources(status, "").stream())
                        .map(source -> "(" + source.condition() + ")")
                        .collect(Collectors.joining(" or ", " and (", ")"));
    }

    /** The rows of a status, each found along an index; what has lapsed is known to none, but it is never much. */
    private static List<Source> sources(CustomerStatus status, String and) {
        var lapsed = "c.status = 'INVITED' and c.expires_at <= :at" + and;
        return switch (status) {
            case INVITED -> List.of(new Source("customer", "c.status = 'INVITED' and c.expires_at > :at" + and));
            case EXPIRED -> List.of(new Source("customer", "c.status = 'EXPIRED'" + and), new Source("lapsed", lapsed));
            case DRAFT, ACTIVE, DECLINED, REVOKED, DEACTIVATED ->
                List.of(new Source("customer", "c.status = '" + status.name() + "'" + and));
        };
    }

    private static List<Source> sources(Collection<CustomerStatus> statuses, Collection<UUID> rankings) {
        return statuses.stream()
                .flatMap(status -> (rankings.isEmpty()
                                ? Stream.of("")
                                : rankings.stream().map(id -> " and c.ranking_id = " + literal(id)))
                        .flatMap(and -> sources(status, and).stream()))
                .toList();
    }

    /** The parts of the list from there on, in the order in which they are read; what the filter leaves out is missing. */
    List<Stretch> stretches(CustomerSort sort, @Nullable CustomerCursor from) {
        var descending = descending(sort, from);
        var order = Comparator.comparing(Stretch::place);
        return stretches(sort).stream()
                .filter(stretch -> from == null
                        || (descending ? stretch.place() <= from.place() : stretch.place() >= from.place()))
                .sorted(descending ? order.reversed() : order)
                .toList();
    }

    private List<Stretch> stretches(CustomerSort sort) {
        if (impossible()) {
            return List.of();
        }
        var all = statuses.isEmpty() ? List.of(CustomerStatus.values()) : statuses;
        return switch (sort.key()) {
            case CREATED, COMPANY_NAME, EMAIL -> List.of(stretch(sort.key(), all));
            case RANKING ->
                IntStream.range(0, labels.size())
                        .filter(place -> rankings.isEmpty()
                                || rankings.contains(labels.get(place).id()))
                        .mapToObj(place -> new Stretch(
                                place, sources(all, List.of(labels.get(place).id())), text + attention()))
                        .toList();
            case STATUS ->
                Arrays.stream(CustomerStatus.values())
                        .filter(all::contains)
                        .map(status -> rankings.size() > MOST_SOURCES
                                ? new Stretch(status.ordinal(), sources(status, ""), ranked() + text + attention())
                                : new Stretch(status.ordinal(), sources(List.of(status), rankings), text + attention()))
                        .toList();
        };
    }

    private Stretch stretch(CustomerSort.Key key, List<CustomerStatus> all) {
        if (key == CustomerSort.Key.CREATED && !rankings.isEmpty() && rankings.size() * all.size() <= MOST_SOURCES) {
            return new Stretch(0, sources(all, rankings), text + attention());
        }
        var sources = statuses.isEmpty() ? List.of(new Source("customer", "true")) : sources(statuses, List.of());
        var rest = ranked() + text + attention();
        return new Stretch(0, sources, key == CustomerSort.Key.CREATED ? rest : rest + created);
    }

    /** How far the walks to a page go when they have to leave rows out. */
    static int depth(int rows) {
        return 500 + 10 * rows;
    }

    /**
     * The next rows of a stretch. Of one that leaves rows out they have {@code hit} if the filter wants them; unless the
     * page is full, the last one that was looked at is among them, and its {@code looked_at} says how many that were.
     *
     * @param depth how many rows it may look at when it leaves rows out
     */
    Select walk(Stretch stretch, CustomerSort sort, @Nullable CustomerCursor from, int rows, int depth) {
        var order = order(sort, from);
        if (!stretch.leavesOut()) {
            return new Select(
                    lapsed(stretch)
                            + SHOWN.formatted(
                                    stretch.place(), "true", "0", "(" + reached(stretch, sort, from, rows) + ") c")
                            + " order by " + order,
                    params(from));
        }
        var looked = """
                (select c.* from (
                    select c.*, row_number() over walk as looked_at, lead(c.id) over walk is null as last_one
                    from (%s) c window walk as (order by %s)) c
                where true%s or last_one order by %s limit %d) c""".formatted(reached(stretch, sort, from, depth), order, stretch.rest(), order, rows);
        return new Select(
                lapsed(stretch)
                        + SHOWN.formatted(stretch.place(), "(true" + stretch.rest() + ")", "c.looked_at", looked)
                        + " order by " + order,
                params(from));
    }

    private static String lapsed(Stretch stretch) {
        return stretch.sources().stream().anyMatch(source -> source.table().equals("lapsed")) ? LAPSED : "";
    }

    private String reached(Stretch stretch, CustomerSort sort, @Nullable CustomerCursor from, int depth) {
        var order = order(sort, from);
        var range = sort.key().isTime() ? created : "";
        var after = from == null || from.place() != stretch.place()
                ? ""
                : " and (%s, c.id) %s (cast(:key as %s), :id)"
                        .formatted(
                                sort.key().column(),
                                descending(sort, from) ? "<" : ">",
                                sort.key().type());
        var each = stretch.sources().stream()
                .map(source -> "select c.* from %s c where c.vendor_id = :vendor and %s%s%s order by %s limit %d"
                        .formatted(source.table(), source.condition(), range, after, order, depth))
                .toList();
        return each.size() == 1
                ? each.get(0)
                : "select c.* from (%s) c order by %s limit %d"
                        .formatted(each.stream().collect(Collectors.joining(") union all (", "(", ")")), order, depth);
    }

    /** The next rows of the whole list, out of all that the filter finds. */
    Select all(CustomerSort sort, @Nullable CustomerCursor from, int rows) {
        var place = place(sort.key());
        var column = sort.key().column();
        var direction = descending(sort, from) ? "desc" : "asc";
        var after = from == null
                ? ""
                : " and (%s, %s, c.id) %s (%d, cast(:key as %s), :id)"
                        .formatted(
                                place,
                                column,
                                descending(sort, from) ? "<" : ">",
                                from.place(),
                                sort.key().type());
        var found = """
                with found as materialized (select c.id, %s as place, %s from customer c where c.vendor_id = :vendor%s%s)
                """.formatted(place, column, conditions(indexedText), after);
        var order = "c.place %s, %s".formatted(direction, order(sort, from));
        var page = "(select c.id, c.place from found c order by %s limit %d) f join customer c on c.id = f.id"
                .formatted(order, rows);
        return new Select(
                found + SHOWN.formatted("f.place", "true", "0", page) + " order by "
                        + order.replace("c.place", "f.place"),
                params(from));
    }

    /** One customer. */
    static Select one(VendorId vendor, CustomerId id) {
        return new Select(
                SHOWN.formatted("0", "true", "0", "customer c") + " where c.vendor_id = :vendor and c.id = :id",
                Map.of("vendor", vendor.value(), "id", id.value()));
    }

    private String place(CustomerSort.Key key) {
        return switch (key) {
            case CREATED, COMPANY_NAME, EMAIL -> "0";
            case RANKING ->
                IntStream.range(0, labels.size())
                        .mapToObj(place -> "when %s then %d"
                                .formatted(literal(labels.get(place).id()), place))
                        .collect(Collectors.joining(" ", "case c.ranking_id ", " end"));
            case STATUS ->
                Arrays.stream(CustomerStatus.values())
                        .map(status -> "when '%s' then %d".formatted(status.name(), status.ordinal()))
                        .collect(Collectors.joining(" ", "case " + status() + " ", " end"));
        };
    }

    /** The status as it is shown. */
    private static String status() {
        return "case when c.status = 'INVITED' and c.expires_at <= :at then 'EXPIRED' else c.status end";
    }

    /** How many the filter finds in each status that has any: {@code shown}, {@code n}. */
    Select counts() {
        return new Select(
                "with found as materialized (select %s as shown from customer c where c.vendor_id = :vendor%s)"
                                .formatted(status(), conditions(indexedText))
                        + " select shown, count(*) as n from found group by 1",
                params);
    }

    /** As {@link #counts}, among the newest customers only. */
    Select countsOfNewest(int newest) {
        return new Select(
                "select %s as shown, count(*) as n from (%s) c where true%s group by 1"
                        .formatted(status(), newest(newest), conditions(text)),
                params);
    }

    /** How many customers the vendor has, counted no further than that. */
    Select size(int most) {
        return new Select("select count(*) from (%s) c".formatted(newest(most)), params);
    }

    private static String newest(int most) {
        return "select c.* from customer c where c.vendor_id = :vendor order by c.created_at desc, c.id desc limit "
                + most;
    }

    /** One column per status, each counted along an index and no further than to {@code most} + 1. */
    Select countsUpTo(int most) {
        var restriction = indexedText + ranked() + attention() + created;
        var columns = new ArrayList<String>();
        for (var status : CustomerStatus.values()) {
            var parts = sources(status, "").stream()
                    .map(source ->
                            "(select count(*) from (select 1 from customer c where c.vendor_id = :vendor and %s%s limit %d) n)"
                                    .formatted(source.condition(), restriction, most + 1))
                    .collect(Collectors.joining(" + "));
            columns.add(parts + " as \"" + status.name() + "\"");
        }
        return new Select("select " + String.join(", ", columns), params);
    }

    private Map<String, Object> params(@Nullable CustomerCursor from) {
        if (from == null) {
            return params;
        }
        var all = new HashMap<>(params);
        all.put("key", from.key());
        all.put("id", from.id());
        return all;
    }

    private static boolean descending(CustomerSort sort, @Nullable CustomerCursor from) {
        return sort.descending() != (from != null && from.backwards());
    }

    private static String order(CustomerSort sort, @Nullable CustomerCursor from) {
        var direction = descending(sort, from) ? "desc" : "asc";
        return "%s %s, c.id %s".formatted(sort.key().column(), direction, direction);
    }

    private static String literal(UUID id) {
        return "'" + id + "'";
    }

    private static Timestamp startOf(LocalDate day, ZoneId zone) {
        return Timestamp.from(day.atStartOfDay(zone).toInstant());
    }

    private static String pattern(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
