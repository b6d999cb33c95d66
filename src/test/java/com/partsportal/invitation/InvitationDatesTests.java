package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvitationDatesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void areCountedFromTheInvitationInOrderAndOnce() {
        var dates = InvitationDates.from(
                NOW, List.of(DAY.multipliedBy(7), DAY.multipliedBy(3), DAY.multipliedBy(3)), DAY.multipliedBy(14));
        assertThat(dates.remindersAt()).containsExactly(NOW.plus(DAY.multipliedBy(3)), NOW.plus(DAY.multipliedBy(7)));
        assertThat(dates.expiresAt()).isEqualTo(NOW.plus(DAY.multipliedBy(14)));
    }

    @Test
    void noReminderIsAtTheBeginningOrAtTheEnd() {
        var dates = InvitationDates.from(
                NOW,
                List.of(Duration.ZERO, DAY.negated(), DAY, DAY.multipliedBy(2), DAY.multipliedBy(3)),
                DAY.multipliedBy(2));
        assertThat(dates.remindersAt()).containsExactly(NOW.plus(DAY));
    }

    @Test
    void theReminderAfterSoManyOthers() {
        var dates = InvitationDates.from(NOW, List.of(DAY, DAY.multipliedBy(2)), DAY.multipliedBy(9));
        assertThat(dates.reminder(0)).contains(NOW.plus(DAY));
        assertThat(dates.reminder(1)).contains(NOW.plus(DAY.multipliedBy(2)));
        assertThat(dates.reminder(2)).isEmpty();
    }

    @Test
    void ofSeveralThatWereMissedOnlyTheLastIsSent() {
        var dates =
                InvitationDates.from(NOW, List.of(DAY, DAY.multipliedBy(2), DAY.multipliedBy(3)), DAY.multipliedBy(9));
        var third = NOW.plus(DAY.multipliedBy(3));
        assertThat(dates.withoutOvertaken(0, third).remindersAt()).containsExactly(third);
        assertThat(dates.withoutOvertaken(0, third).expiresAt()).isEqualTo(dates.expiresAt());
        assertThat(dates.withoutOvertaken(1, third).remindersAt()).containsExactly(NOW.plus(DAY), third);
        assertThat(dates.withoutOvertaken(0, third.minusNanos(1)).remindersAt())
                .containsExactly(NOW.plus(DAY.multipliedBy(2)), third);
        assertThat(dates.withoutOvertaken(2, third.plus(DAY))).isEqualTo(dates);
    }

    @Test
    void oneThatIsLessThanAnHourLateIsSent() {
        var first = NOW.plus(DAY);
        var second = first.plus(Duration.ofMinutes(30));
        var dates = new InvitationDates(List.of(first, second), NOW.plus(DAY.multipliedBy(9)));
        assertThat(dates.withoutOvertaken(0, first.plus(Duration.ofMinutes(59))).remindersAt())
                .containsExactly(first, second);
        assertThat(dates.withoutOvertaken(0, first.plus(Duration.ofHours(1))).remindersAt())
                .containsExactly(second);
    }

    @Test
    void anInvitationIsOpenForSomeTime() {
        assertThat(new InvitationSettings(null, null).expiresAfter()).isNull();
        assertThat(new InvitationSettings(DAY, List.of()).expiresAfter()).isEqualTo(DAY);
        assertThatThrownBy(() -> new InvitationSettings(Duration.ZERO, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InvitationSettings(DAY.negated(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
