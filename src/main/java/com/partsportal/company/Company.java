package com.partsportal.company;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Company {

    @Id
    private UUID id;

    private String name;

    @Nullable
    private String phone;

    /** Comma between; empty: any. */
    private String allowedDomains;

    private boolean rfqApproval;

    @Nullable
    private String shippingAddress;

    @Nullable
    private String shippingCountry;

    /** Null where it is the same as the shipping address. */
    @Nullable
    private String billingAddress;

    @Nullable
    private String billingCountry;

    @Nullable
    private String taxId;

    /** Counts the changes of the profile. */
    private int profileVersion;

    @Nullable
    private Instant partsSeenAt;

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
        this.allowedDomains = "";
        this.createdAt = now;
    }

    CompanyProfile profile() {
        return new CompanyProfile(
                name, phone, shippingAddress, shippingCountry, billingAddress, billingCountry, taxId, profileVersion);
    }

    void updateProfile(CompanyProfile profile) {
        name = profile.name();
        phone = profile.phone();
        shippingAddress = profile.shippingAddress();
        shippingCountry = profile.shippingCountry();
        billingAddress = profile.billingAddress();
        billingCountry = profile.billingCountry();
        taxId = profile.taxId();
        profileVersion++;
    }

    boolean hasSeenParts() {
        return partsSeenAt != null;
    }

    CompanyRow row() {
        return new CompanyRow(new CompanyId(id), name, phone);
    }

    CompanyRules rules() {
        return new CompanyRules(allowedDomains.isEmpty() ? List.of() : List.of(allowedDomains.split(",")), rfqApproval);
    }

    void setRules(CompanyRules rules) {
        allowedDomains = String.join(",", rules.allowedDomains());
        rfqApproval = rules.rfqApproval();
    }
}
