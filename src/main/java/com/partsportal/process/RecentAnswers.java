package com.partsportal.process;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Answers that were given a moment ago: an import asks a decision table the same for each of its rows. A table that is
 * deployed anew counts two seconds later.
 */
final class RecentAnswers<Q, A> {

    private static final long KEPT = Duration.ofSeconds(2).toNanos();
    private static final int MOST = 500;

    private record Answer<A>(A value, long at) {}

    private final Map<Q, Answer<A>> answers = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    RecentAnswers() {
        this(System::nanoTime);
    }

    /** @param nanos the time, as of {@link System#nanoTime} */
    RecentAnswers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    A to(Q question, Function<Q, A> ask) {
        var recent = answers.get(question);
        if (recent != null && nanos.getAsLong() - recent.at < KEPT) {
            return recent.value;
        }
        var value = ask.apply(question);
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(question, new Answer<>(value, nanos.getAsLong()));
        return value;
    }
}
