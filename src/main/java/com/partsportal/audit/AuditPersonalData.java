package com.partsportal.audit;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.privacy.RetentionStatements;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person did stays, by id; from which network goes. */
@Component
class AuditPersonalData implements PersonalData {

    private final PersonStatements tables;

    AuditPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("audit_entry", """
                select at, action, before, after, from_network from audit_entry
                where actor_id = :account or subject_id = :account order by at""", person));
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update audit_entry set from_network = null
                where actor_id = :account and from_network is not null""", person);
    }

    @Override
    public void expire(RetentionStatements expiring) {
        expiring.change(
                "update audit_entry set from_network = null where at < :before and from_network is not null",
                expiring.settings().networks());
    }
}
