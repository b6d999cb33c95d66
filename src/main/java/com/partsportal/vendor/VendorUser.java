package com.partsportal.vendor;

import com.partsportal.account.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A login's place in a vendor. */
@Entity
class VendorUser {

    @Id
    private UUID id;

    private UUID vendorId;
    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean active;
    private Instant joinedAt;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    protected VendorUser() {}

    VendorUser(UUID id, UUID vendorId, UUID accountId, Role role, Instant now) {
        this.id = id;
        this.vendorId = vendorId;
        this.accountId = accountId;
        this.role = role;
        this.active = true;
        this.joinedAt = now;
    }

    VendorId vendor() {
        return new VendorId(vendorId);
    }

    boolean isAdmin() {
        return role == Role.VENDOR_ADMIN;
    }

    UUID accountId() {
        return accountId;
    }

    void changeRole(Role other) {
        role = other;
    }

    void deactivate() {
        active = false;
    }

    void reactivate() {
        active = true;
    }

    /** Invited again: the invited role, and active. */
    void rejoin(Role invitedRole) {
        role = invitedRole;
        active = true;
    }
}
