package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page behind an invitation's link tells.
 *
 * @param status a lapsed invitation is EXPIRED here
 * @param login the login that the address has already; null: there is none
 * @param staff the address belongs to the portal's staff
 * @param reserved the address was a login's before, which has another one now
 * @param newerSentAt when the newer invitation was sent, of a superseded one
 * @param choices what the login may link
 */
public record LandingPage(
        Invited invitation,
        InvitationStatus status,
        InvitationSubject.Facts facts,
        @Nullable AccountId login,
        boolean staff,
        boolean reserved,
        @Nullable Instant newerSentAt,
        List<InvitationSubject.Choice> choices) {}
