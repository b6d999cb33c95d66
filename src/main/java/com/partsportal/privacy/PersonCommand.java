package com.partsportal.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.shared.EmailAddress;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar parts-portal.jar --person=ADDRESS} prints what is kept of a person as JSON and ends; with {@code --erase} it is
 * erased instead. The page {@code /admin/people} does the same.
 */
@Component
class PersonCommand implements ApplicationRunner {

    private final KnownPeople people;
    private final ObjectMapper json;

    PersonCommand(KnownPeople people, ObjectMapper json) {
        this.people = people;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) throws JsonProcessingException {
        answer(arguments).ifPresent(System.out::println);
    }

    /**
     * Does what the arguments say.
     *
     * @return what to print; empty when no person is named
     * @throws com.partsportal.shared.InvalidValue for a malformed address
     */
    Optional<String> answer(ApplicationArguments arguments) throws JsonProcessingException {
        var addresses = arguments.getOptionValues("person");
        if (addresses == null || addresses.isEmpty()) {
            return Optional.empty();
        }
        var address = new EmailAddress(addresses.get(0));
        if (arguments.containsOption("erase")) {
            people.erase(address, null);
        }
        List<KeptRows> tables = arguments.containsOption("erase")
                ? people.find(address).tables()
                : people.export(address, null).tables();
        return Optional.of(json.writerWithDefaultPrettyPrinter().writeValueAsString(tables));
    }
}
