package com.partsportal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.dev.MovableClock;
import jakarta.mail.Message.RecipientType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSender;

@PortalTest
class PortalTestTests {

    @Autowired
    Clock clock;

    @Autowired
    MovableClock movable;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JavaMailSender sender;

    @Test
    void theEnginesClockMovesWithThePortals() {
        movable.advance(Duration.ofDays(3));

        assertThat(clock.instant()).isAfter(Instant.now().plus(Duration.ofDays(2)));
        assertThat(Duration.between(clock.instant(), ClockUtil.getCurrentTime().toInstant())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    /** Many times, since it depends on the fractions of a millisecond at which the machine's clock is read. */
    @Test
    void whatIsDueAtAnInstantIsDueForTheEngineWhenTheClockIsMovedThere() {
        for (var round = 0; round < 1_000; round++) {
            var instant = Instant.now()
                    .plus(Duration.ofDays(60))
                    .truncatedTo(ChronoUnit.MILLIS)
                    .plusNanos(round + 1);
            movable.moveTo(instant);

            assertThat(ClockUtil.getCurrentTime().toInstant()).isAfterOrEqualTo(instant);
            assertThat(clock.instant()).isAfterOrEqualTo(instant);
        }
    }

    @Test
    void aMailArrivesAsItWasSent() {
        sender.send(message -> {
            message.setHeader("X-Parts-Portal-Mail", "reminder");
            message.setFrom("no-reply@portal.example");
            message.setRecipients(RecipientType.TO, "kim@borg.example");
            message.setSubject("Grüße");
            message.setText("Follow\n\nhttp://localhost/invitations/abc\n", "UTF-8");
        });

        var mail = mailbox.await("kim@borg.example", "reminder");
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.path()).isEqualTo("/invitations/abc");
    }
}
