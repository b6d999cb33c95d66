package com.partsportal.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of what happened to a customer.
 *
 * @param type stable code, such as {@code INVITED} or {@code MAIL_SENT}
 * @param by the person's name, or the portal's
 * @param text a sentence for people
 * @param rfq that it is about; only pages link it
 */
public record TimelineEntry(
        Instant at,
        String type,
        String by,
        String text,
        @JsonIgnore @Nullable Rfq rfq) {

    /** An RFQ by what both sides call it, such as "RFQ-1042", with which the text begins. */
    public record Rfq(UUID id, String reference) {}
}
