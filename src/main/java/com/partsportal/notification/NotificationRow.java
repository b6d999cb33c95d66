package com.partsportal.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its page shows it.
 *
 * @param company the vendor's name for the customer, or the invited person's name
 * @param reference of an RFQ, such as "RFQ-1042", or the number of a case
 * @param actor the name of who did it
 * @param path the page that it leads to
 */
public record NotificationRow(
        UUID id,
        NotificationKind kind,
        @Nullable String company,
        @Nullable String vendor,
        @Nullable String reference,
        @Nullable String actor,
        Instant at,
        boolean read,
        String path) {

    /** What the sentence of the kind names. */
    public Object[] names() {
        return new Object[] {company, vendor, reference, actor};
    }
}
