package com.partsportal.rfq;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the RFQs that one may see.
 *
 * @param next where the next page begins; null on the last page
 */
public record RfqPage(List<RfqRow> rows, @Nullable RfqId next) {

    public RfqPage {
        rows = List.copyOf(rows);
    }

    /** {@link #next} as the API says it. */
    @Nullable
    String cursor() {
        return next == null ? null : next.toString();
    }
}
