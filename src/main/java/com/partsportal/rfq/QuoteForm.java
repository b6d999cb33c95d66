package com.partsportal.rfq;

import com.partsportal.shared.Days;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's offer as it is typed, with what is wrong with it beside each field.
 *
 * @param prices as typed, by line and quantity: {@code price-LINE-QUANTITY}
 * @param errors message keys by the field's name
 */
record QuoteForm(
        Map<String, String> prices, String currency, String leadDays, String validUntil, Map<String, String> errors) {

    private static final Pattern PRICE = Pattern.compile("([0-9]{1,9})(?:[.,]([0-9]{1,4}))?");
    private static final Pattern LEAD_DAYS = Pattern.compile("[0-9]{1,4}");
    private static final int LONGEST_LEAD = 3650;

    /** The field of one price. */
    static String field(UUID line, int quantity) {
        return "price-" + line + "-" + quantity;
    }

    static QuoteForm empty() {
        return new QuoteForm(Map.of(), "", "", "", new LinkedHashMap<>());
    }

    /** @param fields gives what was typed into the field of a name, null when there is none */
    static QuoteForm typed(List<RfqRow.Line> lines, Function<String, @Nullable String> fields) {
        var prices = new LinkedHashMap<String, String>();
        for (var line : lines) {
            for (var quantity : line.quantities()) {
                var field = field(line.id(), quantity);
                prices.put(field, text(fields.apply(field)));
            }
        }
        return new QuoteForm(
                prices,
                text(fields.apply("currency")),
                text(fields.apply("leadDays")),
                text(fields.apply("validUntil")),
                new LinkedHashMap<>());
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.trim();
    }

    /** What was typed into that field. */
    public String value(RfqRow.Line line, int quantity) {
        return prices.getOrDefault(field(line.id(), quantity), "");
    }

    /** The offer; what cannot be read is in {@link #errors}. */
    Quote read(List<RfqRow.Line> lines, LocalDate today) {
        var read = new ArrayList<Quote.Price>();
        for (var line : lines) {
            for (var quantity : line.quantities()) {
                var price = price(field(line.id(), quantity));
                if (price != null) {
                    read.add(new Quote.Price(line.id(), quantity, price));
                }
            }
        }
        return new Quote(read.isEmpty() ? null : money(), lead(), day(today), read);
    }

    /** Three digits after a sign could as well be a group of thousands: that is a question, not a price. */
    private @Nullable BigDecimal price(String field) {
        var typed = prices.getOrDefault(field, "");
        if (typed.isEmpty()) {
            return null;
        }
        var read = PRICE.matcher(typed);
        if (!read.matches()) {
            errors.put(field, "rfq.quote.price.bad");
            return null;
        }
        if (read.group(2) != null && read.group(2).length() == 3) {
            errors.put(field, "rfq.quote.price.meant");
            return null;
        }
        return new BigDecimal(read.group(1) + (read.group(2) == null ? "" : "." + read.group(2)));
    }

    private @Nullable Currency money() {
        try {
            return Currency.getInstance(currency);
        } catch (IllegalArgumentException unknown) {
            errors.put("currency", "rfq.quote.currency.bad");
            return null;
        }
    }

    private @Nullable Integer lead() {
        if (leadDays.isEmpty()) {
            return null;
        }
        if (!LEAD_DAYS.matcher(leadDays).matches() || Integer.parseInt(leadDays) > LONGEST_LEAD) {
            errors.put("leadDays", "rfq.quote.leadDays.bad");
            return null;
        }
        return Integer.valueOf(leadDays);
    }

    private @Nullable LocalDate day(LocalDate today) {
        if (validUntil.isEmpty()) {
            return null;
        }
        try {
            var day = Days.parse(validUntil);
            if (day.isBefore(today.minusDays(1)) || day.isAfter(today.plusYears(10))) {
                errors.put("validUntil", "rfq.quote.validUntil.bad");
            }
            return day;
        } catch (DateTimeException malformed) {
            errors.put("validUntil", "rfq.quote.validUntil.bad");
            return null;
        }
    }
}
