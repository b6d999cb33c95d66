package com.partsportal.process;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of support's work in Tasklist.
 *
 * @param escalateAfter how long an agent's task may stay open before the support lead gets it too
 *     ({@code PORTAL_SUPPORT_ESCALATE_AFTER})
 */
@ConfigurationProperties("portal.support")
record SupportSettings(@DefaultValue("P2D") Duration escalateAfter) {}
