package com.partsportal.webhook;

import com.partsportal.shared.PlainText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is changed of an endpoint; null keeps what is there.
 *
 * @param events none: everything
 * @param active on again, or off; what waits for an endpoint that is off is not delivered
 * @param rotateSecret true makes a new secret; the former one signs as well for a day
 */
public record EditedWebhook(
        @Nullable String url,

        @PlainText(max = NewWebhook.LONGEST_DESCRIPTION) @Nullable
        String description,

        @Nullable Set<WebhookEvent> events,
        @Nullable Boolean active,
        @Nullable Boolean rotateSecret) {}
