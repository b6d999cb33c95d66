package com.partsportal.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the endpoint's vendor sees it.
 *
 * @param id also {@code webhook-id}
 * @param type the event's code, or {@code test}
 * @param status of HTTP, of the last attempt; null without an answer
 * @param failure a code: {@code status}, {@code timeout}, {@code connection}, {@code private-address}, {@code tls}; null
 *     after a success and before the first attempt
 * @param response the first kilobyte of the last answer's body
 */
@Schema(name = "WebhookDelivery")
record WebhookDeliveryRow(
        UUID id,
        String type,
        @Nullable UUID customerId,
        WebhookState state,
        int attempts,
        Instant createdAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant deliveredAt,
        @Nullable Integer status,
        @Nullable String failure,
        @Nullable String response) {}
