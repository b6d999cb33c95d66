package com.partsportal.customer;

import com.partsportal.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in a sorted list. It carries the instant for which the list was computed, so that invitations that lapse
 * while somebody leafs through do not move rows from page to page.
 *
 * @param backwards the page before this row instead of the one after it
 * @param place of the row's ranking or status in a list sorted by these, else 0
 * @param key what orders the rows of one place
 */
record CustomerCursor(CustomerSort sort, Instant at, boolean backwards, UUID id, int place, String key) {

    private static final char SEPARATOR = '\n';
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws InvalidValue with field {@code cursor} for anything that {@link #toString} did not write for this sort */
    static CustomerCursor of(String text, CustomerSort sort) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                    .split(String.valueOf(SEPARATOR), 6);
            if (parts.length == 6) {
                var cursor = new CustomerCursor(
                        CustomerSort.of(parts[0]),
                        instant(parts[1]),
                        parts[2].equals("<"),
                        UUID.fromString(parts[3]),
                        Integer.parseInt(parts[4]),
                        parts[5]);
                cursor.checkKey();
                if (cursor.sort().equals(sort)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException | DateTimeException malformed) {
            // answered below
        }
        throw new InvalidValue("cursor", "cursor.malformed");
    }

    /** One that the database can hold. */
    private static Instant instant(String text) {
        var instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("not of this time");
        }
        return instant;
    }

    private void checkKey() {
        switch (sort.key()) {
            case CREATED, RANKING, STATUS -> instant(key);
            case COMPANY_NAME, EMAIL -> {
                if (key.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("NUL");
                }
            }
        }
    }

    @Override
    public String toString() {
        var text = String.join(
                String.valueOf(SEPARATOR),
                sort.toString(),
                at.toString(),
                backwards ? "<" : ">",
                id.toString(),
                Integer.toString(place),
                key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
