package com.partsportal.fire;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mutants run seldom: whoever changes the code under them hears of it at once. */
class MutantTests {

    @ParameterizedTest
    @EnumSource
    void followsTheSources(Mutant mutant) {
        assertThatCode(mutant::findsItsPlaces).doesNotThrowAnyException();
    }
}
