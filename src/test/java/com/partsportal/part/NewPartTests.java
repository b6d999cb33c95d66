package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewPartTests {

    private static final LocalDate QUOTED = LocalDate.of(2025, 1, 2);
    private static final LocalDate ORDERED = LocalDate.of(2025, 3, 4);

    @Test
    void textsAreTrimmedComposedAndNullForNothing() {
        var part = new NewPart(" BR-1 ", " ", " Flansch e\u0301 ", "Steel ", "", QUOTED, 5, ORDERED, 6).normalised();
        assertThat(part).isEqualTo(new NewPart("BR-1", null, "Flansch \u00e9", "Steel", null, QUOTED, 5, ORDERED, 6));
        assertThat(part.revisionOrNone()).isEmpty();
        assertThat(part.key()).isEqualTo(new NewPart.Key("BR-1", ""));
        assertThat(part("BR-1", "B", "x").key()).isEqualTo(new NewPart.Key("BR-1", "B"));
    }

    @Test
    void blanksWithinNumberAndRevisionLookTheSame() {
        assertThat(part("BR\u00A01", "rev\u2007 B", "x").normalised().key())
                .isEqualTo(part("BR 1", "rev B", "x").normalised().key())
                .isEqualTo(NewPart.key("BR  1", "rev\u3000B"))
                .isEqualTo(new NewPart.Key("BR 1", "rev B"));
        assertThat(NewPart.key("U\u0308 1", " ")).isEqualTo(new NewPart.Key("\u00DC 1", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "number, 101, 1, 1, 1, 1",
        "revision, 1, 51, 1, 1, 1",
        "description, 1, 1, 501, 1, 1",
        "material, 1, 1, 1, 201, 1",
        "finish, 1, 1, 1, 1, 201"
    })
    void everyTextHasItsLength(String field, int number, int revision, int description, int material, int finish) {
        var long1 = new NewPart(x(number), x(revision), x(description), x(material), x(finish), null, null, null, null);
        assertThatThrownBy(long1::normalised)
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
        var longest = new NewPart(x(100), x(50), x(500), x(200), x(200), null, null, null, null);
        assertThat(longest.normalised()).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({"'  ', x, number", "x, '', description"})
    void numberAndDescriptionAreRequired(String number, String description, String field) {
        assertThatThrownBy(() -> part(number, null, description).normalised())
                .isInstanceOfSatisfying(InvalidValue.class, invalid -> {
                    assertThat(invalid.field()).isEqualTo(field);
                    assertThat(invalid.code()).isEqualTo("name.required");
                });
    }

    @Test
    void aFormBeginsWithThePartAsItIs() {
        var row = new PartRow(
                new PartId(UUID.randomUUID()), "BR-1", "A", "Flange", "Steel", "Raw", QUOTED, 5, ORDERED, 6, null);
        assertThat(NewPart.of(row))
                .isEqualTo(new NewPart("BR-1", "A", "Flange", "Steel", "Raw", QUOTED, 5, ORDERED, 6));
        assertThat(row.key()).isEqualTo(new NewPart.Key("BR-1", "A"));
    }

    private static String x(int length) {
        return "x".repeat(length);
    }

    private static NewPart part(String number, @Nullable String revision, String description) {
        return new NewPart(number, revision, description, null, null, null, null, null, null);
    }
}
