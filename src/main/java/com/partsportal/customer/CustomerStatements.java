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
 * that had to leave rows out therefore ends at a fixed depth; where hits are neither frequent in that part of the list
 * nor rare, it goes on to the end. The indexes of walks hold whatever a filter asks for: rows that it leaves out are
 * not read.
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

        /** The same hits, however many rows are left out on the way to them. */
        Stretch toTheEnd() {
            return new Stretch(
                    place,
                    sources.stream()
                            .map(source -> new Source(source.table(), source.condition() + rest))
                            .toList(),
                    "");
        }
    }

    /** A text that is looked for. */
    private record Search(String name, String text) {

        /** The {@code search_text} consists of these columns, one line each. */
        String walked() {
            return Stream.of("c.company_sort", "c.email", "c.phone")
                    .map(column -> column + " like :" + name + "Like")
                    .collect(Collectors.joining(" or "));
        }

        /** Two characters that stand side by side are what the index finds, one it does not. */
        boolean isIndexed() {
            return text.codePointCount(0, text.length()) > 1;
        }

        String found() {
            var like = " and c.search_text like :" + name + "Like";
            return isIndexed()
                    ? " and vendor_grams(c.vendor_id, c.search_text) @> vendor_grams(:vendor, :" + name + ")" + like
                    : like;
        }

        String notFound() {
            return " and c.search_text not like :" + name + "Like";
        }
    }

    /** So many indexed ranges at most are merged. */
    private static final int MOST_SOURCES = 16;

    /** What the indexes of walks hold. */
    private static final String WALKED =
            "c.id, c.created_at, c.company_sort, c.email, c.phone, c.status, c.ranking_id, c.expires_at";

    /** How far the walks to a page go when they have to leave rows out, before hits are taken for rare. */
    static final int DEPTH = 2_000;

    /** More are not rare. */
    static final int RARE = 1_000;

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

    private static final String ROW = " join customer c on c.id = f.id";

    private static final Pattern PHONE_LIKE = Pattern.compile("[+0-9 ()./-]{4,}");

    private final CustomerFilter filter;
    private final Instant at;
    private final List<RankingRow> labels;
    private final List<UUID> rankings;
    private final List<CustomerStatus> statuses;
    private final Map<String, Object> params = new HashMap<>();
    private final String walkedText;
    private final List<Search> searches;
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
        searches = typed.isEmpty() ? List.of() : searches(Folding.fold(typed), digits);
        searches.forEach(search -> {
            params.put(search.name(), search.text());
            params.put(search.name() + "Like", pattern(search.text()));
        });
        walkedText = searches.isEmpty()
                ? ""
                : searches.stream().map(Search::walked).collect(Collectors.joining(" or ", " and (", ")"));
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

    /** What is typed, and what is typed of a phone number. */
    private static List<Search> searches(String folded, String digits) {
        var typed = new Search("q", folded);
        return digits.isEmpty() || digits.equals(folded)
                ? List.of(typed)
                : List.of(typed, new Search("digits", digits));
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

    /** @param search {@link #walkedText}, or what an index is to find */
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

    boolean isSearch() {
        return !searches.isEmpty();
    }

    /** How many the search finds of a sample, whatever else the filter asks for: both ends of the list in two orders. */
    Select foundInSample(int size) {
        var sample = Stream.of(
                        "c.created_at, c.id",
                        "c.created_at desc, c.id desc",
                        "c.email, c.id",
                        "c.email desc, c.id desc")
                .map(order -> "(select %s from customer c where c.vendor_id = :vendor order by %s limit %d)"
                        .formatted(walked(), order, size / 4))
                .collect(Collectors.joining(" union all "));
        return new Select("select count(*) from (%s) c where true%s".formatted(sample, walkedText), params);
    }

    /** Whether anything but the search makes the list shorter. */
    boolean isNarrow() {
        return !statuses.isEmpty() || !rankings.isEmpty() || !created.isEmpty();
    }

    /** Whether an index finds what is rare. */
    boolean isIndexed() {
        return searches.stream().allMatch(Search::isIndexed);
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
                                place, sources(all, List.of(labels.get(place).id())), walkedText + attention()))
                        .toList();
            case STATUS ->
                Arrays.stream(CustomerStatus.values())
                        .filter(all::contains)
                        .map(this::stretch)
                        .toList();
        };
    }

    /** A search goes through each ranking, if the filter wants them all: their index holds its text. */
    private List<UUID> searchedRankings() {
        return rankings.isEmpty() && !walkedText.isEmpty()
                ? labels.stream().map(RankingRow::id).toList()
                : rankings;
    }

    /** One status of the list by statuses. */
    private Stretch stretch(CustomerStatus status) {
        var each = searchedRankings();
        return each.size() > MOST_SOURCES
                ? new Stretch(status.ordinal(), sources(status, ""), ranked() + walkedText + attention())
                : new Stretch(status.ordinal(), sources(List.of(status), each), walkedText + attention());
    }

    private Stretch stretch(CustomerSort.Key key, List<CustomerStatus> all) {
        var range = key == CustomerSort.Key.CREATED ? "" : created;
        var each = searchedRankings();
        var narrow = !rankings.isEmpty() || !walkedText.isEmpty() && !statuses.isEmpty();
        if (key == CustomerSort.Key.CREATED && narrow && each.size() * all.size() <= MOST_SOURCES) {
            return new Stretch(0, sources(all, each), walkedText + attention());
        }
        if (!walkedText.isEmpty()) {
            return new Stretch(
                    0,
                    List.of(new Source("customer", "true")),
                    walkedText + ranked() + inStatus() + attention() + range);
        }
        var sources = statuses.isEmpty() ? List.of(new Source("customer", "true")) : sources(statuses, List.of());
        return new Stretch(0, sources, ranked() + attention() + range);
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
                                    stretch.place(),
                                    "true",
                                    "0",
                                    "(" + reached(stretch, sort, from, rows) + ") f" + ROW)
                            + " order by " + order,
                    params(from));
        }
        var looked =
                """
                (select c.id, coalesce(true%s, false) as hit, c.looked_at from (
                    select c.*, row_number() over walk as looked_at, lead(c.id) over walk is null as last_one
                    from (%s) c window walk as (order by %s)) c
                where true%s or last_one order by %s limit %d) f""".formatted(stretch.rest(), reached(stretch, sort, from, depth), order, stretch.rest(), order, rows);
        return new Select(
                lapsed(stretch)
                        + SHOWN.formatted(stretch.place(), "f.hit", "f.looked_at", looked + ROW)
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
                .map(source -> "select %s from %s c where c.vendor_id = :vendor and %s%s%s order by %s limit %d"
                        .formatted(walked(), source.table(), source.condition(), range, after, order, depth))
                .toList();
        return each.size() == 1
                ? each.get(0)
                : "select c.* from (%s) c order by %s limit %d"
                        .formatted(each.stream().collect(Collectors.joining(") union all (", "(", ")")), order, depth);
    }

    private String walked() {
        return filter.attention() ? WALKED + ", c.invitation_id" : WALKED;
    }

    /**
     * The next rows of the whole list, out of all that the filter finds; their {@code looked_at} says how many these are,
     * and when it is more than {@link #RARE}, they are any that the filter finds.
     */
    Select all(CustomerSort sort, @Nullable CustomerCursor from, int rows) {
        return all(sort, from, rows, found(placed(sort), RARE));
    }

    /** As {@link #all}, for a search that finds many: what else the filter asks for has indexes that hold the text. */
    Select allOfRest(CustomerSort sort, @Nullable CustomerCursor from, int rows) {
        return all(sort, from, rows, foundByRest(placed(sort), RARE));
    }

    private String placed(CustomerSort sort) {
        return "c.id, %s as place, %s".formatted(place(sort.key()), sort.key().column());
    }

    private Select all(CustomerSort sort, @Nullable CustomerCursor from, int rows, String found) {
        var column = sort.key().column();
        var direction = descending(sort, from) ? "desc" : "asc";
        var after = from == null
                ? ""
                : " and (c.place, %s, c.id) %s (%d, cast(:key as %s), :id)"
                        .formatted(
                                column,
                                descending(sort, from) ? "<" : ">",
                                from.place(),
                                sort.key().type());
        var order = "c.place %s, %s".formatted(direction, order(sort, from));
        var number = "(select count(*) from found)";
        var page = "(select c.id, c.place from found c where true%s or %s > %d order by %s limit %d) f%s"
                .formatted(after, number, RARE, order, rows, ROW);
        return new Select(
                found + SHOWN.formatted("f.place", "true", number, page) + " order by "
                        + order.replace("c.place", "f.place"),
                params(from));
    }

    /** All that the filter finds, but no more than {@code most} + 1: planned as if all were read, which finds the index. */
    private String found(String columns, int most) {
        return hits(columns)
                + ", found as materialized (select * from (%s) hits limit %d)".formatted(allHits(), most + 1);
    }

    /** As {@link #found}, without the index of searches. */
    private String foundByRest(String columns, int most) {
        var ranks = rankings.isEmpty() && statuses.isEmpty()
                ? ""
                : labels.stream()
                        .map(RankingRow::id)
                        .filter(id -> rankings.isEmpty() || rankings.contains(id))
                        .map(CustomerStatements::literal)
                        .collect(Collectors.joining(", ", " and c.ranking_id in (", ")"));
        var sources = statuses.isEmpty()
                ? List.of(new Source("customer", "true" + ranks))
                : statuses.stream()
                        .flatMap(status -> sources(status, ranks).stream())
                        .toList();
        var each = sources.stream()
                .map(source -> "select %s from %s c where c.vendor_id = :vendor and %s%s"
                        .formatted(walked(), source.table(), source.condition(), created))
                .collect(Collectors.joining(" union all "));
        return (LAPSED + ", found as materialized (select %s from (%s) c where true%s limit %d)")
                .formatted(columns, each, walkedText + attention(), most + 1);
    }

    /** One expression for each search; who is found by two of them is a hit of the first. */
    private String hits(String columns) {
        var conditions = new ArrayList<String>();
        var before = "";
        for (var search : searches) {
            conditions.add(before + search.found());
            before += search.notFound();
        }
        // The index of searches knows the vendor: where nothing else narrows the list, no other index need be asked.
        var own = isSearch() && isIndexed() && statuses.isEmpty() && rankings.isEmpty() && created.isEmpty()
                ? "c.vendor_id is not distinct from :vendor"
                : "c.vendor_id = :vendor";
        var each = conditions.isEmpty() ? List.of("") : conditions;
        return IntStream.range(0, each.size())
                .mapToObj(place -> "hits%d as materialized (select %s from customer c where %s%s)"
                        .formatted(place, columns, own, conditions(each.get(place))))
                .collect(Collectors.joining(", ", "with ", ""));
    }

    private String allHits() {
        return IntStream.range(0, Math.max(1, searches.size()))
                .mapToObj(place -> "select * from hits" + place)
                .collect(Collectors.joining(" union all "));
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
                hits(status() + " as shown") + " select shown, count(*) as n from (" + allHits() + ") hits group by 1",
                params);
    }

    /** As {@link #counts}, but of no more than {@code most} + 1 that the filter finds. */
    Select countsOfFound(int most) {
        return new Select(
                found(status() + " as shown", most) + " select shown, count(*) as n from found group by 1", params);
    }

    /** As {@link #counts}, among the newest customers only. */
    Select countsOfNewest(int newest) {
        return new Select(
                "select %s as shown, count(*) as n from (%s) c where true%s group by 1"
                        .formatted(status(), newest(newest), conditions(walkedText)),
                params);
    }

    /** How many customers the vendor has, counted no further than that. */
    Select size(int most) {
        return new Select("select count(*) from (%s) c".formatted(newest(most)), params);
    }

    private String newest(int most) {
        return "select %s from customer c where c.vendor_id = :vendor order by c.created_at desc, c.id desc limit %d"
                .formatted(walked(), most);
    }

    /** Without a search: one column per status, each counted along an index and no further than to {@code most} + 1. */
    Select countsUpTo(int most) {
        var restriction = ranked() + attention() + created;
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
