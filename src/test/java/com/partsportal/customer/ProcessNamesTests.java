package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The picture of the process in the reader's language. */
class ProcessNamesTests {

    private static final Path MODEL = Path.of("processes/customer-onboarding.bpmn");

    @Test
    void everyNameIsTranslatedAndTheModelStaysReadable() throws IOException {
        var model = Files.readString(MODEL);
        var names = ProcessNames.of(model);
        var english = messages("process.properties");
        var german = messages("process_de.properties");
        names.entrySet().removeIf(name -> name.getKey().matches("(Invitation|Delivery)[A-Z].*"));

        var translated = ProcessNames.of(ProcessNames.translated(model, id -> german.getProperty("process." + id)));

        assertThat(names).allSatisfy((id, name) -> {
            assertThat(english.getProperty("process." + id)).as(id).isEqualTo(name);
            assertThat(translated.get(id)).as(id).isEqualTo(german.getProperty("process." + id));
        });
        assertThat(ProcessNames.of(ProcessNames.translated(model, id -> null)))
                .containsAllEntriesOf(Map.of("sendInvitation", "Send invitation"));
    }

    private static Properties messages(String file) throws IOException {
        var properties = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("src/main/resources/messages/" + file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
