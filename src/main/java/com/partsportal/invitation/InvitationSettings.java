package com.partsportal.invitation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Overrides of the decision table and limits.
 *
 * @param expiresAfter ISO-8601 duration for every invitation; null: the decision table
 * @param remindAfter ISO-8601 durations since inviting; null: the decision table
 * @param resendInterval least time between two sendings of one inviting side to one address
 * @param hourlyLimit invitations of one vendor within an hour, imports left out
 */
@ConfigurationProperties("portal.invitation")
public record InvitationSettings(
        @Nullable Duration expiresAfter,
        @Nullable List<Duration> remindAfter,
        @DefaultValue("PT10M") Duration resendInterval,
        @DefaultValue("300") int hourlyLimit) {

    public InvitationSettings {
        if (expiresAfter != null && (expiresAfter.isNegative() || expiresAfter.isZero())) {
            throw new IllegalArgumentException("PORTAL_INVITATION_EXPIRES_AFTER must be longer than nothing");
        }
    }
}
