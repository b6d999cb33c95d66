package com.partsportal.customer;

import com.partsportal.shared.Days;
import com.partsportal.shared.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The parameters of an API call that reads the list. Unlike a page it refuses what it cannot read; empty values are ignored. */
record CustomerQuery(
        CustomerFilter filter, CustomerSort sort, @Nullable String cursor, int limit) {

    static final int DEFAULT_LIMIT = 50;
    static final int HIGHEST_LIMIT = 200;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** @throws InvalidValue naming the parameter */
    static CustomerQuery of(MultiValueMap<String, String> params) {
        var filter = new CustomerFilter(
                one(params, "q"),
                all(params, "ranking"),
                all(params, "status").stream().map(CustomerQuery::status).toList(),
                day(params, "createdFrom"),
                day(params, "createdTo"),
                changedSince(one(params, "changedSince")),
                false);
        var sort = sort(one(params, "sort"), filter);
        return new CustomerQuery(filter, sort, one(params, "cursor"), limit(one(params, "limit")));
    }

    /** What changed is listed in the order in which it did, so that a program can go on where it stopped. */
    private static CustomerSort sort(@Nullable String word, CustomerFilter filter) {
        var sort = word == null ? null : CustomerSort.of(word);
        if (filter.changedSince() == null) {
            return sort == null ? CustomerSort.DEFAULT : sort;
        }
        if (sort != null && !sort.equals(CustomerSort.OLDEST_CHANGE_FIRST)) {
            throw new InvalidValue("sort", "sort.changed");
        }
        return CustomerSort.OLDEST_CHANGE_FIRST;
    }

    private static @Nullable Instant changedSince(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(CustomerCursor.EARLIEST) && !instant.isAfter(CustomerCursor.LATEST)) {
                return instant;
            }
        } catch (DateTimeException malformed) {
            // answered below
        }
        throw new InvalidValue("changedSince", "instant.malformed");
    }

    private static List<String> all(MultiValueMap<String, String> params, String name) {
        return params.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static @Nullable String one(MultiValueMap<String, String> params, String name) {
        var values = all(params, name);
        if (values.size() > 1) {
            throw new InvalidValue(name, "query.repeated");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static CustomerStatus status(String word) {
        return Arrays.stream(CustomerStatus.values())
                .filter(status -> status.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("status", "status.unknown"));
    }

    private static @Nullable LocalDate day(MultiValueMap<String, String> params, String name) {
        var day = one(params, name);
        if (day == null) {
            return null;
        }
        try {
            return Days.parse(day);
        } catch (DateTimeException notInTheCalendar) {
            throw new InvalidValue(name, "day.malformed");
        }
    }

    private static int limit(@Nullable String number) {
        if (number == null) {
            return DEFAULT_LIMIT;
        }
        if (NUMBER.matcher(number).matches()) {
            var limit = Integer.parseInt(number);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        }
        throw new InvalidValue("limit", "limit.range");
    }
}
