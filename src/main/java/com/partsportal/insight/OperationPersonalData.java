package com.partsportal.insight;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reasons for what staff did to the engine may name a person. */
@Component
class OperationPersonalData implements PersonalData {

    private final PersonStatements tables;

    OperationPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("engine_operation", """
                select at, action, process, detail, reason from engine_operation where account_id = :account order by at""", person));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update engine_operation set reason = regexp_replace(reason, :pattern, '%s', 'gi')
                where reason ~* :pattern""".formatted(Person.ERASED), person);
    }
}
