package com.partsportal.webapps;

import com.partsportal.shared.Causes;
import com.partsportal.shared.DatabaseUnavailable;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Answers a failed call of Tasklist, Cockpit or Admin with a message for people. What the domain refuses is 4xx with the
 * text of its pages. What the engine refuses by itself is the caller's mistake as well: 4xx, and one line in the log. A fault
 * of ours is 500 and logged with its stack trace; a database that is away 503. No answer holds a class or an id.
 */
@Component
class FailureAnswers {

    private static final Logger log = LoggerFactory.getLogger(FailureAnswers.class);

    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final int SECONDS_UNTIL_THE_DATABASE_IS_BACK = 5;

    private static final String PORTAL = "com.partsportal.";

    /** Of SQLSTATE: a value that the database cannot hold, such as one with a NUL. */
    private static final String DATA_EXCEPTION = "22";

    private final MessageSource messages;

    FailureAnswers(MessageSource messages) {
        this.messages = messages;
    }

    /** The answer to a call that failed in this way, for a person who reads this language. */
    Response of(Throwable failure, Locale locale) {
        var answer = answer(failure);
        if (answer.status() >= Status.INTERNAL_SERVER_ERROR.getStatusCode() && !DatabaseUnavailable.is(failure)) {
            log.error("A call of the engine's REST API failed", failure);
        } else if (answer.status() != Status.FORBIDDEN.getStatusCode() && answer.status() != TOO_MANY) {
            // these two are logged with route and account, as all refused requests are
            log.info("A call of the engine's REST API is answered {}: {}", answer.status(), kind(failure));
        }
        var words = answer.message(messages, locale);
        var json = new LinkedHashMap<String, Object>();
        // Cockpit looks at this one type
        json.put("type", answer.status() == 403 ? "AuthorizationException" : "about:blank");
        json.put("status", answer.status());
        json.put("code", answer.code());
        json.put("message", words);
        json.put("detail", words);
        var response = Response.status(answer.status()).entity(json).type(MediaType.APPLICATION_JSON_TYPE);
        if (answer.retryAfter() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfter());
        }
        return response.build();
    }

    /**
     * What is answered.
     *
     * @param code of the problem, which is also the last part of the message's key
     * @param own the key of a more exact message than that of the code; null when there is none
     * @param retryAfter seconds; 0 when it makes no sense to try again
     */
    private record Answer(int status, String code, @Nullable String own, long retryAfter) {

        Answer(Status status, String code) {
            this(status.getStatusCode(), code, null, 0);
        }

        String message(MessageSource messages, Locale locale) {
            var plain = messages.getMessage("webapps.refused.400", null, locale);
            var general = messages.getMessage("webapps.refused." + status, null, plain, locale);
            var words = messages.getMessage("webapps.refused." + code, null, general, locale);
            return own == null ? words : messages.getMessage(own, null, words, locale);
        }
    }

    private static Answer answer(Throwable failure) {
        var refused = cause(failure, Refused.class);
        if (refused != null) {
            return new Answer(Status.CONFLICT, refused.code());
        }
        var invalid = cause(failure, InvalidValue.class);
        if (invalid != null) {
            return new Answer(UNPROCESSABLE, "invalid-value", invalid.code(), 0);
        }
        var limit = cause(failure, TooManyRequests.class);
        if (limit != null) {
            return new Answer(
                    TOO_MANY,
                    "too-many-requests",
                    null,
                    Math.max(1, limit.retryAfter().toSeconds()));
        }
        if (DatabaseUnavailable.is(failure)) {
            return new Answer(
                    Status.SERVICE_UNAVAILABLE.getStatusCode(),
                    "unavailable",
                    null,
                    SECONDS_UNTIL_THE_DATABASE_IS_BACK);
        }
        if (cause(failure, AuthorizationException.class) != null) {
            return new Answer(Status.FORBIDDEN, "forbidden");
        }
        if (cause(failure, TaskAlreadyClaimedException.class) != null) {
            return new Answer(Status.CONFLICT, "claimed");
        }
        if (cause(failure, OptimisticLockingException.class) != null) {
            return new Answer(Status.CONFLICT, "changed");
        }
        if (cause(failure, NotFound.class) != null
                || cause(failure, NotFoundException.class) != null
                || cause(failure, NullValueException.class) != null) {
            return new Answer(Status.NOT_FOUND, "gone");
        }
        var bad = cause(failure, BadUserRequestException.class);
        if (bad != null) {
            return bad.getMessage() != null && bad.getMessage().endsWith(" is null")
                    ? new Answer(Status.NOT_FOUND, "gone")
                    : new Answer(Status.BAD_REQUEST, "malformed");
        }
        var status = status(failure);
        if (status >= 400 && status < 500) {
            return new Answer(status, "http-" + status, null, 0);
        }
        return isOurs(failure)
                ? new Answer(Status.INTERNAL_SERVER_ERROR, "internal-error")
                : new Answer(Status.BAD_REQUEST, "malformed");
    }

    /** As Camunda or Jersey would answer it; 0 when they know none. */
    private static int status(Throwable failure) {
        if (failure instanceof RestException rest && rest.getStatus() != null) {
            return rest.getStatus().getStatusCode();
        }
        return failure instanceof WebApplicationException web
                ? web.getResponse().getStatus()
                : 0;
    }

    /**
     * Whether code of the portal that the engine called, or a statement, failed; rather than Camunda's own code over
     * what it was given.
     */
    private static boolean isOurs(Throwable failure) {
        var sql = cause(failure, SQLException.class);
        if (sql != null) {
            return sql.getSQLState() == null || !sql.getSQLState().startsWith(DATA_EXCEPTION);
        }
        var within = Arrays.stream(Causes.root(failure).getStackTrace())
                .map(StackTraceElement::getClassName)
                .takeWhile(type ->
                        !type.startsWith("org.camunda.bpm.engine.rest.") && !type.startsWith("org.glassfish.jersey."))
                .filter(type -> !type.startsWith("java.") && !type.startsWith("jdk."))
                .toList();
        // interceptors of ours stand around each command of the engine
        return !within.isEmpty() && within.get(0).startsWith(PORTAL)
                || within.stream().anyMatch(type -> type.startsWith(PORTAL) && !type.startsWith(PORTAL + "engine."));
    }

    private static String kind(Throwable failure) {
        var root = Causes.root(failure);
        return root instanceof Refused || root instanceof InvalidValue
                ? root.getClass().getSimpleName() + " " + root.getMessage()
                : root.getClass().getSimpleName();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        return Causes.find(failure, type).orElse(null);
    }
}
