package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to be sent.
 *
 * @param customerId of a {@link InvitationKind#CONTACT}, whose process has it as business key
 * @param invitedName the company of a contact, the person's name of the others, as the inviter wrote it
 * @param discountPercent of the customer's ranking, for the decision table; 0 where there is none
 * @param validDays chosen for this one, 1 to 30; null: environment or decision table
 * @param invitedBy null: the portal itself
 * @param bulk part of an import, not counted against the hourly limit
 */
public record NewInvitation(
        InvitationKind kind,
        @Nullable UUID vendorId,
        @Nullable UUID customerId,
        @Nullable UUID companyId,
        EmailAddress email,
        String invitedName,
        Role role,
        BigDecimal discountPercent,
        Locale language,
        @Nullable String note,
        @Nullable Integer validDays,
        @Nullable AccountId invitedBy,
        boolean bulk) {}
