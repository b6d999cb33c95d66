package com.partsportal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.partsportal.api.Problem.FieldError;
import com.partsportal.shared.ConcurrencyConflict;
import com.partsportal.shared.DatabaseUnavailable;
import com.partsportal.shared.ErrorId;
import com.partsportal.shared.InvalidData;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
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
    private static final String STATUS = "status";
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
            log.debug("the client is gone");
        }
        return new ModelAndView();
    }

    /** The answer to the caller of a failure. One that nobody foresaw is logged here and is 500. */
    Problem of(Exception e) {
        return inWords(describe(e));
    }

    /** The answer to the caller when only a status is known. */
    Problem of(HttpStatus status) {
        return inWords(Problem.ofStatus(status));
    }

    private Problem inWords(Problem problem) {
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
            return refused(refused);
        }
        if (e instanceof NotFound) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        if (e instanceof TooManyRequests limit) {
            limit.record();
            return Problem.later(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", limit.retryAfter());
        }
        if (e instanceof InvalidValue invalid) {
            return invalid(List.of(new FieldError(invalid.field(), message(invalid))));
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
            var supported = unsupported.getSupportedMediaTypes();
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
                    .withHeader(
                            HttpHeaders.ACCEPT,
                            supported.isEmpty() ? MediaType.APPLICATION_JSON_VALUE : MediaType.toString(supported));
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
        if (ConcurrencyConflict.is(e)) {
            log.warn(
                    "a concurrency conflict is answered with 503: {}",
                    e.getClass().getSimpleName());
            return Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "try-again", SOON);
        }
        if (DatabaseUnavailable.is(e)) {
            log.warn("the database did not answer: {}", e.getClass().getSimpleName());
            return Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", DATABASE_IS_BACK);
        }
        if (InvalidData.is(e)) {
            log.error("a value that no check refused is answered with 400", e);
            return Problem.of(HttpStatus.BAD_REQUEST, "invalid-value");
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
        if (status == null || (status.is5xxServerError() && status != HttpStatus.SERVICE_UNAVAILABLE)) {
            var id = ErrorId.next();
            log.error("error {}: a call of the API failed", id, e);
            return Problem.ofStatus(HttpStatus.INTERNAL_SERVER_ERROR).withMembers(Map.of("instance", "urn:uuid:" + id));
        }
        return Problem.ofStatus(status);
    }

    /** The status of a problem is the answer's, so that of the customer has a name of its own. */
    private Problem refused(Refused refused) {
        var members = new LinkedHashMap<>(refused.details());
        var status = members.remove(STATUS);
        if (status != null) {
            members.put("customerStatus", status);
        }
        return Problem.of(HttpStatus.CONFLICT, refused.code())
                .withMembers(members)
                .withDetail(messages.getMessage(
                        "api.problem." + refused.code(),
                        status == null ? null : new Object[] {status},
                        null,
                        LocaleContextHolder.getLocale()));
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

    private String message(InvalidValue invalid) {
        var locale = LocaleContextHolder.getLocale();
        var general = messages.getMessage("api.invalid", null, locale);
        var ours = messages.getMessage("api.invalid." + invalid.code(), invalid.args(), null, locale);
        return ours != null ? ours : messages.getMessage(invalid.messageKey(), invalid.args(), general, locale);
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
