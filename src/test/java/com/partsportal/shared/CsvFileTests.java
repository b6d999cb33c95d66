package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\n1,2\n", "a;b\r\n1;2\r\n", "\uFEFFa\tb\r1\t2\r", "B,A\n2,1", "\"a\",\"b\"\n\"1\",\"2\""})
    void readsWhatSpreadsheetsWrite(String file) {
        var lines = read(file);

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("a")).isEqualTo("1");
        assertThat(lines.get(0).get("b")).isEqualTo("2");
        assertThat(lines.get(0).get("c")).isEmpty();
        assertThat(lines.get(0).number()).isEqualTo(2);
    }

    @Test
    void countsLinesOverBlankOnesAndThoseWithinQuotes() {
        var lines = read("a,b\n\n1,\"two\nlines\"\n,\n3,4\n");

        assertThat(lines).extracting(CsvFile.Line::number).containsExactly(3L, 6L);
        assertThat(lines.get(0).get("b")).isEqualTo("two\nlines");
    }

    @ParameterizedTest
    @CsvSource({
        "'', csv.empty",
        "'a,b\n', csv.empty",
        "'a,b\n \n,\n', csv.empty",
        "'x,y\n1,2', csv.columns",
        "'a,a\n1,2', csv.malformed",
        "'a,b\n\"1,2', csv.malformed",
        "'a,b\n\"1\"x,2', csv.malformed"
    })
    void refusesWhatIsNoFile(String file, String code) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidValue.class).hasMessageContaining(code);
    }

    @Test
    void refusesOtherEncodingsAndTooMuch() {
        refused("csv.encoding", "a,b\nMüller,1\n".getBytes(StandardCharsets.ISO_8859_1));
        refused("csv.encoding", "a,b\n1\0,1\n".getBytes(StandardCharsets.UTF_8));
        refused("csv.large", ("a,b\n" + "1,2\n".repeat(CsvFile.MOST_LINES + 1)).getBytes(StandardCharsets.UTF_8));
        refused("csv.large", ("a,b\n1," + "2".repeat(5 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8));
        assertThat(read("a,b\n" + "1,2\n".repeat(CsvFile.MOST_LINES))).hasSize(CsvFile.MOST_LINES);
    }

    @Test
    void refusesAnUploadThatBreaksOff() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> CsvFile.read(broken, List.of("a")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("csv.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49 30 1", "-5", "@x", "\tx", "\rx"})
    void anExportIsNoFormulaAndComesBackAsItWas(String value) {
        assertThat(CsvFile.cell(value)).isEqualTo("'" + value);

        var back = read("a,b\r\n" + CsvFile.line(List.of(value, "say \"hi\", ok")));

        assertThat(back.get(0).get("a")).isEqualTo(value);
        assertThat(back.get(0).get("b")).isEqualTo("say \"hi\", ok");
    }

    private static List<CsvFile.Line> read(String file) {
        return CsvFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), List.of("a"));
    }

    private static void refused(String code, byte[] file) {
        assertThatThrownBy(() -> CsvFile.read(new ByteArrayInputStream(file), List.of("a")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining(code);
    }
}
