package com.partsportal.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** An address that was a login's before, as a keyed hash; written by {@link ReservedAddressRepository}. */
@Entity
class ReservedAddress {

    @Id
    private byte[] addressHash;

    private UUID accountId;

    private Instant reservedUntil;

    @SuppressWarnings("NullAway.Init")
    protected ReservedAddress() {}
}
