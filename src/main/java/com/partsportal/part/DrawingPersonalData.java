package com.partsportal.part;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names of files may name a person. */
@Component
class DrawingPersonalData implements PersonalData {

    private final PersonStatements tables;

    DrawingPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of();
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update drawing set file_name = regexp_replace(file_name, :pattern, '%s', 'gi')
                where file_name ~* :pattern
                  and (company_id = any(:companies)
                       or customer_id in (select customer_id from part where vendor_id = any(:vendors)))""".formatted(Person.ERASED), person);
        tables.change("""
                update part_file set corrections = ''
                where corrections ~* :pattern
                  and customer_id in (select customer_id from part where vendor_id = any(:vendors))""", person);
    }
}
