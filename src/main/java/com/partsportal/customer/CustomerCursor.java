package com.partsportal.customer;

import com.partsportal.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in a sorted list. It carries the instant for which the list was computed, so that invitations that lapse
 * while somebody pages through it do not move rows from page to page.
 *
 * @param backwards the page before this row instead of the one after it
 * @param place of the row's ranking or status in a list sorted by these, else 0
 * @param key what orders the rows of one place: an {@link Instant}, or a text when sorted by company or address
 */
record CustomerCursor(CustomerSort sort, Instant at, boolean backwards, UUID id, int place, Object key) {

    /** The bounds of an instant that a client may name: within them the database can hold it. */
    static final Instant EARLIEST = Instant.EPOCH;

    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static CustomerCursor at(CustomerListReport.Found row, CustomerSort sort, Instant at, boolean backwards) {
        return new CustomerCursor(sort, at, backwards, row.row().id().value(), row.place(), row.key());
    }

    /** @throws InvalidValue with field {@code cursor} for anything that {@link #toString} did not write for this sort */
    static CustomerCursor of(String text, CustomerSort sort) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 6);
            if (parts.length == 6 && parts[0].equals(sort.toString()) && parts[5].indexOf('\0') < 0) {
                var key = sort.key().isTime() ? instant(parts[5]) : parts[5];
                var place = Integer.parseInt(parts[4]);
                return new CustomerCursor(
                        sort, instant(parts[1]), parts[2].equals("<"), UUID.fromString(parts[3]), place, key);
            }
        } catch (IllegalArgumentException | DateTimeException malformed) {
            // answered below
        }
        throw new InvalidValue("cursor", "cursor.malformed");
    }

    private static Instant instant(String text) {
        var instant = Instant.parse(text);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("not of this time");
        }
        return instant;
    }

    @Override
    public String toString() {
        var text = String.join("\n", sort + "", at + "", backwards ? "<" : ">", id + "", place + "", key + "");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
