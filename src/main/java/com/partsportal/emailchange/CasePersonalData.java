package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
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

/** What is kept of somebody in requests for another address and in support's cases. */
@Component
class CasePersonalData implements PersonalData {

    private final PersonStatements tables;
    private final EmailChanges changes;
    private final ManagerlessCompanies companies;

    CasePersonalData(PersonStatements tables, EmailChanges changes, ManagerlessCompanies companies) {
        this.tables = tables;
        this.changes = changes;
        this.companies = companies;
    }

    private static final String CHANGES =
            " from email_change where account_id = :account or current_email = any(:addresses) or new_email = any(:addresses)";
    private static final String CASES = " from support_case where account_id = :account";

    @Override
    public Person identify(Person person) {
        var known = person.withAddresses(
                tables.texts("""
                select distinct unnest(array[current_email, new_email]) from email_change
                where account_id = :account and state = 'APPLIED'""", person).stream().map(EmailAddress::new).toList());
        return known.withProcessKeys(tables.ids("select id" + CHANGES, known))
                .withProcessKeys(tables.ids("select id" + CASES, known));
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(
                tables.kept("email_change", """
                        select number, current_email, new_email, reason, source, state, question, answer, silent_reason, requested_at,
                               requested_from, ended_at""" + CHANGES + " order by requested_at", person),
                tables.kept("email_change_event", """
                        select at, type, comment from email_change_event
                        where email_change_id in (select id""" + CHANGES + ") order by at", person),
                tables.kept("support_case", """
                        select number, kind, state, opened_at, closed_at, outcome, report, comment""" + CASES + " order by opened_at", person),
                tables.kept("support_case_event", """
                        select at, type, comment from support_case_event
                        where support_case_id in (select id""" + CASES + ") order by at", person));
    }

    @Override
    public void end(Person person, @Nullable UUID by) {
        tables.ids("select id from (select *" + CHANGES + ") own where state = 'OPEN'", person)
                .forEach(open -> changes.cancel(new EmailChangeId(open)));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update email_change_event set comment = null
                where comment is not null and email_change_id in (select id""" + CHANGES + ")", person);
        tables.change("""
                update email_change_link set recipient = 'erased@erased.invalid'
                where email_change_id in (select id""" + CHANGES + ") or account_id = :account or recipient = any(:addresses)", person);
        tables.change("""
                update email_change set current_email = 'erased-' || id || '@erased.invalid',
                    new_email = 'erased-new-' || id || '@erased.invalid', reason = '', question = null, answer = null,
                    silent_reason = null, requested_from = null
                where id in (select id""" + CHANGES + ")", person);
        tables.change("""
                update support_case_event set comment = null
                where comment is not null and support_case_id in (select id""" + CASES + ")", person);
        tables.change("""
                update support_case set report = null, comment = null, state = 'CLOSED', closed_at = coalesce(closed_at, now()),
                    outcome = coalesce(outcome, 'DONE')
                where account_id = :account""", person);
        if (person.account() != null) {
            companies.openCases(new AccountId(person.account()));
        }
    }

    @Override
    public void expire(RetentionStatements expiring) {
        var cases = expiring.settings().cases();
        expiring.change("""
                update email_change_event set comment = null
                where comment is not null and email_change_id in (select id from email_change where ended_at < :before)""", cases);
        expiring.change("""
                update email_change_link set recipient = 'erased@erased.invalid'
                where recipient <> 'erased@erased.invalid'
                  and email_change_id in (select id from email_change where ended_at < :before)""", cases);
        expiring.change("""
                update email_change set current_email = 'erased-' || id || '@erased.invalid',
                    new_email = 'erased-new-' || id || '@erased.invalid', reason = '', question = null, answer = null,
                    silent_reason = null, requested_from = null
                where ended_at < :before and current_email <> 'erased-' || id || '@erased.invalid'""", cases);
        expiring.change("""
                update support_case_event set comment = null
                where comment is not null and support_case_id in (select id from support_case where closed_at < :before)""", cases);
        expiring.change("""
                update support_case set report = null, comment = null
                where closed_at < :before and coalesce(report, comment) is not null""", cases);
    }
}
