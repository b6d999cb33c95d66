package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import java.security.Principal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as read from the database for this request: a change of role or membership counts at once on every
 * node. The principal of pages and API. At most one membership is the chosen one; {@code roles} holds its role, or the
 * role of staff, and is empty for a person without any membership.
 *
 * @param account of a person; of an API key: the key's own id, under which it is named in what it did
 * @param email null for an API key
 * @param vendorId the vendor of the chosen membership, with its name and time zone; null for others
 * @param companyId the company of the chosen membership, with its name; null for others
 * @param memberships everything the person could switch to, the chosen one included
 * @param mustAgreeToTerms whether there are new terms that the person has not agreed to
 */
public record SignedIn(
        AccountId account,
        @Nullable EmailAddress email,
        String name,
        Set<Role> roles,
        @Nullable UUID vendorId,
        @Nullable String vendorName,
        @Nullable ZoneId zone,
        @Nullable UUID companyId,
        @Nullable String companyName,
        List<Membership> memberships,
        boolean mustAgreeToTerms)
        implements Principal {

    public SignedIn {
        roles = Set.copyOf(roles);
        memberships = List.copyOf(memberships);
    }

    /** One vendor or company that a person belongs to. */
    public record Membership(UUID organisation, String name, Role role) {}

    /** The account's id: what a session and Camunda know a person by. */
    @Override
    public String getName() {
        return account.value().toString();
    }

    /** Whether the person has this role, as staff or in the active membership. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether one of the portal's own people. */
    public boolean isStaff() {
        return roles.stream().anyMatch(Role::isStaff);
    }

    /** The vendor this person acts for; only for pages that let nobody else in. */
    public UUID vendor() {
        if (vendorId == null) {
            throw new IllegalStateException("Not signed in for a vendor");
        }
        return vendorId;
    }

    /** The company this person acts for; only for pages that let nobody else in. */
    public UUID company() {
        if (companyId == null) {
            throw new IllegalStateException("Not signed in for a company");
        }
        return companyId;
    }

    /** The vendor or company of the chosen membership; empty for staff and for persons without one. */
    public Optional<UUID> organisation() {
        return Optional.ofNullable(vendorId != null ? vendorId : companyId);
    }

    /** The membership in that vendor or company; empty when there is none. */
    public Optional<Membership> membership(UUID organisation) {
        return memberships.stream()
                .filter(membership -> membership.organisation().equals(organisation))
                .findFirst();
    }

    /** Without the address and names, since it may reach a log. */
    @Override
    public String toString() {
        return "SignedIn[" + account.value() + " " + roles + "]";
    }
}
