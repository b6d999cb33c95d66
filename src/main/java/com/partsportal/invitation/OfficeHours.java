package com.partsportal.invitation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** When reminders are sent: on working days, Monday to Friday, from nine to six in the inviting side's time zone. */
final class OfficeHours {

    private static final LocalTime BEGIN = LocalTime.of(9, 0);
    private static final LocalTime END = LocalTime.of(18, 0);

    private OfficeHours() {}

    /** This moment, or nine o'clock of the next working day when it falls on a night or weekend. */
    static Instant next(Instant moment, ZoneId zone) {
        var local = moment.atZone(zone);
        var time = local.toLocalTime();
        if (isWorkingDay(local.getDayOfWeek()) && !time.isBefore(BEGIN) && time.isBefore(END)) {
            return moment;
        }
        var day =
                time.isBefore(BEGIN) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
        while (!isWorkingDay(day.getDayOfWeek())) {
            day = day.plusDays(1);
        }
        return day.atTime(BEGIN).atZone(zone).toInstant();
    }

    private static boolean isWorkingDay(DayOfWeek day) {
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
    }
}
