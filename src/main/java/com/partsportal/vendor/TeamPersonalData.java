package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of a vendor's user. */
@Component
class TeamPersonalData implements PersonalData {

    private final PersonStatements tables;
    private final VendorUserRepository users;
    private final Team team;
    private final ApiKeys keys;

    TeamPersonalData(PersonStatements tables, VendorUserRepository users, Team team, ApiKeys keys) {
        this.tables = tables;
        this.users = users;
        this.team = team;
        this.keys = keys;
    }

    @Override
    public Person identify(Person person) {
        return person.withVendors(tables.ids("select vendor_id from vendor_user where account_id = :account", person));
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(
                tables.kept("vendor_user", """
                        select v.name as vendor, u.role, u.active, u.joined_at
                        from vendor_user u join vendor v on v.id = u.vendor_id where u.account_id = :account
                        order by u.joined_at""", person),
                tables.kept("vendor", """
                        select name, contact_email, contact_name, contact_phone from vendor
                        where lower(contact_email) = any(:addresses)
                           or id = any(:vendors) and contact_name ~* :pattern""", person),
                tables.kept("api_key", """
                        select name, created_at, last_used_at, revoked_at from api_key where created_by = :account
                        order by created_at""", person));
    }

    /** The only Vendor Admin stays one on paper: a vendor keeps its last one, and an administrator invites another. */
    @Override
    public void end(Person person, @Nullable UUID by) {
        if (person.account() == null) {
            return;
        }
        var login = new AccountId(person.account());
        for (var membership : users.findByAccountIdAndActiveTrue(person.account())) {
            var vendor = membership.vendor();
            if (membership.isAdmin()
                    && users.countByVendorIdAndRoleAndActiveTrue(vendor.value(), Role.VENDOR_ADMIN) == 1) {
                keys.endOf(vendor, login);
            } else {
                team.deactivate(vendor, login);
            }
        }
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update vendor set contact_email = null, version = version + 1
                where lower(contact_email) = any(:addresses)""", person);
        tables.change("""
                update vendor set contact_name = null, contact_phone = null, version = version + 1
                where id = any(:vendors) and contact_name ~* :pattern""", person);
        tables.change("""
                update vendor set suspended_reason = regexp_replace(suspended_reason, :pattern, '%s', 'gi'), version = version + 1
                where id = any(:vendors) and suspended_reason ~* :pattern""".formatted(Person.ERASED), person);
        tables.change("""
                update vendor_event set reason = regexp_replace(reason, :pattern, '%s', 'gi')
                where vendor_id = any(:vendors) and reason ~* :pattern""".formatted(Person.ERASED), person);
        tables.change("""
                update api_key set name = regexp_replace(name, :pattern, '%s', 'gi')
                where vendor_id = any(:vendors) and name ~* :pattern""".formatted(Person.ERASED), person);
    }
}
