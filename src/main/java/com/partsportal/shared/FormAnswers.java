package com.partsportal.shared;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a form makes is made once: a repeat of the same form within a day makes nothing and leads to the page that the
 * first one led to. The act and its answer are one transaction, which holds the form's row from its begin on: of two at
 * once the second waits.
 */
@Service
public class FormAnswers {

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int TRIES = 3;

    private final FormAnswerRepository answers;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FormAnswers(FormAnswerRepository answers, PlatformTransactionManager transactions, Clock clock) {
        this.answers = answers;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * What became of a form.
     *
     * @param <T> what it makes
     */
    public interface Answer<T> {

        /** Path of the page to go to. */
        String page();

        /** The notice for what was made; a repeat has its own. */
        Notice notice(Function<T, Notice> done);

        /** What was made now; empty when an earlier sending had made it. */
        Optional<T> made();
    }

    private record Done<T>(Optional<T> made, String page) implements Answer<T> {

        Done(T made, String page) {
            this(Optional.of(made), page);
        }

        @Override
        public Notice notice(Function<T, Notice> done) {
            return made.map(done).orElseThrow();
        }
    }

    private record Repeated<T>(String page) implements Answer<T> {
        @Override
        public Notice notice(Function<T, Notice> done) {
            return Notice.info("layout.form.repeated");
        }

        @Override
        public Optional<T> made() {
            return Optional.empty();
        }
    }

    /**
     * Does what the form of this request wants, unless the same form was done before. When the act throws, nothing is stored
     * and a repeat tries again. A conflict rolls back and the act runs again, three times in all.
     *
     * @param act calls one service; runs in this transaction
     * @param page the page that shows what was made, as a path with ids only
     */
    public <T> Answer<T> once(Supplier<T> act, Function<T, String> page) {
        return once(PostedForm.digest(), act, page);
    }

    /** The same for an act that makes nothing to be named. */
    public Answer<Boolean> once(Runnable act, String page) {
        return once(named(act), done -> page);
    }

    /** The same for one of several things that a form does, each in a transaction of its own. */
    public Answer<Boolean> once(String part, Runnable act, String page) {
        return once(PostedForm.digest().map(form -> form + " " + part), named(act), done -> page);
    }

    /** The page that the form of this request led to when it was sent before; empty for a form that is new. */
    @Transactional(readOnly = true)
    public Optional<String> earlier() {
        var forgotten = DatabaseTime.now(clock).minus(REMEMBERED);
        return PostedForm.digest()
                .flatMap(answers::findByDigest)
                .filter(answer -> answer.createdAt().isAfter(forgotten))
                .map(FormAnswer::page);
    }

    private static Supplier<Boolean> named(Runnable act) {
        return () -> {
            act.run();
            return true;
        };
    }

    private <T> Answer<T> once(Optional<String> digest, Supplier<T> act, Function<T, String> page) {
        if (digest.isEmpty()) {
            var made = act.get();
            return new Done<>(made, page.apply(made));
        }
        for (var attempt = 1; ; attempt++) {
            try {
                return claimed(digest.get(), act, page);
            } catch (RuntimeException failure) {
                if (attempt == TRIES
                        || ConcurrencyConflict.isLockTimeout(failure)
                        || !ConcurrencyConflict.is(failure)) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    private <T> Answer<T> claimed(String digest, Supplier<T> act, Function<T, String> page) {
        return transactions.execute(status -> {
            var now = DatabaseTime.now(clock);
            if (answers.claim(digest, now, now.minus(REMEMBERED)) == 0) {
                return new Repeated<T>(
                        answers.findByDigest(digest).map(FormAnswer::page).orElseThrow());
            }
            var made = act.get();
            var done = new Done<>(made, page.apply(made));
            answers.complete(digest, done.page());
            return done;
        });
    }

    /** The winner is about to commit; two losers should not meet again at once. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 30) * attempt);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forgets what is repeated no more. */
    @Scheduled(initialDelayString = "PT12M", fixedDelayString = "PT1H")
    @Transactional
    public void forget() {
        answers.forget(DatabaseTime.now(clock).minus(REMEMBERED));
    }
}
