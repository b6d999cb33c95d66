package com.partsportal.invitation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an invitation leads into.
 *
 * @param vendorId who invites; null for a colleague
 * @param customerId of a {@link InvitationKind#CONTACT}, whose process has it as business key; null for a preview
 * @param companyId of a {@link InvitationKind#COLLEAGUE}
 */
public record InvitationScope(
        InvitationKind kind,
        @Nullable UUID vendorId,
        @Nullable UUID customerId,
        @Nullable UUID companyId) {

    /** The primary contact of a vendor's customer. */
    public static InvitationScope contact(UUID vendorId, @Nullable UUID customerId) {
        return new InvitationScope(InvitationKind.CONTACT, vendorId, customerId, null);
    }

    /** A member of a vendor's team. */
    public static InvitationScope team(UUID vendorId) {
        return new InvitationScope(InvitationKind.TEAM, vendorId, null, null);
    }

    /** A user of a customer's company. */
    public static InvitationScope colleague(UUID companyId) {
        return new InvitationScope(InvitationKind.COLLEAGUE, null, null, companyId);
    }
}
