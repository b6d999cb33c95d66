package com.partsportal.account;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.privacy.RetentionStatements;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is kept of a login. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LoginPersonalData implements PersonalData {

    private final PersonStatements tables;
    private final AccountRepository accounts;
    private final ReservedAddresses reserved;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LoginPersonalData(
            PersonStatements tables,
            AccountRepository accounts,
            ReservedAddresses reserved,
            Sessions sessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tables = tables;
        this.accounts = accounts;
        this.reserved = reserved;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /** How long the address of an erased login stays its own; as after a change of address. */
    private static final Duration RESERVED = Duration.ofDays(180);

    @Override
    public Person identify(Person person) {
        return person.addresses().stream()
                .flatMap(address -> owner(address).stream())
                .findFirst()
                .map(owner -> person.withLogin(owner.id().value(), owner.name(), owner.email()))
                .orElse(person);
    }

    private Optional<Account> owner(EmailAddress address) {
        return accounts.findByEmail(address.value())
                .or(() -> reserved.owners(address).stream()
                        .findFirst()
                        .flatMap(former -> accounts.findById(former.value())));
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(
                tables.kept("account", """
                        select id, email, name, phone, language, staff_role, active, terms_version, terms_accepted_at, created_at,
                               last_signed_in_at, password_changed_at, retired_at
                        from account where id = :account""", person),
                tables.kept("account_event", """
                        select at, type, from_network from account_event where account_id = :account order by at""", person),
                tables.kept("passkey", """
                        select name, created_at, last_used_at from passkey where account_id = :account order by created_at""", person),
                tables.kept("authenticator", """
                        select created_at, confirmed_at from authenticator where account_id = :account""", person),
                tables.kept("staff_identity", """
                        select issuer, subject, linked_at from staff_identity where account_id = :account""", person),
                tables.kept("password_link", """
                        select created_at, expires_at, used_at from password_link where account_id = :account
                        order by created_at""", person));
    }

    /** @throws Refused {@code last-administrator}: somebody has to be able to administer the portal */
    @Override
    public void end(Person person, @Nullable UUID by) {
        if (person.account() == null) {
            return;
        }
        var administrators = accounts.lockActiveAdministrators();
        if (administrators.size() == 1 && administrators.get(0).id().value().equals(person.account())) {
            throw new Refused("last-administrator");
        }
        accounts.findById(person.account())
                .filter(Account::isStaff)
                .ifPresent(staff -> events.publishEvent(new StaffLeft(staff.id())));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        if (person.account() == null) {
            return;
        }
        var login = new AccountId(person.account());
        var until = DatabaseTime.now(clock).plus(RESERVED);
        for (var address : person.addresses()) {
            if (!address.equals(Person.erasedAddress(person.account()))) {
                reserved.reserve(address, login, until);
            }
        }
        sessions.endAll(login);
        for (var table : List.of("passkey", "authenticator", "recovery_code", "password_link", "staff_identity")) {
            tables.change("delete from " + table + " where account_id = :account", person);
        }
        tables.change("""
                update account set email = 'erased-' || id || '@erased.invalid', name = '%s', phone = null, password_hash = null,
                    staff_role = null, active = false, terms_version = null, terms_accepted_at = null,
                    retired_at = coalesce(retired_at, now()), version = version + 1
                where id = :account""".formatted(Person.ERASED_NAME), person);
        tables.change("""
                update account_event set from_network = null
                where (account_id = :account or by_account = :account) and from_network is not null""", person);
    }

    @Override
    public void expire(RetentionStatements expiring) {
        expiring.change(
                "update account_event set from_network = null where at < :before and from_network is not null",
                expiring.settings().networks());
        expiring.change(
                "delete from password_link where created_at < :before",
                expiring.settings().passwordLinks());
    }
}
