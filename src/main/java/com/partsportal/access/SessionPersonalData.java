package com.partsportal.access;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open sessions of a login. They end with it. */
@Component
class SessionPersonalData implements PersonalData {

    private final PersonStatements tables;

    SessionPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("spring_session", """
                select to_timestamp(creation_time / 1000.0) as created_at, to_timestamp(last_access_time / 1000.0) as last_used_at
                from spring_session where principal_name = cast(:account as text) order by creation_time""", person));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("delete from spring_session where principal_name = cast(:account as text)", person);
    }
}
