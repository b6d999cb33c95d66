package com.partsportal.notification;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.privacy.RetentionStatements;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What waits for a person. */
@Component
class NoticePersonalData implements PersonalData {

    private final PersonStatements tables;

    NoticePersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("notification", """
                select kind, at, read_at from notification where account_id = :account order by at""", person));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("delete from notification where account_id = :account", person);
    }

    @Override
    public void expire(RetentionStatements expiring) {
        expiring.change(
                "delete from notification where at < :before",
                expiring.settings().notifications());
    }
}
