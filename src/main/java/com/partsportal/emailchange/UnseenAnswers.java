package com.partsportal.emailchange;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What a requester gets whose request no agent sees, since nobody has the current address or another request of its login is
 * open: the emails of an agent, at times at which one might write them. So nobody learns from them who has a login. When and
 * what follows from the request's id alone.
 */
@Component
class UnseenAnswers {

    private static final LocalTime BEGIN = LocalTime.of(8, 0);
    private static final Duration OFFICE = Duration.ofHours(8);
    private static final Duration EARLIEST = Duration.ofHours(2);
    private static final Duration SPREAD = Duration.ofHours(24);
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final MessageSource messages;

    UnseenAnswers(MessageSource messages) {
        this.messages = messages;
    }

    /** Whether this one is asked something before the rejection, as some are. */
    boolean sendsQuestionFirst(EmailChangeId id) {
        return bits(id, 0) % 2 == 0;
    }

    String question(Locale language) {
        return messages.getMessage("emailchange.unseen.question", null, language);
    }

    /** When the first answer is due. @param confirmed when the new mailbox was proven */
    Instant firstAt(EmailChangeId id, Instant confirmed) {
        return atWork(id, confirmed.plus(EARLIEST).plus(part(id, 8, SPREAD)));
    }

    /** When the rejection is due. @param asked when the question was */
    Instant rejectionAt(EmailChangeId id, Instant requestedAt) {
        return atWork(id, requestedAt.plus(BETWEEN).plus(part(id, 20, SPREAD.multipliedBy(2))));
    }

    /** This moment, or one in the next office hours. */
    private static Instant atWork(EmailChangeId id, Instant moment) {
        var local = moment.atOffset(ZoneOffset.UTC);
        var day = local.toLocalDate();
        var sinceBegin = Duration.between(BEGIN, local.toLocalTime());
        var open = !sinceBegin.isNegative() && sinceBegin.compareTo(OFFICE) < 0;
        if (open && isWorkingDay(day.getDayOfWeek())) {
            return moment;
        }
        if (!sinceBegin.isNegative()) {
            day = day.plusDays(1);
        }
        while (!isWorkingDay(day.getDayOfWeek())) {
            day = day.plusDays(1);
        }
        return day.atTime(BEGIN).toInstant(ZoneOffset.UTC).plus(part(id, 32, OFFICE));
    }

    private static boolean isWorkingDay(DayOfWeek day) {
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
    }

    private static Duration part(EmailChangeId id, int shift, Duration whole) {
        return Duration.ofSeconds(bits(id, shift) % whole.toSeconds());
    }

    /** Of the random part of the id. */
    private static long bits(EmailChangeId id, int shift) {
        return id.value().getLeastSignificantBits() >>> shift & 0xFFFFFF;
    }
}
