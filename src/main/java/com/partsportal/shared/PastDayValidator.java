package com.partsportal.shared;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

class PastDayValidator implements ConstraintValidator<PastDay, LocalDate> {

    private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);

    private final Clock clock;

    PastDayValidator(Clock clock) {
        this.clock = clock;
    }

    /** Where the day begins early it is tomorrow already. */
    @Override
    public boolean isValid(@Nullable LocalDate day, ConstraintValidatorContext context) {
        var last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        return day == null || !day.isBefore(FIRST) && !day.isAfter(last);
    }
}
