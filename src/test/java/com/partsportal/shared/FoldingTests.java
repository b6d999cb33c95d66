package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTests {

    @ParameterizedTest
    @CsvSource({
        "Borg INC,borg inc",
        "Müller,muller",
        "Straße,strasse",
        "STRASSE,strasse",
        "Łódź,lodz",
        "Ångström,angstrom",
        "Øresund,oresund",
        "Æther,aether",
        "İstanbul,istanbul",
        "ısı,isi",
        "Crème Brûlée,creme brulee",
        "ﬁne,fine",
        "ＢＯＲＧ,borg",
        "Ελλάδα,ελλαδα",
        "🚀,🚀",
    })
    void caseAndAccentsAreGone(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
        assertThat(Folding.fold(folded)).isEqualTo(folded);
    }
}
