package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A part that a company describes itself, as it is typed and as it is stored. */
class DescribedPartTests {

    private static final UUID FILE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void isStoredWithoutBlanksAround() {
        var stored = part(" N-1 ", " Bracket ", " Steel ", " ", List.of(FILE)).checked();
        assertThat(stored.number()).isEqualTo("N-1");
        assertThat(stored.description()).isEqualTo("Bracket");
        assertThat(stored.material()).isEqualTo("Steel");
        assertThat(stored.finish()).isNull();
        assertThat(stored.quantities()).containsExactly(10);
        assertThat(stored.files()).containsExactly(FILE);
    }

    @Test
    void saysEverythingThatIsWrong() {
        var bad = part("a\u0007", "", "b\u0007", "c\u0007", List.of(FILE, FILE));
        assertThat(bad.faults())
                .extracting(InvalidValue::field)
                .containsExactly("number", "description", "material", "finish", "files");
        assertThatThrownBy(bad::checked)
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.field()).isEqualTo("number"));
    }

    @Test
    void hasTwentyFilesAtMost() {
        var twenty = new ArrayList<>(Stream.generate(UUID::randomUUID)
                .limit(DescribedPart.MOST_FILES)
                .toList());
        assertThat(part(null, "Bracket", null, null, twenty).faults()).isEmpty();
        twenty.add(UUID.randomUUID());
        assertThat(part(null, "Bracket", null, null, twenty).faults())
                .extracting(InvalidValue::field)
                .containsExactly("files");
    }

    private static DescribedPart part(
            @Nullable String number,
            String description,
            @Nullable String material,
            @Nullable String finish,
            List<UUID> files) {
        return new DescribedPart(
                UUID.randomUUID(), null, number, description, material, finish, Collections.singletonList(10), files);
    }

    @Test
    void aFormHasSeveralOfThem() {
        var id = UUID.randomUUID().toString();
        var bare = UUID.randomUUID().toString();
        var fields = Map.of(
                "line",
                new String[] {id, id, bare},
                "number-" + id,
                new String[] {"N-1"},
                "description-" + id,
                new String[] {"Bracket"},
                "material-" + id,
                new String[] {"Steel"},
                "finish-" + id,
                new String[] {"Zinc"},
                "vendor-" + id,
                new String[] {"v"},
                "kept-" + id,
                new String[] {FILE.toString(), FILE.toString()},
                "number-" + bare,
                new String[0]);

        var forms = DescribedForm.typed(fields::get);

        assertThat(forms)
                .containsExactly(
                        new DescribedForm(id, "N-1", "Bracket", "Steel", "Zinc", "v", List.of(FILE.toString())),
                        new DescribedForm(bare, "", "", "", "", "", List.of()));
        var more = forms.get(0).withFiles(List.of(OTHER));
        assertThat(more.files()).containsExactly(FILE.toString(), OTHER.toString());
        assertThat(more.withoutFile(FILE.toString()).files()).containsExactly(OTHER.toString());
        assertThat(more.withoutFile(FILE.toString()).description()).isEqualTo("Bracket");
        assertThat(DescribedForm.typed(name -> null)).isEmpty();
        assertThat(DescribedForm.empty().id())
                .isNotEqualTo(DescribedForm.empty().id());
    }

    @Test
    void aStoredLineIsShownForARevision() {
        var line = new RfqRow.Line(UUID.randomUUID(), null, "N-1", "", "Bracket", "Steel", null, true, List.of(1));
        assertThat(DescribedForm.of(line, "id", "v", List.of(FILE)))
                .isEqualTo(new DescribedForm("id", "N-1", "Bracket", "Steel", "", "v", List.of(FILE.toString())));
    }
}
