package com.partsportal.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are delivered.
 *
 * @param privateTargets whether plain http and private addresses are allowed too (development)
 * @param deadline longest time of one attempt, all in all; shorter than a claim lasts (30 s)
 * @param switchOffAfter how long an endpoint may fail without a success in between before it is switched off
 * @param secretOverlap how long a secret still signs after a new one was made
 * @param retention how long a delivery is kept once it is over
 */
@ConfigurationProperties("portal.webhooks")
public record WebhookSettings(
        @DefaultValue("false") boolean privateTargets,
        @DefaultValue("PT15S") Duration deadline,
        @DefaultValue("P5D") Duration switchOffAfter,
        @DefaultValue("P1D") Duration secretOverlap,
        @DefaultValue("P30D") Duration retention) {

    public WebhookSettings {
        if (deadline.isZero() || deadline.isNegative() || deadline.compareTo(WebhookDeliveries.CLAIM) >= 0) {
            throw new IllegalArgumentException(
                    "portal.webhooks.deadline must be shorter than " + WebhookDeliveries.CLAIM);
        }
    }
}
