package com.partsportal.customer;

import com.partsportal.shared.InvalidValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What a call of the API asks a list for; unlike a page it refuses what it cannot read. An empty value is none. */
record CustomerQuery(
        CustomerFilter filter, CustomerSort sort, @Nullable String cursor, int limit) {

    static final int DEFAULT_LIMIT = 50;
    static final int HIGHEST_LIMIT = 200;

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** @throws InvalidValue naming the parameter */
    static CustomerQuery of(MultiValueMap<String, String> params) {
        var filter = new CustomerFilter(
                one(params, "q"),
                all(params, "ranking"),
                all(params, "status").stream().map(CustomerQuery::status).toList(),
                day(params, "createdFrom"),
                day(params, "createdTo"));
        var sort = one(params, "sort");
        return new CustomerQuery(
                filter,
                sort == null ? CustomerSort.DEFAULT : CustomerSort.of(sort),
                one(params, "cursor"),
                limit(one(params, "limit")));
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
        if (DAY.matcher(day).matches()) {
            try {
                return LocalDate.parse(day);
            } catch (DateTimeException notInTheCalendar) {
                // answered below
            }
        }
        throw new InvalidValue(name, "day.malformed");
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
