package com.partsportal.webhook;

import com.partsportal.shared.PlainText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint to be made.
 *
 * @param url an https address of at most 2,000 characters
 * @param events what it is notified of; null or none: everything
 */
public record NewWebhook(
        String url,
        @PlainText(max = LONGEST_DESCRIPTION) @Nullable String description,
        @Nullable Set<WebhookEvent> events) {

    /** In characters. */
    static final int LONGEST_DESCRIPTION = 200;
}
