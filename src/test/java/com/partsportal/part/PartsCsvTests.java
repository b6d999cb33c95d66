package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** Parts as a file that spreadsheets open. */
class PartsCsvTests {

    private static final String TITLES = String.join(";", PartsCsv.COLUMNS);

    @Test
    void aTemplateHasTheTitlesOnly() throws IOException {
        var response = new MockHttpServletResponse();
        PartsCsv.write(List.of(), ';', response);
        assertThat(response.getContentAsString().lines()).containsExactly("\uFEFF" + TITLES);
    }

    @Test
    void aPartIsALine() throws IOException {
        var part = new NewPart("BR-1", "A", "Bracket", "Steel", null, LocalDate.of(2026, 1, 2), 10, null, null);
        var response = new MockHttpServletResponse();
        PartsCsv.write(List.of(part), ';', response);
        assertThat(response.getContentAsString().lines())
                .containsExactly("\uFEFF" + TITLES, "BR-1;A;Bracket;Steel;;2026-01-02;10;;");
    }

    @Test
    void aRejectedLineSaysWhereAndWhy() throws IOException {
        var problem = new PartsFile.Problem(7, "code", "number", "is missing", Map.of("description", "Bracket"));
        var response = new MockHttpServletResponse();
        PartsCsv.writeRejected(List.of(problem), ';', response);
        var lines = response.getContentAsString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("\uFEFF" + TITLES + ";line;message");
        assertThat(lines.get(1)).contains(";Bracket;").endsWith(";7;number: is missing");
        assertThat(new PartsFile.Problem(7, "code", null, "is empty", Map.of()).text())
                .isEqualTo("is empty");
    }
}
