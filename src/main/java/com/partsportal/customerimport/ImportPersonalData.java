package com.partsportal.customerimport;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.privacy.RetentionStatements;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of somebody in an imported file; the file itself goes with the row. */
@Component
class ImportPersonalData implements PersonalData {

    private final PersonStatements tables;

    ImportPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    private static final String OF_PERSON = " from customer_import_row where lower(btrim(email)) = any(:addresses)";

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("customer_import_row", """
                select company_name, email, phone, ranking, external_id, code, words""" + OF_PERSON, person));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update customer_import set content = null, corrections = ''
                where corrections ~* :pattern or id in (select import_id""" + OF_PERSON + ")", person);
        tables.change("""
                update customer_import_row set company_name = '', email = '', phone = '', external_id = '', words = null
                where lower(btrim(email)) = any(:addresses)""", person);
    }

    @Override
    public void expire(RetentionStatements expiring) {
        expiring.change("""
                update customer_import set content = null, corrections = ''
                where finished_at < :before and (content is not null or corrections <> '')""", expiring.settings().imports());
        expiring.change("""
                update customer_import_row set company_name = '', email = '', phone = '', external_id = '', words = null
                where email <> '' and import_id in (select id from customer_import where finished_at < :before)""", expiring.settings().imports());
    }
}
