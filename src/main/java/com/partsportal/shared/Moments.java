package com.partsportal.shared;

import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How pages write instants, in the reader's language: templates say {@code ${@moments.day(at, zone)}}. */
@Component("moments")
public class Moments {

    private static final int MOST_LOCALES = 100;

    private final Clock clock;

    /** It takes longer to make one than to ask it a hundred times, and any number of threads may ask. */
    private final Map<Locale, RelativeDateTimeFormatter> words = new ConcurrentHashMap<>();

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** The day, such as "Nov 22, 2026". */
    public String day(Instant at, ZoneId zone) {
        return format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM), at, zone);
    }

    /** A day of the calendar, such as "Nov 22, 2026". */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(LocaleContextHolder.getLocale())
                .format(day);
    }

    /** Day and time, such as "Nov 22, 2026, 09:30". */
    public String dayTime(Instant at, ZoneId zone) {
        return day(at, zone) + ", " + format(DateTimeFormatter.ofPattern("HH:mm"), at, zone);
    }

    /** Day, time and zone, for people who may live in another one. */
    public String dayTimeZone(Instant at, ZoneId zone) {
        return dayTime(at, zone) + " " + format(DateTimeFormatter.ofPattern("zzz"), at, zone);
    }

    /** From now, such as "in 3 days" or "2 hours ago". */
    public String relative(Instant at) {
        var between = Duration.between(clock.instant(), at);
        var direction = between.isNegative() ? Direction.LAST : Direction.NEXT;
        var words = words(LocaleContextHolder.getLocale());
        var minutes = (between.abs().toSeconds() + 30) / 60;
        if (minutes == 0) {
            return words.format(Direction.PLAIN, RelativeDateTimeFormatter.AbsoluteUnit.NOW);
        }
        if (minutes < 60) {
            return words.format(minutes, direction, RelativeUnit.MINUTES);
        }
        var hours = (minutes + 30) / 60;
        if (hours < 36) {
            return words.format(hours, direction, RelativeUnit.HOURS);
        }
        var days = (hours + 12) / 24;
        if (days < 60) {
            return words.format(days, direction, RelativeUnit.DAYS);
        }
        return words.format((days + 15) / 30, direction, RelativeUnit.MONTHS);
    }

    /** Readers name whatever locale they like: few are kept. */
    private RelativeDateTimeFormatter words(Locale locale) {
        if (words.size() >= MOST_LOCALES) {
            words.clear();
        }
        return words.computeIfAbsent(locale, RelativeDateTimeFormatter::getInstance);
    }

    private static String format(DateTimeFormatter formatter, Instant at, ZoneId zone) {
        return formatter.withLocale(LocaleContextHolder.getLocale()).format(at.atZone(zone));
    }
}
