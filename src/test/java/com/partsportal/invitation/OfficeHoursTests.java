package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeHoursTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "2026-11-30T09:00:00Z, 2026-11-30T09:00:00Z", // Monday, ten o'clock in Berlin
        "2026-11-30T07:59:00Z, 2026-11-30T08:00:00Z", // before nine
        "2026-11-30T22:30:00Z, 2026-12-01T08:00:00Z", // night
        "2026-12-04T17:00:00Z, 2026-12-07T08:00:00Z", // Friday at six
        "2026-12-05T11:00:00Z, 2026-12-07T08:00:00Z", // Saturday
        "2026-03-27T20:00:00Z, 2026-03-30T07:00:00Z", // over the change to summer time
    })
    void aNightOrWeekendWaitsForNineOfTheNextWorkingDay(Instant due, Instant moved) {
        assertThat(OfficeHours.next(due, BERLIN)).isEqualTo(moved);
    }

    @Test
    void noReminderMovesToTheEndOrPastIt() {
        var invited = Instant.parse("2026-12-01T20:00:00Z");
        var dates = InvitationDates.from(invited, List.of(Duration.ofDays(1), Duration.ofDays(3)), Duration.ofDays(4));

        assertThat(dates.inOfficeHours(BERLIN).remindersAt())
                .containsExactly(Instant.parse("2026-12-03T08:00:00Z"), Instant.parse("2026-12-04T20:00:00Z"));
    }
}
