package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to be sent.
 *
 * @param discountPercent of the customer's ranking, for the decision table; 0 where there is none
 * @param invitedBy null: the portal itself
 * @param bulk part of an import, not counted against the hourly limit
 */
public record NewInvitation(
        InvitationScope scope,
        Invitee invitee,
        InvitationOptions options,
        BigDecimal discountPercent,
        @Nullable AccountId invitedBy,
        boolean bulk) {

    /** An invitation of a person, which no ranking and no import concerns. */
    public static NewInvitation ofPerson(
            InvitationScope scope, Invitee invitee, InvitationOptions options, @Nullable AccountId invitedBy) {
        return new NewInvitation(scope, invitee, options, BigDecimal.ZERO, invitedBy, false);
    }
}
