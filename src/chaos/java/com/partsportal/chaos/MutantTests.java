package com.partsportal.chaos;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mutants run seldom; this notices at once when the code that they change has changed. */
class MutantTests {

    @ParameterizedTest
    @EnumSource
    void followsTheSources(Mutant mutant) {
        assertThatCode(mutant::findsItsPlaces).doesNotThrowAnyException();
    }
}
