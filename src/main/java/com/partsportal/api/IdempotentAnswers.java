package com.partsportal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.shared.ConcurrencyConflict;
import com.partsportal.shared.DatabaseTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * The first answer to a call with an {@code Idempotency-Key}, given again when the call is repeated within a day.
 * What the call changes and its answer are one transaction, which holds the row of the key from its begin on.
 */
@Component
class IdempotentAnswers {

    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int TRIES = 3;

    private final IdempotentAnswerRepository rows;
    private final PlatformTransactionManager transactions;
    private final Problems problems;
    private final ObjectMapper json;
    private final Clock clock;

    IdempotentAnswers(
            IdempotentAnswerRepository rows,
            PlatformTransactionManager transactions,
            Problems problems,
            ApiJson json,
            Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.problems = problems;
        this.json = json.mapper();
        this.clock = clock;
    }

    /** Who calls what with which key, and the hash of what was sent. */
    record Call(String caller, String path, String key, byte[] hash) {}

    /** @param first what the first caller alone is shown instead of {@code body}; null: the same */
    private record Answer(
            int status,
            @Nullable String location,
            @Nullable String body,
            @Nullable String first) {

        Answer(int status, @Nullable String location, @Nullable String body) {
            this(status, location, body, null);
        }

        ResponseEntity<byte[]> entity() {
            var answer = ResponseEntity.status(status);
            if (location != null) {
                answer.header(HttpHeaders.LOCATION, location);
            }
            if (body == null) {
                return answer.build();
            }
            var type = status < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON;
            return answer.contentType(type).body((first == null ? body : first).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Does the work, or answers as it was answered before.
     *
     * @param work returns a {@link ResponseEntity}; tried again as a whole when it loses a race
     * @throws ProblemException {@code idempotency-mismatch} when the key was used for something else
     */
    ResponseEntity<byte[]> once(Call call, Callable<@Nullable Object> work) throws Exception {
        for (var attempt = 1; ; attempt++) {
            try {
                return inTransaction(() -> {
                            if (!claim(call)) {
                                return known(call);
                            }
                            var answer = answer(work.call());
                            complete(call, answer);
                            return answer;
                        })
                        .entity();
            } catch (AnsweredBefore again) {
                throw again;
            } catch (Exception refusal) {
                if (ConcurrencyConflict.is(refusal) && attempt < TRIES) {
                    Thread.sleep(ThreadLocalRandom.current().nextLong(5, 30) * attempt);
                    continue;
                }
                var problem = problems.of(refusal);
                if (!isKept(problem)) {
                    throw new ProblemException(problem);
                }
                return keep(call, problem).entity();
            }
        }
    }

    /** Not a new answer: another use of the key, or its first use is not over. */
    private static final class AnsweredBefore extends ProblemException {
        AnsweredBefore(Problem problem) {
            super(problem);
        }
    }

    private static boolean isKept(Problem problem) {
        return problem.status().is4xxClientError()
                && problem.status() != HttpStatus.UNAUTHORIZED
                && problem.status() != HttpStatus.TOO_MANY_REQUESTS;
    }

    private boolean claim(Call call) {
        try {
            return insert(call, null);
        } catch (DataAccessException stillRunning) {
            if (ConcurrencyConflict.isLockTimeout(stillRunning)) {
                throw new AnsweredBefore(Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "try-again", RETRY_AFTER));
            }
            throw stillRunning;
        }
    }

    private boolean insert(Call call, @Nullable Answer answer) {
        var now = DatabaseTime.now(clock);
        return rows.claim(
                        call.caller(),
                        call.path(),
                        call.key(),
                        call.hash(),
                        answer == null ? null : answer.status(),
                        answer == null ? null : answer.location(),
                        answer == null ? null : answer.body(),
                        now,
                        now.minus(REMEMBERED))
                == 1;
    }

    private void complete(Call call, Answer answer) {
        rows.complete(call.caller(), call.path(), call.key(), answer.status(), answer.location(), answer.body());
    }

    /** A refusal changed nothing: only its answer is stored, unless a repeat was faster, whose answer then counts. */
    private Answer keep(Call call, Problem problem) throws Exception {
        var answer = new Answer(problem.status().value(), null, new String(problem.toJson(), StandardCharsets.UTF_8));
        return inTransaction(() -> insert(call, answer) ? answer : known(call));
    }

    private Answer known(Call call) {
        var known = rows.findById(new IdempotentAnswer.Key(call.caller(), call.path(), call.key()));
        if (known.isPresent() && !known.get().isTo(call.hash())) {
            throw new AnsweredBefore(Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, "idempotency-mismatch"));
        }
        return known.filter(answer -> answer.status() != null)
                .map(answer -> new Answer(Objects.requireNonNull(answer.status()), answer.location(), answer.body()))
                .orElseThrow(() ->
                        new AnsweredBefore(Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "try-again", RETRY_AFTER)));
    }

    private Answer answer(@Nullable Object returned) throws JsonProcessingException {
        if (!(returned instanceof ResponseEntity<?> entity)) {
            throw new IllegalStateException("a POST of the API must return a ResponseEntity");
        }
        var status = entity.getStatusCode().value();
        var location = entity.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (entity.getBody() instanceof OneTimeSecret secret) {
            return new Answer(
                    status, location, json.writeValueAsString(secret.again()), json.writeValueAsString(secret));
        }
        return new Answer(
                status, location, entity.getBody() == null ? null : json.writeValueAsString(entity.getBody()));
    }

    private <T> T inTransaction(Callable<T> work) throws Exception {
        var transaction = transactions.getTransaction(TransactionDefinition.withDefaults());
        T result;
        try {
            result = work.call();
        } catch (Exception | Error e) {
            transactions.rollback(transaction);
            throw e;
        }
        transactions.commit(transaction);
        return result;
    }

    /** Forgets what nobody may repeat any more. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forget() {
        rows.forget(DatabaseTime.now(clock).minus(REMEMBERED));
    }
}
