package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 30 1",
                "-5",
                "@x",
                "\tx",
                "\rx",
                "'=1",
                "''=1",
                "'00123",
                "NULL",
                "nan",
                "#N/A",
                "'null"
            })
    void anExportIsNoFormulaAndComesBackAsItWas(String value) {
        assertThat(CsvFile.cell(value)).isEqualTo("'" + value);
        assertThat(CsvFile.withoutGuard(CsvFile.cell(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Borg", "'t Hof", "'", "1", "a=b"})
    void everythingElseIsWrittenAsItIs(String value) {
        assertThat(CsvFile.cell(value)).isEqualTo(value);
        assertThat(CsvFile.withoutGuard(value)).isEqualTo(value);
    }

    @Test
    void aLineIsQuotedWhereItMustBe() {
        var values = List.of("=1", "say \"hi\", ok", "x");
        assertThat(CsvFile.line(values, ',')).isEqualTo("'=1,\"say \"\"hi\"\", ok\",x\r\n");
    }
}
