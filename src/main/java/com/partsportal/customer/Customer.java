package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.Invited;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Folding;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A vendor's record of one company, and the rules of its states. */
@Entity
class Customer {

    @Id
    private UUID id;

    private UUID vendorId;

    @Nullable
    private UUID companyId;

    private String companyName;
    private String companySort;

    @Column(updatable = false)
    private String email;

    @Nullable
    private String phone;

    private UUID rankingId;

    @Enumerated(EnumType.STRING)
    private CustomerStatus status;

    private String language;

    @Nullable
    private String note;

    @Nullable
    private Integer validDays;

    @Nullable
    private UUID invitationId;

    @Nullable
    private Instant invitedAt;

    @Nullable
    private Instant expiresAt;

    @Nullable
    private Instant acceptedAt;

    @Nullable
    private UUID contactAccountId;

    /** When the vendor got the first RFQ. */
    @Nullable
    private Instant firstRfqAt;

    private String searchText;
    private Instant createdAt;

    @Nullable
    private UUID createdBy;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    protected Customer() {}

    Customer(
            UUID id,
            VendorId vendor,
            String companyName,
            EmailAddress email,
            @Nullable PhoneNumber phone,
            UUID ranking,
            Locale language,
            @Nullable String note,
            @Nullable Integer validDays,
            @Nullable AccountId createdBy,
            Instant now) {
        this.id = id;
        this.vendorId = vendor.value();
        this.email = email.value();
        this.rankingId = ranking;
        this.status = CustomerStatus.DRAFT;
        this.language = language.toLanguageTag();
        this.note = note;
        this.validDays = validDays;
        this.createdBy = createdBy == null ? null : createdBy.value();
        this.createdAt = now;
        this.phone = phone == null ? null : phone.value();
        rename(companyName);
    }

    CustomerId id() {
        return new CustomerId(id);
    }

    VendorId vendor() {
        return new VendorId(vendorId);
    }

    @Nullable
    CompanyId company() {
        return companyId == null ? null : new CompanyId(companyId);
    }

    String companyName() {
        return companyName;
    }

    EmailAddress email() {
        return new EmailAddress(email);
    }

    @Nullable
    PhoneNumber phone() {
        return phone == null ? null : new PhoneNumber(phone);
    }

    UUID ranking() {
        return rankingId;
    }

    Locale language() {
        return Locale.forLanguageTag(language);
    }

    @Nullable
    String note() {
        return note;
    }

    @Nullable
    Integer validDays() {
        return validDays;
    }

    @Nullable
    InvitationId invitation() {
        return invitationId == null ? null : new InvitationId(invitationId);
    }

    /** A lapsed invitation counts as expired, even before its timer ran. */
    CustomerStatus status(Instant now) {
        return status == CustomerStatus.INVITED && expiresAt != null && !now.isBefore(expiresAt)
                ? CustomerStatus.EXPIRED
                : status;
    }

    /** @throws Refused {@code wrong-state} unless this action is offered now */
    void require(CustomerAction action, Instant now) {
        if (!status(now).offers(action)) {
            throw new Refused("wrong-state", Map.of("status", status(now).name()));
        }
    }

    void rename(String name) {
        companyName = name;
        companySort = Folding.fold(name);
        refreshSearchText();
    }

    void reach(@Nullable PhoneNumber number) {
        phone = number == null ? null : number.value();
        refreshSearchText();
    }

    /** What the next invitation says and how long it is open; false: that is so already. */
    boolean reword(Locale wanted, @Nullable String words, @Nullable Integer days) {
        var same = language.equals(wanted.toLanguageTag())
                && Objects.equals(note, words)
                && Objects.equals(validDays, days);
        language = wanted.toLanguageTag();
        note = words;
        validDays = days;
        return !same;
    }

    void rank(UUID ranking) {
        rankingId = ranking;
    }

    void invited(Invited invitation) {
        status = CustomerStatus.INVITED;
        invitationId = invitation.id().value();
        invitedAt = invitation.invitedAt();
        expiresAt = invitation.expiresAt();
    }

    void ended(CustomerStatus end) {
        status = end;
    }

    void accepted(CompanyId company, AccountId contact, Instant now) {
        status = CustomerStatus.ACTIVE;
        companyId = company.value();
        contactAccountId = contact.value();
        acceptedAt = now;
    }

    void asked(Instant now) {
        if (firstRfqAt == null) {
            firstRfqAt = now;
        }
    }

    void deactivate() {
        status = CustomerStatus.DEACTIVATED;
    }

    void reactivate() {
        status = CustomerStatus.ACTIVE;
    }

    private void refreshSearchText() {
        searchText = Folding.fold(companyName) + "\n" + email + "\n" + (phone == null ? "" : phone);
    }
}
