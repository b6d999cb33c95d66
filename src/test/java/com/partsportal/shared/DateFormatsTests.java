package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** How pages write moments: words that are true in the zone in which they are read. */
class DateFormatsTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @AfterEach
    void noReader() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest(name = "{1} seen at {0}")
    @CsvSource({
        "2026-03-10T12:00:00Z, 2026-03-10T11:59:40Z, now",
        "2026-03-10T12:00:00Z, 2026-03-10T11:55:00Z, 5 minutes ago",
        "2026-03-10T12:00:00Z, 2026-03-10T09:00:00Z, 3 hours ago",
        "2026-03-10T12:00:00Z, 2026-03-09T13:00:00Z, 23 hours ago",
        "2026-03-10T12:00:00Z, 2026-03-09T12:00:00Z, yesterday",
        "2026-03-10T12:00:00Z, 2026-03-09T11:00:00Z, yesterday",
        // 31 hours ago, and the day before yesterday
        "2026-03-10T05:00:00Z, 2026-03-08T22:00:00Z, 2 days ago",
        // 44 hours ago, and yesterday
        "2026-03-10T21:00:00Z, 2026-03-09T01:00:00Z, yesterday",
        "2026-03-10T12:00:00Z, 2026-03-08T12:00:00Z, 2 days ago",
        "2026-03-10T12:00:00Z, 2026-03-11T13:00:00Z, tomorrow",
        "2026-03-10T12:00:00Z, 2026-03-13T12:00:00Z, in 3 days",
        "2026-03-10T12:00:00Z, 2026-01-05T12:00:00Z, 2 months ago"
    })
    void aMomentIsFromNow(Instant now, Instant at, String words) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);

        assertThat(at(now).relative(at, ZoneOffset.UTC)).isEqualTo(words);
    }

    /** For each minute of four days: hours below 24 only, and "yesterday" for that day of the calendar only. */
    @Test
    void yesterdayIsNeverCountedInHours() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        var now = Instant.parse("2026-10-26T05:30:00Z");
        var formats = at(now);
        var yesterday = now.atZone(BERLIN).toLocalDate().minusDays(1);
        for (var minutes = 60; minutes < 4 * 24 * 60; minutes++) {
            var at = now.minusSeconds(minutes * 60L);

            var words = formats.relative(at, BERLIN);

            if (words.endsWith("hours ago")) {
                assertThat(Integer.parseInt(words.split(" ")[0]))
                        .as(at.toString())
                        .isLessThan(24);
            } else if (words.equals("yesterday")) {
                assertThat(at.atZone(BERLIN).toLocalDate()).isEqualTo(yesterday);
            }
        }
        assertThat(formats.relative(now.minusSeconds(25 * 3600), BERLIN)).isEqualTo("yesterday");
    }

    @Test
    void theZoneIsSaidInTheReadersLanguage() {
        var at = Instant.parse("2026-11-22T08:30:00Z");
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(at(at).dayTimeZone(at, BERLIN)).isEqualTo("22 Nov 2026, 09:30 CET");
        assertThat(at(at).dayTimeZone(at, ZoneOffset.UTC)).isEqualTo("22 Nov 2026, 08:30 UTC");
        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(at(at).dayTimeZone(at, BERLIN)).isEqualTo("22. Nov. 2026, 09:30 MEZ");
    }

    @Test
    void aReaderWithoutASettingReadsInTheZoneOfTheBrowser() {
        assertThat(ReaderZone.get()).isEqualTo(ZoneOffset.UTC);
        LocaleContextHolder.setTimeZone(TimeZone.getTimeZone(BERLIN));
        assertThat(ReaderZone.get()).isEqualTo(BERLIN);
    }

    private static DateFormats at(Instant now) {
        return new DateFormats(Clock.fixed(now, ZoneOffset.UTC));
    }
}
