package com.partsportal.rfq;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of somebody who submitted or answered RFQs, which are the company's: only name and address go. */
@Component
class RfqPersonalData implements PersonalData {

    private final PersonStatements tables;

    RfqPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("rfq", """
                select number, status, needed_by, note, created_at from rfq where submitted_by = :account order by created_at""", person));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update rfq set note = regexp_replace(note, :pattern, '%1$s', 'gi'),
                    decision_words = regexp_replace(decision_words, :pattern, '%1$s', 'gi'),
                    answer_words = regexp_replace(answer_words, :pattern, '%1$s', 'gi'), version = version + 1
                where (company_id = any(:companies) or vendor_id = any(:vendors))
                  and concat_ws(' ', note, decision_words, answer_words) ~* :pattern""".formatted(Person.ERASED), person);
        tables.change("""
                update rfq_line set number = regexp_replace(number, :pattern, '%1$s', 'gi'),
                    description = regexp_replace(description, :pattern, '%1$s', 'gi'),
                    material = regexp_replace(material, :pattern, '%1$s', 'gi'),
                    finish = regexp_replace(finish, :pattern, '%1$s', 'gi')
                where concat_ws(' ', number, description, material, finish) ~* :pattern
                  and rfq_id in (select id from rfq where company_id = any(:companies) or vendor_id = any(:vendors))""".formatted(Person.ERASED), person);
    }
}
