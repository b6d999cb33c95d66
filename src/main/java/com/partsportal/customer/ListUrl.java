package com.partsportal.customer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of links in a list: they hold everything that it shows.
 *
 * @param before how many rows come before this page, for its range; decides nothing else
 */
record ListUrl(
        CustomerFilter filter, CustomerSort sort, @Nullable String cursor, long before) {

    /** No list is longer. */
    private static final long MOST_BEFORE = 100_000_000;

    private static final String PATH = "/vendor/customers";
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9=&%._~*+-]{1,2000}");

    /** The list whose query {@link #here} gave; the whole list for anything else. */
    static String backTo(String query) {
        return QUERY.matcher(query).matches() ? PATH + "?" + query : PATH;
    }

    /** How many rows come before the page of a URL; 0 when it does not say. */
    static long before(@Nullable String typed) {
        return typed != null && typed.matches("[0-9]{1,9}") ? Math.min(Long.parseLong(typed), MOST_BEFORE) : 0;
    }

    /** This page's query. */
    public String here() {
        return query(filter, sort, cursor, before);
    }

    /** This page with all that match selected. */
    public String allSelected() {
        var query = query(filter, sort, null, 0);
        return PATH + "?" + (query.isEmpty() ? "" : query + "&") + "all=true";
    }

    /** This page with nothing selected. */
    public String noneSelected() {
        return address(filter, sort, cursor, before);
    }

    /** Without this value of this filter. */
    public String without(String name, @Nullable Object value) {
        return url(parameters(filter, sort, null, 0)
                .filter(parameter ->
                        !parameter.name().equals(name) || value != null && !value.equals(parameter.value())));
    }

    /** Whether the menus narrow the list, beside search and tabs. */
    public boolean hasChips() {
        return !filter.rankings().isEmpty() || filter.createdFrom() != null || filter.createdTo() != null;
    }

    /** The query of this list as a file, from its first row on. */
    public String exported() {
        return query(filter, sort, null, 0);
    }

    /** @param rows how many this page shows */
    public String next(String cursor, int rows) {
        return address(filter, sort, cursor, before + rows);
    }

    /** @param rows how many a page shows at most */
    public String previous(String cursor, int rows) {
        return address(filter, sort, cursor, Math.max(0, before - rows));
    }

    /** The exact counts beside the filters. */
    public String counted() {
        return PATH + "/counts?" + query(filter, sort, null, 0);
    }

    /** Only this status; null: all. */
    public String withStatus(@Nullable CustomerStatus status) {
        return address(filter.withStatuses(status == null ? List.of() : List.of(status)), sort, null, 0);
    }

    /** Only those for whom something should be done. */
    public String withAttention() {
        return address(filter.withAttention(), sort, null, 0);
    }

    /** By this column; the other way round when it is sorted by it already. */
    public String sortedBy(String word) {
        var wanted = CustomerSort.of(word);
        return address(filter, new CustomerSort(wanted.key(), isBy(wanted) && !sort.descending()), null, 0);
    }

    /** The value of {@code aria-sort} for this column. */
    public String ariaSort(String word) {
        if (!isBy(CustomerSort.of(word))) {
            return "none";
        }
        return sort.descending() ? "descending" : "ascending";
    }

    private boolean isBy(CustomerSort other) {
        return sort.key() == other.key();
    }

    private static String address(CustomerFilter filter, CustomerSort sort, @Nullable String cursor, long before) {
        return url(parameters(filter, sort, cursor, before));
    }

    private static String url(Stream<Parameter> parameters) {
        var query = query(parameters);
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    private static String query(CustomerFilter filter, CustomerSort sort, @Nullable String cursor, long before) {
        return query(parameters(filter, sort, cursor, before));
    }

    private static String query(Stream<Parameter> parameters) {
        return parameters
                .map(parameter -> parameter.name() + "="
                        + URLEncoder.encode(String.valueOf(parameter.value()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Stream<Parameter> parameters(
            CustomerFilter filter, CustomerSort sort, @Nullable String cursor, long before) {
        return Stream.of(
                        Stream.of(new Parameter("q", filter.q())),
                        filter.rankings().stream().map(ranking -> new Parameter("ranking", ranking)),
                        filter.statuses().stream().map(status -> new Parameter("status", status)),
                        Stream.of(
                                new Parameter("createdFrom", filter.createdFrom()),
                                new Parameter("createdTo", filter.createdTo()),
                                new Parameter("attention", filter.attention() ? true : null),
                                new Parameter("sort", sort.equals(CustomerSort.DEFAULT) ? null : sort),
                                new Parameter("cursor", cursor),
                                new Parameter("before", cursor == null || before == 0 ? null : before)))
                .flatMap(parameters -> parameters)
                .filter(parameter -> parameter.value() != null);
    }

    private record Parameter(String name, @Nullable Object value) {}
}
