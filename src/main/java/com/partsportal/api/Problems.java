package com.partsportal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.partsportal.api.Problem.FieldError;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers every failed call of the API as a {@link Problem}; pages are not its business. */
@Component
class Problems implements HandlerExceptionResolver, Ordered {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration DATABASE_IS_BACK = Duration.ofSeconds(5);
    private static final int LONGEST_ECHO = 100;

    private final MessageSource messages;

    Problems(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        if (!Problem.isExpectedBy(request)
                || response.isCommitted()
                || e instanceof AccessDeniedException
                || e instanceof AuthenticationException) {
            return null;
        }
        try {
            of(e).write(response);
        } catch (IOException gone) {
            log.debug("nobody waits for the answer any more");
        }
        return new ModelAndView();
    }

    /** What the caller is told of a failure. One that nobody foresaw is logged here and is 500. */
    Problem of(Exception e) {
        var problem = describe(e);
        return problem.detail() != null
                ? problem
                : problem.withDetail(messages.getMessage(
                        "api.problem." + problem.code(), null, null, LocaleContextHolder.getLocale()));
    }

    private Problem describe(Exception e) {
        if (e instanceof ProblemException refusal) {
            return refusal.problem();
        }
        if (e instanceof Refused refused) {
            return Problem.of(HttpStatus.CONFLICT, refused.code()).withMembers(refused.details());
        }
        if (e instanceof NotFound) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        if (e instanceof TooManyRequests limit) {
            return Problem.later(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", limit.retryAfter());
        }
        if (e instanceof InvalidValue invalid) {
            return invalid(List.of(new FieldError(invalid.field(), words(invalid))));
        }
        if (e instanceof MethodArgumentNotValidException invalid) {
            return invalid(invalid.getFieldErrors().stream()
                    .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                    .sorted(Comparator.comparing(FieldError::field))
                    .toList());
        }
        if (e instanceof ConstraintViolationException invalid) {
            return invalid(invalid.getConstraintViolations().stream()
                    .map(Problems::fieldError)
                    .sorted(Comparator.comparing(FieldError::field))
                    .toList());
        }
        if (e instanceof HttpMessageNotReadableException) {
            return unreadable(e.getCause());
        }
        if (e instanceof JsonProcessingException) {
            return unreadable(e);
        }
        if (e instanceof HttpMediaTypeNotSupportedException unsupported) {
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
                    .withHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        }
        if (e instanceof HttpMediaTypeNotAcceptableException) {
            return Problem.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable");
        }
        if (e instanceof HttpRequestMethodNotSupportedException unsupported) {
            var problem = Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed");
            var allowed = unsupported.getSupportedMethods();
            return allowed == null ? problem : problem.withHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
        }
        if (e instanceof MethodArgumentTypeMismatchException mismatch) {
            return invalid(List.of(new FieldError(mismatch.getName(), general())));
        }
        if (e instanceof ConcurrencyFailureException || e instanceof DataIntegrityViolationException) {
            log.warn("a lost race is answered with 503: {}", e.getClass().getSimpleName());
            return Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "try-again", SOON);
        }
        if (e instanceof TransactionException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException) {
            log.warn("the database did not answer: {}", e.getClass().getSimpleName());
            return Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", DATABASE_IS_BACK);
        }
        return byStatus(e);
    }

    /** What Spring or an exception's own annotation says of it. */
    private Problem byStatus(Exception e) {
        var annotation = AnnotatedElementUtils.findMergedAnnotation(e.getClass(), ResponseStatus.class);
        var status = annotation != null
                ? annotation.code()
                : e instanceof ErrorResponse response
                        ? HttpStatus.resolve(response.getStatusCode().value())
                        : null;
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            return Problem.later(status, "try-again", DATABASE_IS_BACK);
        }
        if (status == null || status.is5xxServerError()) {
            log.error("a call of the API failed", e);
            return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error");
        }
        return Problem.of(
                status,
                switch (status) {
                    case NOT_FOUND -> "not-found";
                    case BAD_REQUEST -> "malformed-request";
                    case PAYLOAD_TOO_LARGE -> "too-large";
                    default -> status.name().toLowerCase(Locale.ROOT).replace('_', '-');
                });
    }

    private static Problem invalid(List<FieldError> errors) {
        return Problem.of(HttpStatus.BAD_REQUEST, "invalid-value").withErrors(errors);
    }

    private static FieldError fieldError(ConstraintViolation<?> violation) {
        return new FieldError(violation.getPropertyPath().toString(), violation.getMessage());
    }

    private String general() {
        return messages.getMessage("api.invalid", null, LocaleContextHolder.getLocale());
    }

    private String words(InvalidValue invalid) {
        var locale = LocaleContextHolder.getLocale();
        var general = messages.getMessage("api.invalid", null, locale);
        var ours = messages.getMessage("api.invalid." + invalid.code(), null, null, locale);
        return ours != null ? ours : messages.getMessage(invalid.messageKey(), null, general, locale);
    }

    private Problem unreadable(@Nullable Throwable cause) {
        var locale = LocaleContextHolder.getLocale();
        var malformed = Problem.of(HttpStatus.BAD_REQUEST, "malformed-body");
        if (!(cause instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return malformed;
        }
        var unknown = mapping instanceof UnrecognizedPropertyException;
        var field = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        var words = messages.getMessage(unknown ? "api.field.unknown" : "api.field.type", null, locale);
        return malformed.withErrors(List.of(new FieldError(echo(field), words)));
    }

    /** A name from the request as it may stand in the answer. */
    private static String echo(String name) {
        var shown = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_ECHO)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
