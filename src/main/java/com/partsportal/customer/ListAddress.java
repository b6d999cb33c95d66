package com.partsportal.customer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses that lead on from a list: everything that it shows stands in them. */
record ListAddress(
        CustomerFilter filter, CustomerSort sort, @Nullable String cursor) {

    private static final String PATH = "/vendor/customers";
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9=&%._~*+-]{1,2000}");

    /** The list of which {@link #here} told the query; the whole list for anything else. */
    static String backTo(String query) {
        return QUERY.matcher(query).matches() ? PATH + "?" + query : PATH;
    }

    /** This page's query. */
    public String here() {
        return query(filter, sort, cursor);
    }

    /** The query of this list as a file, from its first row on. */
    public String exported() {
        return query(filter, sort, null);
    }

    public String page(String cursor) {
        return address(filter, sort, cursor);
    }

    /** The exact counts beside the filters. */
    public String counted() {
        return PATH + "/counts?" + query(filter, sort, null);
    }

    /** Only this status; null: all. */
    public String withStatus(@Nullable CustomerStatus status) {
        var other = filter.withAttention(false).withStatuses(status == null ? List.of() : List.of(status));
        return address(other, sort, null);
    }

    /** Only those for whom something should be done. */
    public String withAttention() {
        return address(filter.withStatuses(List.of()).withAttention(true), sort, null);
    }

    /** By this column; the other way round when it is sorted by it already. */
    public String sortedBy(String word) {
        var wanted = CustomerSort.of(word);
        return address(filter, new CustomerSort(wanted.key(), isBy(wanted) && !sort.descending()), null);
    }

    public String ariaSort(String word) {
        if (!isBy(CustomerSort.of(word))) {
            return "none";
        }
        return sort.descending() ? "descending" : "ascending";
    }

    public String arrow(String word) {
        if (!isBy(CustomerSort.of(word))) {
            return "";
        }
        return sort.descending() ? "↓" : "↑";
    }

    private boolean isBy(CustomerSort other) {
        return sort.key() == other.key();
    }

    private static String address(CustomerFilter filter, CustomerSort sort, @Nullable String cursor) {
        var query = query(filter, sort, cursor);
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    private static String query(CustomerFilter filter, CustomerSort sort, @Nullable String cursor) {
        var query = new StringBuilder();
        append(query, "q", filter.q());
        filter.rankings().forEach(ranking -> append(query, "ranking", ranking));
        filter.statuses().forEach(status -> append(query, "status", status.name()));
        append(query, "createdFrom", filter.createdFrom());
        append(query, "createdTo", filter.createdTo());
        append(query, "attention", filter.attention() ? true : null);
        append(query, "sort", sort.equals(CustomerSort.DEFAULT) ? null : sort);
        append(query, "cursor", cursor);
        return query.toString();
    }

    private static void append(StringBuilder query, String name, @Nullable Object value) {
        if (value != null) {
            query.append(query.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}
