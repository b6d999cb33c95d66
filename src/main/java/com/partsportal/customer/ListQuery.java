package com.partsportal.customer;

import com.partsportal.shared.Days;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.SearchInput;
import com.partsportal.vendor.RankingRow;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of the list's URL: as it was typed, and as far as it can be understood. A part that cannot be is
 * left out of the filter and named in {@code errors}, by its parameter, as the key of a message.
 */
record ListQuery(
        String q,
        List<String> ranking,
        List<String> status,
        String createdFrom,
        String createdTo,
        @Nullable String sort,
        @Nullable String cursor,
        CustomerFilter filter,
        CustomerSort order,
        Map<String, String> errors) {

    /** @param known the rankings of the vendor */
    static ListQuery of(HttpServletRequest request, List<RankingRow> known) {
        var rankings = known.stream().map(RankingRow::label).collect(Collectors.toSet());
        var errors = new LinkedHashMap<String, String>();
        var q = text(request, "q");
        if (!SearchInput.isValid(q)) {
            errors.put("q", "customer.filter.q.bad");
        }
        var ranking = texts(request, "ranking");
        if (!rankings.containsAll(ranking)) {
            errors.put("ranking", "customer.filter.ranking.bad");
        }
        var status = texts(request, "status");
        var statuses = new ArrayList<CustomerStatus>();
        for (var name : status) {
            try {
                statuses.add(CustomerStatus.valueOf(name));
            } catch (IllegalArgumentException unknown) {
                errors.put("status", "customer.filter.status.bad");
            }
        }
        var createdFrom = text(request, "createdFrom");
        var createdTo = text(request, "createdTo");
        var sort = request.getParameter("sort");
        var order = CustomerSort.DEFAULT;
        try {
            order = sort == null || sort.isEmpty() ? CustomerSort.DEFAULT : CustomerSort.of(sort);
        } catch (InvalidValue unknown) {
            errors.put("sort", "customer.filter.sort.bad");
        }
        var cursor = request.getParameter("cursor");
        try {
            if (cursor != null) {
                CustomerCursor.of(cursor, order);
            }
        } catch (InvalidValue malformed) {
            errors.put("sort", "customer.filter.cursor.bad");
            cursor = null;
        }
        var filter = new CustomerFilter(
                errors.containsKey("q") ? null : q,
                ranking.stream().filter(rankings::contains).toList(),
                statuses,
                day(createdFrom, "createdFrom", errors),
                day(createdTo, "createdTo", errors),
                "true".equals(request.getParameter("attention")));
        return new ListQuery(q, ranking, status, createdFrom, createdTo, sort, cursor, filter, order, errors);
    }

    private static String text(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static List<String> texts(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values == null
                ? List.of()
                : Arrays.stream(values).filter(value -> !value.isEmpty()).toList();
    }

    private static @Nullable LocalDate day(String typed, String name, Map<String, String> errors) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return Days.parse(typed);
        } catch (DateTimeException noDay) {
            errors.put(name, "customer.filter.day.bad");
            return null;
        }
    }
}
