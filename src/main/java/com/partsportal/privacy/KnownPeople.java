package com.partsportal.privacy;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Tokens;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds what the portal keeps of a person, and erases it: the service of {@code /admin/people} and of the command. */
@Service
public class KnownPeople {

    private static final Logger log = LoggerFactory.getLogger(KnownPeople.class);

    private final List<PersonalData> modules;
    private final PrivacyEventRepository events;
    private final EntityManager entities;
    private final Tokens tokens;
    private final Clock clock;

    /** @param modules ordered: first the one that knows logins, last the one that sends emails */
    KnownPeople(
            List<PersonalData> modules,
            PrivacyEventRepository events,
            EntityManager entities,
            Tokens tokens,
            Clock clock) {
        this.modules = modules;
        this.events = events;
        this.entities = entities;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * What is kept of a person.
     *
     * @param tables those that keep something
     * @param erasedAt when this address was erased last; null: never
     */
    public record Findings(
            Person person, List<KeptRows> tables, @Nullable Instant erasedAt) {}

    /** Everything that is kept of the person who has or had this address, for an administrator's page. */
    @Transactional(readOnly = true)
    public Findings find(EmailAddress address) {
        var person = identify(address);
        var tables = modules.stream()
                .flatMap(module -> module.kept(person).stream())
                .filter(table -> !table.rows().isEmpty())
                .toList();
        return new Findings(person, tables, erasedAt(address).orElse(null));
    }

    /**
     * As {@link #find}, to be handed to the person; that it was is recorded.
     *
     * @param by the administrator; null: by command
     */
    @Transactional
    public Findings export(EmailAddress address, @Nullable UUID by) {
        var found = find(address);
        record(PrivacyEvent.Type.EXPORTED, address, found.person(), by);
        return found;
    }

    /**
     * Erases the person who has or had this address, in one transaction: what is open ends, names, addresses and texts are erased, the
     * address of a login stays reserved as a keyed hash. A repeat changes nothing.
     *
     * @param by the administrator; null: by command
     * @throws Refused {@code erase-yourself}, or {@code last-administrator} from the module that knows logins
     */
    @Retried
    @Transactional
    public void erase(EmailAddress address, @Nullable UUID by) {
        var person = identify(address);
        if (person.account() != null && person.account().equals(by)) {
            throw new Refused("erase-yourself");
        }
        modules.forEach(module -> module.end(person, by));
        entities.flush();
        entities.clear();
        events.allowErasure("allowed");
        modules.forEach(module -> module.erase(person, by));
        entities.flush();
        events.allowErasure("");
        record(PrivacyEvent.Type.ERASED, address, person, by);
        log.info("Person erased, account {}, by {}", person.account(), by == null ? "command" : by);
    }

    private Person identify(EmailAddress address) {
        var person = Person.of(address);
        for (var module : modules) {
            person = module.identify(person);
        }
        return person;
    }

    private void record(PrivacyEvent.Type type, EmailAddress address, Person person, @Nullable UUID by) {
        var key = tokens.keyIds().iterator().next();
        events.save(new PrivacyEvent(DatabaseTime.now(clock), type, hash(address, key), person.account(), by));
    }

    private Optional<Instant> erasedAt(EmailAddress address) {
        return events.erasedAt(
                tokens.keyIds().stream().map(key -> hash(address, key)).toList());
    }

    private byte[] hash(EmailAddress address, String key) {
        return Tokens.hash(tokens.again(("person: " + address.value()).getBytes(StandardCharsets.UTF_8), key));
    }
}
