package com.partsportal.webhook;

import com.partsportal.shared.PlainText;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of an endpoint.
 *
 * @param events codes; none means everything
 */
record WebhookForm(
        @Nullable String url,

        @PlainText(max = NewWebhook.LONGEST_DESCRIPTION) @Nullable
        String description,

        @Nullable Set<String> events) {

    static WebhookForm empty() {
        return new WebhookForm("", "", Set.of());
    }

    static WebhookForm of(WebhookRow row) {
        return new WebhookForm(
                row.url(),
                row.description(),
                row.events().stream().map(WebhookEvent::code).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Unknown codes are left out: no page sends them. */
    Set<WebhookEvent> chosen() {
        return events == null
                ? Set.of()
                : Arrays.stream(WebhookEvent.values())
                        .filter(event -> events.contains(event.code()))
                        .collect(Collectors.toSet());
    }
}
