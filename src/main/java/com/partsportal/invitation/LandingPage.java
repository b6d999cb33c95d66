package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page behind an invitation's link shows.
 *
 * @param status what the page shows: a lapsed invitation is EXPIRED here; a dead one that was followed by another one is
 *     SUPERSEDED while that one is open, and ACCEPTED once it was accepted
 * @param login the login that the address has already; null: there is none
 * @param staff the address belongs to the portal's staff
 * @param reserved the address was a login's before, which has another one now
 * @param paused the vendor is suspended: the invitation is kept, and cannot be accepted now
 * @param newer the newer invitation, of a superseded one
 * @param acceptedAt when this one, or the newer one, was accepted
 * @param choices what the login may link
 */
public record LandingPage(
        InvitationSnapshot invitation,
        InvitationStatus status,
        InvitationOwner.Facts facts,
        @Nullable AccountId login,
        boolean staff,
        boolean reserved,
        boolean paused,
        @Nullable Newer newer,
        @Nullable Instant acceptedAt,
        List<InvitationOwner.Choice> choices) {

    /** The invitation that followed. @param ended it leads no further either */
    public record Newer(Instant sentAt, boolean ended) {}
}
