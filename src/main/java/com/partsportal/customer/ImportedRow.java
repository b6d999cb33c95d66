package com.partsportal.customer;

import org.jspecify.annotations.Nullable;

/**
 * A row of an imported file and what became of it.
 *
 * @param line in the file, the header is 1
 * @param code why it was refused, stable: {@code malformed}, {@code duplicate-in-file}, {@code duplicate-customer} or
 *     {@code failed}; null when it was not
 * @param words key of the words that say why
 * @param customer the customer that it became, or that has its address already
 */
public record ImportedRow(
        long line,
        String companyName,
        String email,
        String phone,
        String ranking,
        boolean done,
        @Nullable String code,
        @Nullable String field,
        @Nullable String words,
        @Nullable CustomerId customer,
        boolean invited) {}
