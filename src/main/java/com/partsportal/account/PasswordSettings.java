package com.partsportal.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long links to set a password live.
 *
 * @param linkExpiresAfter of a forgotten password
 * @param firstLinkExpiresAfter of the first password of staff
 */
@ConfigurationProperties("portal.password")
record PasswordSettings(
        @DefaultValue("PT1H") Duration linkExpiresAfter,
        @DefaultValue("P7D") Duration firstLinkExpiresAfter) {}
