package com.partsportal.rfq;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** How long a vendor may take. @param remindAt when it is reminded once @param expiresAt when nobody waits any longer */
public record RfqDates(Instant remindAt, Instant expiresAt) {

    private static final int REMIND_AFTER_WORKING_DAYS = 3;
    static final Duration EXPIRES_AFTER = Duration.ofDays(60);

    /** Of an RFQ that reaches the vendor at this moment. @param zone of the vendor: Saturday and Sunday there are no working days */
    public static RfqDates from(Instant reached, ZoneId zone) {
        var reminder = reached.atZone(zone);
        for (var left = REMIND_AFTER_WORKING_DAYS; left > 0; ) {
            reminder = reminder.plusDays(1);
            if (isWorkingDay(reminder.getDayOfWeek())) {
                left--;
            }
        }
        return new RfqDates(reminder.toInstant(), reached.plus(EXPIRES_AFTER));
    }

    private static boolean isWorkingDay(DayOfWeek day) {
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
    }
}
