package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's yes. What is accepted comes from the invitation alone.
 *
 * @param signedIn the login that says yes; null for somebody without one, who gives name and password
 * @param name given, trimmed and checked, by somebody without a login
 * @param passwordHash made before, since hashing takes long and no database connection may wait for it
 * @param termsVersion agreed to by somebody without a login
 * @param choice of {@link InvitationOwner#choices}
 */
public record AcceptInvitation(
        InvitationId invitation,
        @Nullable AccountId signedIn,
        @Nullable String name,
        @Nullable String passwordHash,
        @Nullable String termsVersion,
        @Nullable UUID choice) {

    @Override
    public String toString() {
        return "AcceptInvitation[" + invitation + "]";
    }
}
