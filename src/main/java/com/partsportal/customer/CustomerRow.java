package com.partsportal.customer;

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
 * @param ranking label of the vendor's list
 * @param status a lapsed invitation counts as {@code EXPIRED}
 * @param delivery of the newest invitation's mail; null for a draft
 * @param deliveryWords what the mail server said when it refused the address
 */
public record CustomerRow(
        CustomerId id,
        String companyName,
        @Nullable String ownName,
        EmailAddress email,
        @Nullable Instant emailChangedAt,
        @Nullable String phone,
        String ranking,
        CustomerStatus status,
        @Nullable InvitationId invitation,
        @Nullable DeliveryState delivery,
        @Nullable String deliveryWords,
        Instant createdAt,
        @Nullable Instant invitedAt,
        @Nullable Instant expiresAt,
        int remindersSent,
        @Nullable Instant acceptedAt,
        long partsReady) {

    CustomerRow withParts(long ready) {
        return new CustomerRow(
                id,
                companyName,
                ownName,
                email,
                emailChangedAt,
                phone,
                ranking,
                status,
                invitation,
                delivery,
                deliveryWords,
                createdAt,
                invitedAt,
                expiresAt,
                remindersSent,
                acceptedAt,
                ready);
    }
}
