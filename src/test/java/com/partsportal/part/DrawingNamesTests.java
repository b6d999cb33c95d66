package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawingNamesTests {

    private static final List<PartRow> PARTS = List.of(
            part("NW-2001", "A"),
            part("NW-2001", "B"),
            part("NW-2001-1", ""),
            part("HO 200", "2"),
            part("Welle", ""),
            part("Ärmel", "C"),
            part("Flange", ""),
            part("Flange", "A"));

    @ParameterizedTest
    @CsvSource({
        "NW-2001_A.pdf, NW-2001 A",
        "nw-2001 rev b.PDF, NW-2001 B",
        "NW_2001-RevB.step, NW-2001 B",
        "NW-2001_A_sheet 2.png, NW-2001 A",
        "NW-2001-1.pdf, NW-2001-1",
        "NW-2001-1 front view.pdf, NW-2001-1",
        "HO-200.r2.dxf, HO 200 2",
        "Welle.pdf, Welle",
        "Welle Ansicht.pdf, Welle",
        "Ärmel C.pdf, Ärmel C",
        "Flange.pdf, Flange",
        "Flange_A.pdf, Flange A"
    })
    void findsThePart(String fileName, String part) {
        assertThat(DrawingNames.match(fileName, PARTS).map(row -> (row.number() + " " + row.revision()).strip()))
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource({"NW-2001.pdf", "NW-2001_C.pdf", "NW-20011.pdf", "HO-200_3.pdf", "Welle_B.pdf", "bracket.pdf", ".pdf"})
    void guessesNothing(String fileName) {
        assertThat(DrawingNames.match(fileName, PARTS)).isEmpty();
    }

    private static PartRow part(String number, String revision) {
        return new PartRow(UUID.randomUUID(), number, revision, "x", null, null, null, null, null, null, null);
    }
}
