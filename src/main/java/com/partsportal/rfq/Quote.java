package com.partsportal.rfq;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor offers in its answer.
 *
 * @param currency of all prices; null when there are none
 * @param leadDays days from an order to the delivery; null: not said
 * @param validUntil the last day on which it holds; null: not said
 * @param prices of one piece, for each line and quantity that the vendor offers
 */
public record Quote(
        @Nullable Currency currency,
        @Nullable Integer leadDays,
        @Nullable LocalDate validUntil,
        List<Price> prices) {

    /** An answer without an offer. */
    static final Quote NONE = new Quote(null, null, null, List.of());

    public Quote {
        prices = List.copyOf(prices);
    }

    /** The price of one piece of a line's part in this quantity. */
    public record Price(UUID line, int quantity, BigDecimal price) {

        /** Of all pieces. */
        public BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }
    }

    /** Whether the vendor offers nothing: no price, no lead time, no last day. */
    public boolean isEmpty() {
        return prices.isEmpty() && leadDays == null && validUntil == null;
    }

    /** The price of one piece; null: not offered. */
    public @Nullable Price price(UUID line, int quantity) {
        return prices.stream()
                .filter(one -> one.line().equals(line) && one.quantity() == quantity)
                .findFirst()
                .orElse(null);
    }
}
