package com.partsportal.table;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A day of a file that can be two days, which a person has to decide.
 *
 * @param text as it is in the file
 * @param readings what it can be
 * @param chosen what a person said; null as long as nobody has
 */
public record DayQuestion(
        String text,
        Map<DayOrder, LocalDate> readings,
        @Nullable DayOrder chosen) {}
