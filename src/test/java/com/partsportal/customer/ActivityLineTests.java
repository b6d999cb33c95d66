package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityLineTests {

    @Test
    void emailsBetweenTwoEventsAreOneLine() {
        var lines = ActivityLine.of(List.of(
                entry("ACCEPTED"),
                entry("MAIL_SENT"),
                entry("MAIL_SENT"),
                entry("INVITED"),
                entry("MAIL_FAILED"),
                entry("MAIL_SENT")));

        assertThat(lines)
                .extracting(line -> line.entry() == null
                        ? line.mails().size() + " mails"
                        : line.entry().type())
                .containsExactly("ACCEPTED", "2 mails", "INVITED", "MAIL_FAILED", "1 mails");
    }

    private static TimelineEntry entry(String type) {
        return new TimelineEntry(Instant.EPOCH, type, "Ada", type, null);
    }
}
