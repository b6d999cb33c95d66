package com.partsportal.customer;

import com.partsportal.invitation.DeliveryFailure;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer as lists and pages show it.
 *
 * @param companyName the vendor's own label
 * @param ownName what the company calls itself; null before acceptance
 * @param emailChangedAt when support moved the contact's login to this address; null: never
 * @param externalId the vendor's own number of it
 * @param ranking label of the vendor's list
 * @param changedAt when the record, its status or the delivery of its invitation changed last
 * @param status a lapsed invitation counts as {@code EXPIRED}
 * @param delivery of the newest invitation's mail; null for a draft
 * @param deliveryFailure why it is {@code FAILED}
 * @param deliveryReason what the mail server said when it refused the address, or when the email came back
 */
public record CustomerRow(
        CustomerId id,
        String companyName,
        @Nullable String ownName,
        EmailAddress email,
        @Nullable Instant emailChangedAt,
        @Nullable String phone,
        @Nullable String externalId,
        String ranking,
        CustomerStatus status,
        @Nullable InvitationId invitation,
        @Nullable DeliveryState delivery,
        @Nullable DeliveryFailure deliveryFailure,
        @Nullable String deliveryReason,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant invitedAt,
        @Nullable Instant expiresAt,
        int remindersSent,
        @Nullable Instant acceptedAt,
        Visits visits,
        long partsReady) {

    CustomerRow withParts(long ready) {
        return new CustomerRow(
                id,
                companyName,
                ownName,
                email,
                emailChangedAt,
                phone,
                externalId,
                ranking,
                status,
                invitation,
                delivery,
                deliveryFailure,
                deliveryReason,
                createdAt,
                changedAt,
                invitedAt,
                expiresAt,
                remindersSent,
                acceptedAt,
                visits,
                ready);
    }
}
