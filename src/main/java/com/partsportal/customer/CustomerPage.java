package com.partsportal.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor null on the last page
 * @param previousCursor null on the first page
 */
public record CustomerPage(
        List<CustomerRow> items,
        @Nullable String nextCursor,
        @Nullable String previousCursor) {

    static final CustomerPage EMPTY = new CustomerPage(List.of(), null, null);
}
