package com.partsportal.shared;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of what one person, client or organisation may do, over all nodes. What goes beyond is answered with 429 and
 * {@code Retry-After}. A client is an IPv4 address or the /64 network of an IPv6 address ({@link ClientNetwork#counted}).
 *
 * @param enabled false switches all of them off, for load tests only ({@code PORTAL_RATE_LIMITS_ENABLED})
 * @param resendInterval least time between two sendings of one vendor or company to one address
 *     ({@code PORTAL_INVITATION_RESEND_INTERVAL})
 * @param vendorInvitations single invitations of one vendor, imports left out
 * @param companyInvitations invitations of one company
 * @param openInvitationsOfVendor invitations of one vendor that may be unanswered at once; an import is refused as a
 *     whole once they are reached
 * @param openInvitationsOfCompany invitations of one company that may be unanswered at once
 * @param mailsToAddress invitations and reminders that one address gets, over all vendors; beyond that the mail waits
 * @param linkPages views of the pages behind a mailed link, of each kind, by one client
 * @param requestForms requests by one client that cause a mail and need no sign-in, of each kind
 * @param signInFailures wrong passwords of one client for one login
 * @param signInFailuresOfClient wrong passwords of one client for all logins
 * @param signInFailuresOfAccount wrong passwords of all clients for one login; beyond that, sign-ins with this login
 *     from networks that it has not used before wait for each other
 * @param signInPause time between two such sign-ins
 * @param networkRemembered how long a network counts as one that a login has used, since its last sign-in there
 * @param passkeyFailures passkeys of one client that fit no login
 * @param passkeyChallenges passkey sign-ins that one client begins
 * @param secondFactorFailures wrong codes of a second factor for one login, by all clients, who know its password
 * @param secondFactorFailuresOfDay the same of a day
 * @param passwordMails links to a new password that one address gets
 * @param emailChangesOfLogin requests to change the address of one login
 * @param emailChangesToAddress requests that name one address as the new one
 * @param hashingQueue password hashes that may wait on a node, for each of its cores
 * @param hashingWait the longest such wait
 */
@ConfigurationProperties("portal.limits")
public record Limits(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PT10M") Duration resendInterval,
        @DefaultValue("300/PT1H") Limit vendorInvitations,
        @DefaultValue("50/PT1H") Limit companyInvitations,
        @DefaultValue("20000") int openInvitationsOfVendor,
        @DefaultValue("200") int openInvitationsOfCompany,
        @DefaultValue("10/P1D") Limit mailsToAddress,
        @DefaultValue("60/PT1M") Limit linkPages,
        @DefaultValue("5/PT1H") Limit requestForms,
        @DefaultValue("10/PT15M") Limit signInFailures,
        @DefaultValue("50/PT15M") Limit signInFailuresOfClient,
        @DefaultValue("50/PT15M") Limit signInFailuresOfAccount,
        @DefaultValue("PT1S") Duration signInPause,
        @DefaultValue("P30D") Duration networkRemembered,
        @DefaultValue("10/PT15M") Limit passkeyFailures,
        @DefaultValue("60/PT1M") Limit passkeyChallenges,
        @DefaultValue("10/PT15M") Limit secondFactorFailures,
        @DefaultValue("50/P1D") Limit secondFactorFailuresOfDay,
        @DefaultValue("3/PT1H") Limit passwordMails,
        @DefaultValue("5/P1D") Limit emailChangesOfLogin,
        @DefaultValue("5/P1D") Limit emailChangesToAddress,
        @DefaultValue("4") int hashingQueue,
        @DefaultValue("PT2S") Duration hashingWait) {}
