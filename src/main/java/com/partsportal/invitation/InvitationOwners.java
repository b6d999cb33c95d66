package com.partsportal.invitation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds the owner of an invitation by its kind. */
@Component
class InvitationOwners {

    private final Map<InvitationKind, InvitationOwner> byKind = new EnumMap<>(InvitationKind.class);

    InvitationOwners(List<InvitationOwner> owners) {
        owners.forEach(owner -> byKind.put(owner.kind(), owner));
    }

    /** @throws IllegalStateException when no module owns invitations of this kind */
    InvitationOwner of(InvitationSnapshot invitation) {
        return of(invitation.kind());
    }

    /** @throws IllegalStateException when no module owns invitations of this kind */
    InvitationOwner of(InvitationKind kind) {
        var owner = byKind.get(kind);
        if (owner == null) {
            throw new IllegalStateException("nobody owns invitations of kind " + kind);
        }
        return owner;
    }
}
