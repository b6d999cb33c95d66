package com.partsportal.api;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers that are remembered for a repeated call may name a person. */
@Component
class AnswerPersonalData implements PersonalData {

    private final PersonStatements tables;

    AnswerPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of();
    }

    /** They would be forgotten within a day anyway. */
    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("delete from idempotent_answer where body ~* :pattern or caller ~* :pattern", person);
    }
}
