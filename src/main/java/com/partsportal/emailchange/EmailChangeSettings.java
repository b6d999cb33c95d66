package com.partsportal.emailchange;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The times of a request to change an address.
 *
 * @param expiresAfter to prove the new mailbox and to come to a decision
 * @param secondAfter how long the old mailbox may answer its notice before a second agent may stand in
 * @param coolingOff before a change without the old mailbox's yes is applied
 * @param undoFor how long the old mailbox may stop the login afterwards
 * @param reserveFor how long nobody else may have the old address
 */
@ConfigurationProperties("portal.email-change")
record EmailChangeSettings(
        @DefaultValue("P14D") Duration expiresAfter,
        @DefaultValue("P1D") Duration secondAfter,
        @DefaultValue("PT72H") Duration coolingOff,
        @DefaultValue("P7D") Duration undoFor,
        @DefaultValue("P180D") Duration reserveFor) {}
