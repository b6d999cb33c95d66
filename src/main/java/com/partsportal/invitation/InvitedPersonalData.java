package com.partsportal.invitation;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.privacy.RetentionStatements;
import com.partsportal.shared.EmailAddress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of somebody who was invited. Open invitations are ended by the modules that own them. */
@Component
class InvitedPersonalData implements PersonalData {

    private final PersonStatements tables;

    InvitedPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    private static final String OF_PERSON =
            " from invitation where (email = any(:addresses) or accepted_account_id = :account)";

    @Override
    public Person identify(Person person) {
        var known = person.withAddresses(
                tables
                        .texts("select distinct email from invitation where accepted_account_id = :account", person)
                        .stream()
                        .map(EmailAddress::new)
                        .toList());
        return known.withVendors(
                        tables.ids("select distinct vendor_id" + OF_PERSON + " and vendor_id is not null", known))
                .withCompanies(
                        tables.ids("select distinct company_id" + OF_PERSON + " and company_id is not null", known))
                .withProcessKeys(tables.ids("select distinct process_key" + OF_PERSON, known));
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(
                tables.kept("invitation", """
                        select kind, email, invited_name, role, status, delivery, delivery_words, language, note, invited_at,
                               expires_at, reminders_sent, ended_at, end_reason, accepted_name, accepted_terms""" + OF_PERSON + " order by invited_at", person),
                tables.kept("invitation_opening", """
                        select at, person from invitation_opening where invitation_id in (select id""" + OF_PERSON + ") order by at", person));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update invitation set email = 'erased-' || id || '@erased.invalid',
                    invited_name = case when kind = 'CONTACT' then invited_name else '%s' end,
                    delivery_words = null, note = null, end_reason = null, accepted_name = null, accepted_password_hash = null,
                    version = version + 1
                where email = any(:addresses) or accepted_account_id = :account""".formatted(Person.ERASED_NAME), person);
    }

    @Override
    public void expire(RetentionStatements expiring) {
        expiring.change("""
                update invitation set note = null, delivery_words = null, end_reason = null, accepted_name = null,
                    accepted_password_hash = null, version = version + 1
                where ended_at < :before
                  and coalesce(note, delivery_words, end_reason, accepted_name, accepted_password_hash) is not null""", expiring.settings().invitations());
    }
}
