package com.partsportal.account;

import com.partsportal.account.StaffActed.Act;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Maps identities at the single sign-on provider to logins of staff, and decides whether they may sign in. It never
 * creates a login: an administrator adds people.
 */
@Service
public class StaffIdentities {

    private final StaffIdentityRepository identities;
    private final AccountRepository accounts;
    private final Accounts staff;
    private final SingleSignOnSettings settings;
    private final ApplicationEventPublisher published;
    private final Clock clock;

    StaffIdentities(
            StaffIdentityRepository identities,
            AccountRepository accounts,
            Accounts staff,
            SingleSignOnSettings settings,
            ApplicationEventPublisher published,
            Clock clock) {
        this.identities = identities;
        this.accounts = accounts;
        this.staff = staff;
        this.settings = settings;
        this.published = published;
        this.clock = clock;
    }

    /** How a sign-in at the provider ends here. */
    public sealed interface Admission {

        /** The provider vouched for a login of ours, with these credentials. */
        record Admitted(Credentials credentials) implements Admission {}

        /** @param account the login concerned; null: none that is known */
        record Refusal(Reason reason, @Nullable AccountId account) implements Admission {}
    }

    /** Why somebody with an identity at the provider may not sign in. */
    public enum Reason {
        /** The provider does not say that the person holds the mailbox; no login was looked for. */
        EMAIL_NOT_VERIFIED,
        /** There is no login of staff with this address, or it is deactivated. */
        NO_STAFF_LOGIN,
        /** The login belongs to somebody else at the provider. */
        OTHER_IDENTITY,
        /** None of the person's groups gives a role; the login's open sessions have ended. */
        NO_ROLE,
        /** The groups give another role, but it is the last active administrator. */
        LAST_ADMINISTRATOR
    }

    /**
     * Finds the login by issuer and subject or, at the first sign-in, by the verified address, which links it. Where the groups
     * decide, the login has their role afterwards; another one than before ends all its sessions.
     */
    @Retried
    @Transactional
    public Admission admit(ProviderIdentity who) {
        var linked = identities.findByIssuerAndSubject(who.issuer(), who.subject());
        var email = who.email();
        if (linked.isEmpty() && (!who.emailVerified() || email == null || !EmailAddress.isValid(email))) {
            return new Admission.Refusal(Reason.EMAIL_NOT_VERIFIED, null);
        }
        var login = linked.isPresent()
                ? accounts.findById(linked.get().account().value())
                : accounts.findByEmail(new EmailAddress(String.valueOf(email)).value());
        if (login.isEmpty()) {
            return new Admission.Refusal(Reason.NO_STAFF_LOGIN, null);
        }
        var id = login.get().id();
        if (!login.get().isStaff() || !login.get().isActive()) {
            return new Admission.Refusal(Reason.NO_STAFF_LOGIN, id);
        }
        if (linked.isEmpty() && isLinked(id)) {
            return new Admission.Refusal(Reason.OTHER_IDENTITY, id);
        }
        if (settings.decidesRoles()) {
            var role = settings.role(who.groups());
            if (role.isEmpty()) {
                staff.endSessions(id);
                return new Admission.Refusal(Reason.NO_ROLE, id);
            }
            if (login.get().row().staffRole() != role.get()
                    && staff.changeRole(id, role.get()) == StaffChange.LAST_ADMINISTRATOR) {
                return new Admission.Refusal(Reason.LAST_ADMINISTRATOR, id);
            }
        }
        if (linked.isEmpty() && !link(id, who)) {
            return new Admission.Refusal(Reason.OTHER_IDENTITY, id);
        }
        return new Admission.Admitted(login.get().credentials());
    }

    /** Of two first sign-ins at once the second one finds the link of the first. */
    private boolean link(AccountId account, ProviderIdentity who) {
        if (identities.link(Ids.next(), account.value(), who.issuer(), who.subject(), DatabaseTime.now(clock)) > 0) {
            published.publishEvent(StaffActed.of(account, Act.IDENTITY_LINKED));
            return true;
        }
        return identities
                .findByIssuerAndSubject(who.issuer(), who.subject())
                .filter(other -> other.account().equals(account))
                .isPresent();
    }

    /** Those of these logins that have signed in at the present provider. */
    @Transactional(readOnly = true)
    public Set<AccountId> linked(Collection<AccountId> logins) {
        return identities
                .linked(settings.issuer(), logins.stream().map(AccountId::value).toList())
                .stream()
                .map(AccountId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Unlinks a login from its identity at the provider, such as after the person was registered there again, and ends its
     * sessions: the next sign-in links it by its address. False when it is not linked.
     */
    @Retried
    @Transactional
    public boolean unlink(AccountId account) {
        if (identities.removeAll(account.value()) == 0) {
            return false;
        }
        staff.endSessions(account);
        published.publishEvent(StaffActed.of(account, Act.IDENTITY_UNLINKED));
        return true;
    }

    private boolean isLinked(AccountId account) {
        return linked(Set.of(account)).contains(account);
    }
}
