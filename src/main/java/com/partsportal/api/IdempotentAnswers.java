package com.partsportal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.shared.LostRace;
import com.partsportal.shared.Times;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * The first answer to a call with an {@code Idempotency-Key}, given again to whoever repeats the call within a day.
 * What the call changes and its answer are one transaction, which holds the row of the key from its begin on.
 */
@Component
class IdempotentAnswers {

    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int TRIES = 3;

    /** Takes the row of the key, of an earlier day too; waits for a call that holds it. */
    private static final String CLAIM = """
            insert into idempotent_answer (caller, path, key, body_hash, status, headers, body, created_at)
            values (:caller, :path, :key, :hash, :status, :location, :body, :now)
            on conflict (caller, path, key) do update
            set body_hash = excluded.body_hash, status = excluded.status, headers = excluded.headers,
                body = excluded.body, created_at = excluded.created_at
            where idempotent_answer.created_at <= :forgotten""";

    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private final Problems problems;
    private final ObjectMapper json;
    private final Clock clock;

    IdempotentAnswers(
            JdbcClient jdbc, PlatformTransactionManager transactions, Problems problems, ApiJson json, Clock clock) {
        this.jdbc = jdbc;
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
                if (LostRace.is(refusal) && attempt < TRIES) {
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
            if (LostRace.isWait(stillRunning)) {
                throw new AnsweredBefore(Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "try-again", RETRY_AFTER));
            }
            throw stillRunning;
        }
    }

    private boolean insert(Call call, @Nullable Answer answer) {
        var now = Times.now(clock);
        return jdbc.sql(CLAIM)
                        .param("caller", call.caller())
                        .param("path", call.path())
                        .param("key", call.key())
                        .param("hash", call.hash())
                        .param("status", answer == null ? null : answer.status())
                        .param("location", answer == null ? null : answer.location())
                        .param("body", answer == null ? null : answer.body())
                        .param("now", Timestamp.from(now))
                        .param("forgotten", Timestamp.from(now.minus(REMEMBERED)))
                        .update()
                == 1;
    }

    private void complete(Call call, Answer answer) {
        jdbc.sql("""
                        update idempotent_answer set status = :status, headers = :location, body = :body
                        where caller = :caller and path = :path and key = :key""")
                .param("status", answer.status())
                .param("location", answer.location())
                .param("body", answer.body())
                .param("caller", call.caller())
                .param("path", call.path())
                .param("key", call.key())
                .update();
    }

    /** A refusal changed nothing: only its answer is stored, unless a repeat was faster, whose answer then counts. */
    private Answer keep(Call call, Problem problem) throws Exception {
        var answer = new Answer(problem.status().value(), null, new String(problem.toJson(), StandardCharsets.UTF_8));
        return inTransaction(() -> insert(call, answer) ? answer : known(call));
    }

    private Answer known(Call call) {
        return find(call)
                .orElseThrow(() ->
                        new AnsweredBefore(Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "try-again", RETRY_AFTER)));
    }

    private Optional<Answer> find(Call call) {
        return jdbc.sql("""
                        select body_hash, status, headers, body from idempotent_answer
                        where caller = :caller and path = :path and key = :key""")
                .param("caller", call.caller())
                .param("path", call.path())
                .param("key", call.key())
                .query((row, number) -> {
                    if (!MessageDigest.isEqual(row.getBytes("body_hash"), call.hash())) {
                        throw new AnsweredBefore(Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, "idempotency-mismatch"));
                    }
                    return new Answer(row.getInt("status"), row.getString("headers"), row.getString("body"));
                })
                .optional();
    }

    private Answer answer(@Nullable Object returned) throws JsonProcessingException {
        if (!(returned instanceof ResponseEntity<?> entity)) {
            throw new IllegalStateException("a POST of the API must return a ResponseEntity");
        }
        var status = entity.getStatusCode().value();
        var location = entity.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (entity.getBody() instanceof ShownOnce secret) {
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
        jdbc.sql("delete from idempotent_answer where created_at <= :forgotten")
                .param("forgotten", Timestamp.from(Times.now(clock).minus(REMEMBERED)))
                .update();
    }
}
