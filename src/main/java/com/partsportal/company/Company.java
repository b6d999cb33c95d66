package com.partsportal.company;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Company {

    @Id
    private UUID id;

    private String name;

    @Nullable
    private String phone;

    private Instant createdAt;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    protected Company() {}

    Company(UUID id, String name, @Nullable String phone, Instant now) {
        this.id = id;
        this.name = name;
        this.phone = phone;
        this.createdAt = now;
    }

    CompanyRow row() {
        return new CompanyRow(new CompanyId(id), name, phone);
    }
}
