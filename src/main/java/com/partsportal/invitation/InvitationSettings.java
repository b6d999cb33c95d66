package com.partsportal.invitation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Overrides of the decision table.
 *
 * @param expiresAfter ISO-8601 duration for every invitation; null: the decision table
 * @param remindAfter ISO-8601 durations since inviting; null: the decision table
 */
@ConfigurationProperties("portal.invitation")
public record InvitationSettings(
        @Nullable Duration expiresAfter, @Nullable List<Duration> remindAfter) {

    public InvitationSettings {
        if (expiresAfter != null && (expiresAfter.isNegative() || expiresAfter.isZero())) {
            throw new IllegalArgumentException("PORTAL_INVITATION_EXPIRES_AFTER must be longer than nothing");
        }
    }
}
