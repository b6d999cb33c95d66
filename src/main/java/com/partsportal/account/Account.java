package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A login. Its address is not changed here: the database refuses it outside of the few methods that may. */
@Entity
class Account {

    @Id
    private UUID id;

    @Column(updatable = false)
    private String email;

    private String name;

    private @Nullable String phone;

    private @Nullable String passwordHash;

    @Enumerated(EnumType.STRING)
    private @Nullable Role staffRole;

    private String language;

    private boolean active;

    private @Nullable String termsVersion;

    private @Nullable Instant termsAcceptedAt;

    private @Nullable Instant passwordChangedAt;

    private @Nullable Instant lastSignedInAt;

    private @Nullable Instant retiredAt;

    private String mutedNotices = "";

    private Instant createdAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    private Account(UUID id, EmailAddress email, String name, Locale language, Instant now) {
        this.id = id;
        this.email = email.value();
        this.name = name;
        this.language = language.getLanguage();
        this.active = true;
        this.createdAt = now;
    }

    /** Without a password: nobody can sign in before one is set by a mailed link. */
    static Account ofStaff(UUID id, EmailAddress email, String name, Role role, Locale language, Instant now) {
        var opened = new Account(id, email, name, language, now);
        opened.changeRole(role);
        return opened;
    }

    void setPassword(String hash, Instant now) {
        passwordHash = hash;
        passwordChangedAt = now;
    }

    void forgetPassword(Instant now) {
        passwordHash = null;
        passwordChangedAt = now;
    }

    /** @param muted as in {@link AccountRow#muted} */
    void muteNotices(Collection<String> muted) {
        mutedNotices = muted.stream().sorted().collect(Collectors.joining(","));
    }

    void updateProfile(String itsName, @Nullable String itsPhone) {
        name = itsName;
        phone = itsPhone;
    }

    /** Only an accepted invitation makes it a login again, with a password of its own. */
    void retire(Instant now) {
        active = false;
        forgetPassword(now);
        phone = null;
        retiredAt = now;
    }

    /** Whether the person agreed to terms before, but not to these. */
    boolean mustAgreeTo(String version) {
        return !isStaff() && termsVersion != null && !termsVersion.equals(version);
    }

    void agree(String version, Instant now) {
        termsVersion = version;
        termsAcceptedAt = now;
    }

    /** Whether it was another role before. */
    boolean changeRole(Role role) {
        if (!role.isStaff()) {
            throw new IllegalArgumentException(role + " is not a role of staff");
        }
        var changed = staffRole != role;
        staffRole = role;
        return changed;
    }

    void deactivate() {
        active = false;
    }

    void reactivate() {
        active = true;
    }

    AccountId id() {
        return new AccountId(id);
    }

    boolean isStaff() {
        return staffRole != null;
    }

    boolean isActiveAdministrator() {
        return active && staffRole == Role.ADMIN;
    }

    boolean isActive() {
        return active;
    }

    boolean isRetired() {
        return retiredAt != null;
    }

    boolean hasPassword() {
        return passwordHash != null;
    }

    EmailAddress email() {
        return new EmailAddress(email);
    }

    String name() {
        return name;
    }

    @Nullable
    String phone() {
        return phone;
    }

    @Nullable
    String termsVersion() {
        return termsVersion;
    }

    Locale language() {
        return Locale.forLanguageTag(language);
    }

    Credentials credentials() {
        return new Credentials(id(), passwordHash, passwordChangedAt, active, isStaff());
    }

    AccountRow row() {
        return new AccountRow(
                id(),
                email(),
                name,
                active,
                staffRole,
                language(),
                phone,
                mustAgreeTo(Terms.VERSION),
                mutedNotices.isEmpty() ? Set.of() : Set.of(mutedNotices.split(",")));
    }

    StaffRow staffRow() {
        return new StaffRow(id(), email(), name, staffRole, active, passwordHash != null, lastSignedInAt);
    }
}
