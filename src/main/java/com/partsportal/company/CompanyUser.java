package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A login's place in a company. */
@Entity
class CompanyUser {

    @Id
    private UUID id;

    private UUID companyId;
    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean active;
    private boolean initialContact;
    private Instant joinedAt;

    @Nullable
    private Instant endedAt;

    /** Written by the query that notes a visit. */
    @Nullable
    @Column(insertable = false, updatable = false)
    private Instant partsVisitedBefore;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    protected CompanyUser() {}

    CompanyUser(UUID id, UUID companyId, UUID accountId, Role role, boolean initialContact, Instant now) {
        this.id = id;
        this.companyId = companyId;
        this.accountId = accountId;
        this.role = role;
        this.active = true;
        this.initialContact = initialContact;
        this.joinedAt = now;
    }

    CompanyId company() {
        return new CompanyId(companyId);
    }

    UUID id() {
        return id;
    }

    AccountId account() {
        return new AccountId(accountId);
    }

    Role role() {
        return role;
    }

    boolean isActive() {
        return active && endedAt == null;
    }

    boolean isActiveManager() {
        return isActive() && role == Role.CUSTOMER_MANAGER;
    }

    void change(Role other) {
        if (!other.isCustomer()) {
            throw new IllegalArgumentException(other + " is not a role in a company");
        }
        role = other;
    }

    void deactivate() {
        active = false;
    }

    void reactivate() {
        active = true;
    }

    /** For good: a later invitation makes a new membership. */
    void end(Instant now) {
        active = false;
        endedAt = now;
    }
}
