package com.partsportal.customer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a customer's activity: something that happened, or the portal's emails between two of those, folded.
 *
 * @param entry null for emails
 * @param mails empty for something that happened
 */
public record ActivityLine(@Nullable TimelineEntry entry, List<TimelineEntry> mails) {

    private static final String SENT = "MAIL_SENT";

    /** In the order given. An email that was not sent is a line of its own. */
    static List<ActivityLine> of(List<TimelineEntry> entries) {
        var lines = new ArrayList<ActivityLine>();
        var mails = new ArrayList<TimelineEntry>();
        for (var entry : entries) {
            if (entry.type().equals(SENT)) {
                mails.add(entry);
            } else {
                fold(mails, lines);
                lines.add(new ActivityLine(entry, List.of()));
            }
        }
        fold(mails, lines);
        return lines;
    }

    private static void fold(List<TimelineEntry> mails, List<ActivityLine> lines) {
        if (!mails.isEmpty()) {
            lines.add(new ActivityLine(null, List.copyOf(mails)));
            mails.clear();
        }
    }
}
