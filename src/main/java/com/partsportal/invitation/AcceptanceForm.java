package com.partsportal.invitation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the invited person fills in. Address, role and vendor are the invitation's own and no part of it.
 *
 * @param terms anything when the person agrees
 * @param choice of the companies that a login manages
 */
record AcceptanceForm(
        @Nullable String name,
        @Nullable String password,
        @Nullable String terms,
        @Nullable String choice) {

    /** Nothing filled in but the name, where the invitation knows it: a customer's contact has none yet. */
    static AcceptanceForm of(InvitationSnapshot invitation) {
        var name = invitation.kind() == InvitationKind.CONTACT ? null : invitation.invitedName();
        return new AcceptanceForm(name, null, null, null);
    }

    /** Whether the checkbox of the terms was ticked. */
    public boolean agreed() {
        return terms != null;
    }

    @Nullable
    UUID chosen() {
        try {
            return choice == null ? null : UUID.fromString(choice);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "AcceptanceForm";
    }
}
