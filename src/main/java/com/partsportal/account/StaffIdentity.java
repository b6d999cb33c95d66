package com.partsportal.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** Who a login of staff is at a provider of single sign-on. Written by {@link StaffIdentityRepository#link}, never changed. */
@Entity
class StaffIdentity {

    @Id
    private UUID id;

    private UUID accountId;

    private String issuer;

    private String subject;

    private Instant linkedAt;

    @SuppressWarnings("NullAway.Init")
    protected StaffIdentity() {}

    AccountId account() {
        return new AccountId(accountId);
    }
}
