package com.partsportal.chaos;

import com.partsportal.harness.MailCopy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to the portal.
 *
 * @param node whom; -1: both, through what they depend on
 * @param until when it was well again; null: not yet
 * @param hit what it hit; empty: nothing
 */
record Fault(Kind kind, int node, Instant from, @Nullable Instant until, String hit) {

    enum Kind {
        KILLED,
        FROZEN,
        DATABASE,
        MAIL_SERVER
    }

    /** How long after the mail server's answer a node may still be busy writing it down. */
    private static final Duration WRITING_DOWN = Duration.ofSeconds(10);

    /** Whether it may have kept this node from learning, or writing down, what the mail server said. */
    boolean explainsAnotherCopyAfter(MailCopy copy) {
        var concernsSender = switch (kind) {
            case KILLED, FROZEN -> node == copy.node();
            case DATABASE -> true;
            case MAIL_SERVER -> false; // then the copy has no answer
        };
        return concernsSender && overlaps(copy.dotAt(), copy.dotAt().plus(WRITING_DOWN));
    }

    boolean overlaps(Instant begin, Instant end) {
        return from.isBefore(end) && (until == null || until.isAfter(begin));
    }

    boolean isEffective() {
        return !hit.isEmpty();
    }
}
