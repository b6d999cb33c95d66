package com.partsportal.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its vendor sees it.
 *
 * @param events what it is notified of; none means everything
 * @param switchedOffAt when the portal switched it off, since it had failed for days; null otherwise
 * @param failingSince the first of the failures since the last success; null when the last attempt was one
 * @param formerSecretUntil until when the former secret signs as well; null when there is none
 */
@Schema(name = "Webhook")
public record WebhookRow(
        UUID id,
        String url,
        @Nullable String description,
        List<WebhookEvent> events,
        boolean active,
        Instant createdAt,
        @Nullable Instant switchedOffAt,
        @Nullable Instant failingSince,
        @Nullable Instant formerSecretUntil) {}
