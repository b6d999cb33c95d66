package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AddressChangeGuard;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationOptions;
import com.partsportal.invitation.InvitationScope;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.Invitee;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Folding;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.jpa.domain.support.AuditingEntityListener;

/** A vendor's record of one company, and the rules of its states. */
@Entity
@EntityListeners(AuditingEntityListener.class)
class Customer {

    @Id
    private UUID id;

    private UUID vendorId;

    @Nullable
    private UUID companyId;

    private String companyName;
    private String companySort;

    /** The database refuses a change of it outside of {@link AddressChangeGuard}. */
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

    /** When the address followed a change of its login. */
    @Nullable
    private Instant emailChangedAt;

    /** When the vendor got the first RFQ. */
    @Nullable
    private Instant firstRfqAt;

    @Nullable
    private String externalId;

    private String searchText;
    private Instant createdAt;

    /** Set by each change of the record, and by a change of its invitation's delivery. */
    @LastModifiedDate
    private Instant changedAt;

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
            InvitationOptions options,
            @Nullable AccountId createdBy,
            Instant now) {
        this.id = id;
        this.vendorId = vendor.value();
        this.email = email.value();
        this.rankingId = ranking;
        this.status = CustomerStatus.DRAFT;
        this.language = options.language().toLanguageTag();
        this.note = options.note();
        this.validDays = options.validDays();
        this.createdBy = createdBy == null ? null : createdBy.value();
        this.createdAt = now;
        this.changedAt = now;
        this.phone = phone == null ? null : phone.value();
        this.companyName = companyName;
        this.companySort = Folding.fold(companyName);
        refreshSearchText();
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

    /** The login that is the primary contact; empty before acceptance. */
    Optional<AccountId> contact() {
        return Optional.ofNullable(contactAccountId).map(AccountId::new);
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

    void changePhone(@Nullable PhoneNumber number) {
        phone = number == null ? null : number.value();
        refreshSearchText();
    }

    /** A new draft of the same company with another address; the external id stays with this one. */
    Customer draftWithEmail(UUID newId, EmailAddress corrected, @Nullable AccountId by, Instant now) {
        return new Customer(newId, vendor(), companyName, corrected, phone(), rankingId, options(), by, now);
    }

    /** What the next invitation says and how long it is open. */
    InvitationOptions options() {
        return new InvitationOptions(language(), validDays, note);
    }

    /** Replaces {@link #options}; false: they are so already. */
    boolean changeInvitationOptions(InvitationOptions wanted) {
        var same = options().equals(wanted);
        language = wanted.language().toLanguageTag();
        note = wanted.note();
        validDays = wanted.validDays();
        return !same;
    }

    @Nullable
    String externalId() {
        return externalId;
    }

    /** @param id null takes it away */
    void assignExternalId(@Nullable String id) {
        externalId = id;
        refreshSearchText();
    }

    void assignRanking(UUID ranking) {
        rankingId = ranking;
    }

    /**
     * The invitation of its primary contact, with the options chosen for it.
     *
     * @param bulk whether it belongs to an import
     */
    NewInvitation newInvitation(BigDecimal discountPercent, @Nullable AccountId by, boolean bulk) {
        return new NewInvitation(
                InvitationScope.contact(vendorId, id),
                new Invitee(email(), companyName, Role.CUSTOMER_MANAGER),
                options(),
                discountPercent,
                by,
                bulk);
    }

    void invited(InvitationSnapshot invitation) {
        status = CustomerStatus.INVITED;
        invitationId = invitation.id().value();
        invitedAt = invitation.invitedAt();
        expiresAt = invitation.expiresAt();
    }

    /** Its invitation is open for longer. */
    void extended(Instant until) {
        expiresAt = until;
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

    void rfqReceived(Instant now) {
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

    /** The address of the contact's login has changed. */
    void followLogin(EmailAddress address, Instant now) {
        email = address.value();
        emailChangedAt = now;
        refreshSearchText();
    }

    /** Another login is the primary contact now. */
    void succeedContact(AccountId contact, EmailAddress address) {
        contactAccountId = contact.value();
        email = address.value();
        emailChangedAt = null;
        refreshSearchText();
    }

    /**
     * Nothing of its primary contact is known any more.
     *
     * @param placeholder in place of the address
     * @return whether anything was known
     */
    boolean eraseContact(EmailAddress placeholder) {
        if (email.equals(placeholder.value())) {
            return false;
        }
        email = placeholder.value();
        emailChangedAt = null;
        phone = null;
        note = null;
        refreshSearchText();
        return true;
    }

    private void refreshSearchText() {
        searchText = SearchText.of(companyName, email, phone, externalId);
    }
}
