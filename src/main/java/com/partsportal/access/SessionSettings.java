package com.partsportal.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When sessions end by themselves. How long other people than staff may be idle is Spring's {@code server.servlet.session.timeout}.
 *
 * @param staffIdleFor how long staff may do nothing
 * @param staffEndsAfter how long a session of staff lasts in all, since the sign-in
 * @param endsAfter the same of everybody else
 */
@ConfigurationProperties("portal.session")
record SessionSettings(
        @DefaultValue("PT8H") Duration staffIdleFor,
        @DefaultValue("PT12H") Duration staffEndsAfter,
        @DefaultValue("P30D") Duration endsAfter) {

    Duration endsAfter(boolean staff) {
        return staff ? staffEndsAfter : endsAfter;
    }
}
