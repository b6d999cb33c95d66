package com.partsportal.shared;

import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How pages write instants, in the reader's language: templates say {@code ${@dateFormats.day(at, zone)}}. */
@Component("dateFormats")
public class DateFormats {

    private static final int MOST_LOCALES = 100;

    private final Clock clock;

    /** Creating one takes longer than using it a hundred times, and it is thread-safe. */
    private final Map<Locale, RelativeDateTimeFormatter> words = new ConcurrentHashMap<>();

    DateFormats(Clock clock) {
        this.clock = clock;
    }

    /** The day, such as "22 Nov 2026". */
    public String day(Instant at, ZoneId zone) {
        return format(days(), at, zone);
    }

    /** A day of the calendar, such as "22 Nov 2026". */
    public String day(LocalDate day) {
        return days().withLocale(LocaleContextHolder.getLocale()).format(day);
    }

    /** The day without its year, such as "22 Nov"; with it when it is not the present one. */
    public String shortDay(Instant at, ZoneId zone) {
        var thisYear = at.atZone(zone).getYear() == clock.instant().atZone(zone).getYear();
        return format(DateTimeFormatter.ofPattern(pattern(thisYear ? "MMMd" : "yMMMd")), at, zone);
    }

    /** How many days are left: 1 for less than 36 hours, 0 when it has passed. */
    public long daysLeft(Instant at) {
        var hours = Duration.between(clock.instant(), at).toHours();
        return hours < 0 ? 0 : Math.max(1, (hours + 12) / 24);
    }

    private static DateTimeFormatter days() {
        return DateTimeFormatter.ofPattern(pattern("yMMMd"));
    }

    /** The reader's order of these fields; English in the British one, which no other English reader misreads. */
    private static String pattern(String skeleton) {
        var locale = LocaleContextHolder.getLocale();
        var order = locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? Locale.UK : locale;
        return DateTimePatternGenerator.getInstance(order).getBestPattern(skeleton);
    }

    /** Day and time, such as "22 Nov 2026, 09:30". */
    public String dayTime(Instant at, ZoneId zone) {
        return day(at, zone) + ", " + format(DateTimeFormatter.ofPattern("HH:mm"), at, zone);
    }

    /** Day, time and zone, for people who may live in another one. */
    public String dayTimeZone(Instant at, ZoneId zone) {
        // an offset of none has no name but Z
        var named = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
        return dayTime(at, zone) + " " + format(DateTimeFormatter.ofPattern("zzz"), at, named);
    }

    /** The same for a reader without a setting of the zone. */
    public String relative(Instant at) {
        return relative(at, ReaderZone.get());
    }

    /** From now, such as "in 3 days", "2 hours ago" or "yesterday", which is a day of the calendar in that zone. */
    public String relative(Instant at, ZoneId zone) {
        var between = Duration.between(clock.instant(), at);
        var direction = between.isNegative() ? Direction.LAST : Direction.NEXT;
        var words = words(LocaleContextHolder.getLocale());
        var minutes = (between.abs().toSeconds() + 30) / 60;
        if (minutes == 0) {
            return words.format(Direction.PLAIN, AbsoluteUnit.NOW);
        }
        if (minutes < 60) {
            return words.format(minutes, direction, RelativeUnit.MINUTES);
        }
        var hours = (minutes + 30) / 60;
        if (hours < 24) {
            return words.format(hours, direction, RelativeUnit.HOURS);
        }
        var days = Math.max(
                1,
                Math.abs(ChronoUnit.DAYS.between(
                        clock.instant().atZone(zone).toLocalDate(),
                        at.atZone(zone).toLocalDate())));
        if (days == 1) {
            return words.format(direction, AbsoluteUnit.DAY);
        }
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
