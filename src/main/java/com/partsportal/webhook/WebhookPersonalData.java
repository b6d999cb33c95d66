package com.partsportal.webhook;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a receiver answered, and how an endpoint is described, may name a person; events do not. */
@Component
class WebhookPersonalData implements PersonalData {

    private final PersonStatements tables;

    WebhookPersonalData(PersonStatements tables) {
        this.tables = tables;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of();
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update webhook_endpoint set description = regexp_replace(description, :pattern, '%s', 'gi'), version = version + 1
                where vendor_id = any(:vendors) and description ~* :pattern""".formatted(Person.ERASED), person);
        tables.change("""
                update webhook_delivery set response = regexp_replace(response, :pattern, '%s', 'gi')
                where vendor_id = any(:vendors) and response ~* :pattern""".formatted(Person.ERASED), person);
    }
}
