package com.partsportal.webhook;

import com.partsportal.api.OneTimeSecret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with its secret, which was made just now and is shown this once.
 *
 * @param secret {@code whsec_} and Base64, as Standard Webhooks writes it
 */
public record IssuedWebhook(
        UUID id,
        String url,
        @Nullable String description,
        List<WebhookEvent> events,
        boolean active,
        Instant createdAt,
        @Nullable Instant switchedOffAt,
        @Nullable Instant failingSince,
        @Nullable Instant formerSecretUntil,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String secret)
        implements OneTimeSecret {

    static IssuedWebhook of(WebhookRow row, String secret) {
        return new IssuedWebhook(
                row.id(),
                row.url(),
                row.description(),
                row.events(),
                row.active(),
                row.createdAt(),
                row.switchedOffAt(),
                row.failingSince(),
                row.formerSecretUntil(),
                secret);
    }

    @Override
    public WebhookRow again() {
        return new WebhookRow(
                id, url, description, events, active, createdAt, switchedOffAt, failingSince, formerSecretUntil);
    }

    @Override
    public String toString() {
        return "IssuedWebhook[" + id + "]";
    }
}
