package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerCursorTests {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final String CREATED = "2026-01-01T00:00:00Z";

    @Test
    void isReadAsItWasWritten() {
        var byDate =
                new CustomerCursor(CustomerSort.DEFAULT, AT, true, ID, 0, Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(CustomerCursor.of(byDate.toString(), CustomerSort.DEFAULT)).isEqualTo(byDate);
        var byName = CustomerSort.of("companyName");
        var byText = new CustomerCursor(byName, AT, false, ID, 3, "two\nlines");
        assertThat(CustomerCursor.of(byText.toString(), byName)).isEqualTo(byText);
        var byRanking = CustomerSort.of("-ranking");
        var inRanking = new CustomerCursor(byRanking, AT, false, ID, 2, Instant.parse(CREATED));
        assertThat(CustomerCursor.of(inRanking.toString(), byRanking)).isEqualTo(inRanking);
    }

    @Test
    void anotherSortDoesNotReadIt() {
        var cursor = new CustomerCursor(CustomerSort.DEFAULT, AT, false, ID, 0, AT).toString();
        assertMalformed(cursor, CustomerSort.of("created"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAA",
                "%%%",
                "-created|2026-03-02T10:00:00Z|>|01900000-0000-7000-8000-000000000001|0",
                "-created|2026-03-02T10:00:00Z|>|no id|0|2026-01-01T00:00:00Z",
                "-created|2026-03-02T10:00:00Z|>|01900000-0000-7000-8000-000000000001|x|2026-01-01T00:00:00Z",
                "-created|yesterday|>|01900000-0000-7000-8000-000000000001|0|2026-01-01T00:00:00Z",
                "-created|2026-03-02T10:00:00Z|>|01900000-0000-7000-8000-000000000001|0|1969-12-31T23:59:59Z",
                "-created|2026-03-02T10:00:00Z|>|01900000-0000-7000-8000-000000000001|0|+10000-01-01T00:00:00Z"
            })
    void anythingElseIsMalformed(String text) {
        assertMalformed(text.contains("|") ? encoded(text) : text, CustomerSort.DEFAULT);
    }

    @Test
    void theBoundsOfTimeThemselvesAreRead() {
        var first = "-created|1970-01-01T00:00:00Z|>|" + ID + "|0|9999-12-31T23:59:59Z";
        assertThat(CustomerCursor.of(encoded(first), CustomerSort.DEFAULT).at()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aKeyWithANulIsMalformed() {
        assertMalformed(encoded("email|" + AT + "|>|" + ID + "|0|a\0b"), CustomerSort.of("email"));
    }

    @ParameterizedTest
    @CsvSource({
        "created, created_at",
        "-companyName, company_sort",
        "email, email",
        "-ranking, created_at",
        "status, created_at"
    })
    void aSortIsReadAndWritten(String word, String column) {
        var sort = CustomerSort.of(word);
        assertThat(sort).hasToString(word);
        assertThat(sort.descending()).isEqualTo(word.startsWith("-"));
        assertThat(sort.key().column()).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--created", "password", "Created"})
    void noOtherWordIsASort(String word) {
        assertThatThrownBy(() -> CustomerSort.of(word))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        invalid -> assertThat(invalid.code()).isEqualTo("sort.unknown"));
    }

    private static void assertMalformed(String text, CustomerSort sort) {
        assertThatThrownBy(() -> CustomerCursor.of(text, sort)).isInstanceOfSatisfying(InvalidValue.class, invalid -> {
            assertThat(invalid.field()).isEqualTo("cursor");
            assertThat(invalid.code()).isEqualTo("cursor.malformed");
        });
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.replace('|', '\n').getBytes(StandardCharsets.UTF_8));
    }
}
