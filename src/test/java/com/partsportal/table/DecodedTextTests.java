package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which encoding a file is written. */
class DecodedTextTests {

    private static final String TEXT = "company;email\nMüller Präzision;kim@mueller.example\n";
    private static final String MARK = "\uFEFF";

    @ParameterizedTest
    @CsvSource({"UTF-8,UTF-8", "UTF-16LE,UTF-16", "UTF-16BE,UTF-16"})
    void aMarkSaysIt(String encoding, String shown) {
        var decoded = DecodedText.of((MARK + MARK + TEXT).getBytes(Charset.forName(encoding)));
        assertThat(decoded).isEqualTo(new DecodedText(TEXT, shown, false));
        assertThat(decoded.sample()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE", "UTF-16BE"})
    void utf16WithoutAMarkIsGuessed(String encoding) {
        var decoded = DecodedText.of(TEXT.getBytes(Charset.forName(encoding)));
        assertThat(decoded).isEqualTo(new DecodedText(TEXT, "UTF-16", true));
        assertThat(decoded.sample()).isEqualTo("Müller");
    }

    @Test
    void whatCanBeUtf8IsUtf8() {
        assertThat(DecodedText.of(TEXT.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new DecodedText(TEXT, "UTF-8", false));
        assertThat(DecodedText.of(new byte[0])).isEqualTo(new DecodedText("", "UTF-8", false));
        assertThat(DecodedText.of(new byte[] {'a'})).isEqualTo(new DecodedText("a", "UTF-8", false));
    }

    @Test
    void shortTextsOfTheWestAreWindows() {
        var decoded = DecodedText.of(TEXT.getBytes(Charset.forName("windows-1252")));
        assertThat(decoded).isEqualTo(new DecodedText(TEXT, "windows-1252", true));
        assertThat(decoded.sample()).isEqualTo("Müller");
        assertThat(DecodedText.of(new byte[] {'1', ' ', (byte) 0x80}).text()).isEqualTo("1 €");
    }

    @Test
    void anotherEncodingIsFoundByWhatItSays() {
        var russian = "компания;адрес\nОбщество с ограниченной ответственностью Вектор;москва\n".repeat(5);
        var decoded = DecodedText.of(russian.getBytes(Charset.forName("windows-1251")));
        assertThat(decoded.text()).isEqualTo(russian);
        assertThat(decoded.charset()).isEqualTo("windows-1251");
        assertThat(decoded.isGuessed()).isTrue();
        assertThat(decoded.sample()).isEqualTo("компания");
    }

    @Test
    void noEncodingOfMainframesIsGuessed() {
        var text = "number,description\n1," + "a".repeat(50_000) + "\n2,ü\n";
        var decoded = DecodedText.of(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.sample()).isEqualTo("ü");
    }

    @Test
    void whatHoldsNoTextIsRefused() {
        for (var bytes : new byte[][] {
            {'a', 0, 'b', 0}, // UTF-16 without a line
            {'a', 0, '\n'},
            {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', 0},
            {(byte) 0xFF, (byte) 0xFE, 0, 0},
            {(byte) 0xFE, (byte) 0xFF, 0, 0},
            {'P', 'K', 3, 4, 0, 0, (byte) 0xFF, '\n'}
        }) {
            assertThatThrownBy(() -> DecodedText.of(bytes))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            refused -> assertThat(refused.messageKey()).isEqualTo("shared.csv.encoding"));
        }
    }
}
