package com.partsportal.mail;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.privacy.RetentionStatements;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is kept of somebody who got emails. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class MailPersonalData implements PersonalData {

    private final PersonStatements tables;

    MailPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    private static final String OF_PERSON = " where recipient = any(:addresses) or account_id = :account";

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("sent_mail", """
                select kind, recipient, language, state, created_at, sent_at, refusal, bounced_at, bounce_words
                from sent_mail""" + OF_PERSON + " order by created_at", person));
    }

    /** What still waits is not sent any more. */
    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update sent_mail set recipient = 'erased@erased.invalid', refusal = null, bounce_words = null,
                    state = case when state = 'QUEUED' then 'FAILED' else state end""" + OF_PERSON, person);
    }

    @Override
    public void expire(RetentionStatements expiring) {
        expiring.change(
                "delete from sent_mail where created_at < :before and state <> 'QUEUED'",
                expiring.settings().emails());
    }
}
