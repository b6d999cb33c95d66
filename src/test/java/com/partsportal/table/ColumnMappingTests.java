package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which column holds what, and what a person corrected. */
class ColumnMappingTests {

    @Test
    void aMappingIsStoredAsTextAndFound() {
        var mapping = new ColumnMapping(List.of("number", "", "description"));
        assertThat(mapping.code()).isEqualTo("number,,description");
        assertThat(ColumnMapping.ofCode("number,,description")).isEqualTo(mapping);
        assertThat(ColumnMapping.ofCode("number,,").fields()).containsExactly("number", "", "");
        assertThat(mapping.has("number")).isTrue();
        assertThat(mapping.has("material")).isFalse();
        assertThat(mapping.field(0)).isEqualTo("number");
        assertThat(mapping.field(1)).isNull();
    }

    @Test
    void aPersonChoosesEachFieldOnce() {
        var table = table("one;two;three\n1;2;3\n");
        assertThat(ColumnMapping.chosen(table, Headings.PARTS, List.of("description", "nonsense"))
                        .fields())
                .containsExactly("description", "", "");
        assertThat(ColumnMapping.chosen(table, Headings.PARTS, List.of("", "", "number"))
                        .unused(table))
                .containsExactly("one", "two");
        assertThatThrownBy(() -> ColumnMapping.chosen(table, Headings.PARTS, List.of("number", "number")))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void whatAPersonChoseBeforeGoesFirst() {
        var table = table("number;part no;description\n1;2;3\n");
        assertThat(ColumnMapping.guess(table, Headings.PARTS, Map.of()).fields())
                .containsExactly("number", "", "description");
        assertThat(ColumnMapping.guess(table, Headings.PARTS, Map.of(Headings.normalised("part no"), "number"))
                        .fields())
                .containsExactly("", "number", "description");
        assertThatThrownBy(() -> ColumnMapping.guess(table("number;Number\n1;2\n"), Headings.PARTS, Map.of()))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void correctionsAddUpLineByLine() {
        var none = new Corrections(Map.of());
        assertThat(none.code()).isEmpty();
        assertThat(Corrections.ofCode("")).isEqualTo(none);
        assertThat(none.with(0, 5, Map.of())).isSameAs(none);

        var corrected = none.with(0, 5, Map.of("email", "a@x.example")).with(0, 5, Map.of("phone", "1"));
        assertThat(corrected.has(0, 5)).isTrue();
        assertThat(corrected.has(1, 5)).isFalse();
        assertThat(corrected.value(0, 5, "email")).contains("a@x.example");
        assertThat(corrected.value(0, 5, "phone")).contains("1");
        assertThat(corrected.value(0, 5, "ranking")).isEmpty();
        assertThat(corrected.value(0, 6, "email")).isEmpty();
        assertThat(Corrections.ofCode(corrected.code())).isEqualTo(corrected);
        assertThatThrownBy(() -> Corrections.ofCode("{")).isInstanceOf(IllegalStateException.class);
    }

    private static Table table(String file) {
        return TableReader.read(file.getBytes(StandardCharsets.UTF_8), 0, Headings.PARTS);
    }
}
