package com.partsportal.harness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that the sink has read to its final dot and did not refuse.
 *
 * @param link the address of the portal in its text
 * @param node which node sent it
 * @param dotAt when its final dot was read
 * @param answeredAt when the 250 was written; null: the node never got an answer
 */
public record MailCopy(
        String messageId,
        String kind,
        String recipient,
        @Nullable String link,
        int node,
        Instant dotAt,
        @Nullable Instant answeredAt) {}
