package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.privacy.RetentionStatements;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of a company's user. */
@Component
class MemberPersonalData implements PersonalData {

    private final PersonStatements tables;
    private final CompanyUserRepository members;
    private final CompanyUsers users;
    private final MemberReport report;

    MemberPersonalData(
            PersonStatements tables, CompanyUserRepository members, CompanyUsers users, MemberReport report) {
        this.tables = tables;
        this.members = members;
        this.users = users;
        this.report = report;
    }

    @Override
    public Person identify(Person person) {
        return person.withCompanies(
                tables.ids("select distinct company_id from company_user where account_id = :account", person));
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(
                tables.kept("company_user", """
                        select c.name as company, u.role, u.active, u.joined_at, u.ended_at
                        from company_user u join company c on c.id = u.company_id
                        where u.account_id = :account order by u.joined_at""", person),
                tables.kept("company_event", """
                        select at, type, from_network from company_event
                        where actor_id = :account or account_id = :account order by at""", person),
                tables.kept("company_change", """
                        select at, field, old_value, new_value, from_network from company_change
                        where actor_id = :account order by at""", person));
    }

    /** The only Manager stays one on paper: a company keeps its last Manager, and support finds another one. */
    @Override
    public void end(Person person, @Nullable UUID by) {
        if (person.account() == null) {
            return;
        }
        var login = new AccountId(person.account());
        for (var membership : members.findByAccountIdAndEndedAtIsNull(person.account())) {
            var company = membership.company();
            var onlyManager = membership.isActiveManager()
                    && report.activeManagers(company).equals(List.of(login));
            if (!onlyManager) {
                users.remove(company, membership.id(), by == null ? login : new AccountId(by));
            }
        }
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update company_event set from_network = null
                where actor_id = :account and from_network is not null""", person);
        tables.change("""
                update company_change set from_network = null,
                    old_value = regexp_replace(old_value, :pattern, '%1$s', 'gi'),
                    new_value = regexp_replace(new_value, :pattern, '%1$s', 'gi')
                where actor_id = :account
                   or (company_id = any(:companies) and concat_ws(' ', old_value, new_value) ~* :pattern)""".formatted(Person.ERASED), person);
        tables.change("""
                update company set shipping_address = regexp_replace(shipping_address, :pattern, '%1$s', 'gi'),
                    billing_address = regexp_replace(billing_address, :pattern, '%1$s', 'gi'), version = version + 1
                where id = any(:companies) and concat_ws(' ', shipping_address, billing_address) ~* :pattern""".formatted(Person.ERASED), person);
    }

    @Override
    public void expire(RetentionStatements expiring) {
        expiring.change(
                "update company_event set from_network = null where at < :before and from_network is not null",
                expiring.settings().networks());
        expiring.change(
                "update company_change set from_network = null where at < :before and from_network is not null",
                expiring.settings().networks());
    }
}
