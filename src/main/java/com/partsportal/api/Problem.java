package com.partsportal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Why a call of the API was refused, as problem details (RFC 9457). It never holds what the caller sent, so that a
 * foreign id is answered byte for byte like an unknown one.
 *
 * @param code stable word of the contract, such as {@code wrong-state}
 * @param detail a sentence for people
 * @param errors the fields that are wrong
 * @param members further members, such as {@code customerId}
 * @param headers further headers, such as {@code Retry-After}
 */
public record Problem(
        HttpStatus status,
        String code,
        @Nullable String detail,
        List<FieldError> errors,
        Map<String, Object> members,
        Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DATABASE_IS_BACK = Duration.ofSeconds(5);

    public Problem {
        errors = List.copyOf(errors);
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    /** One field and what is wrong with it, as a message for people. */
    public record FieldError(String field, String message) {}

    /** A problem with nothing but a status and a code. */
    public static Problem of(HttpStatus status, String code) {
        return new Problem(status, code, null, List.of(), Map.of(), Map.of());
    }

    /** When only the status is known. */
    public static Problem ofStatus(HttpStatus status) {
        return switch (status) {
            case SERVICE_UNAVAILABLE -> later(status, "try-again", DATABASE_IS_BACK);
            case INTERNAL_SERVER_ERROR -> of(status, "internal-error");
            case BAD_REQUEST -> of(status, "malformed-request");
            case UNAUTHORIZED -> of(status, "unauthenticated");
            case PAYLOAD_TOO_LARGE -> of(status, "too-large");
            default -> of(status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }

    /** With {@code Retry-After}, at least a second. */
    public static Problem later(HttpStatus status, String code, Duration after) {
        var seconds = Long.toString(Math.max(1, after.plusMillis(999).toSeconds()));
        return of(status, code).withHeader(HttpHeaders.RETRY_AFTER, seconds);
    }

    /** Whether the answer to this request is to be a problem rather than a page. */
    public static boolean isExpectedBy(HttpServletRequest request) {
        return isApi(request.getContextPath(), request.getRequestURI());
    }

    static boolean isApi(String contextPath, String path) {
        return path.startsWith(contextPath + "/api/");
    }

    Problem withDetail(@Nullable String words) {
        return new Problem(status, code, words, errors, members, headers);
    }

    /** The same problem, with what is wrong with each field. */
    public Problem withErrors(List<FieldError> wrong) {
        return new Problem(status, code, detail, wrong, members, headers);
    }

    Problem withMembers(Map<String, Object> further) {
        return new Problem(status, code, detail, errors, further, headers);
    }

    Problem withHeader(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(status, code, detail, errors, members, all);
    }

    /** Answers the request with it; what was written before is dropped. */
    public void write(HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(status.value());
        headers.forEach(response::setHeader);
        var body = toJson();
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(toMap());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Map<String, Object> toMap() {
        var json = new LinkedHashMap<String, Object>();
        json.put("type", "about:blank");
        json.put("title", status.getReasonPhrase());
        json.put("status", status.value());
        json.put("code", code);
        if (detail != null) {
            json.put("detail", detail);
        }
        members.forEach((name, value) -> json.put(name, value.toString()));
        if (!errors.isEmpty()) {
            json.put("errors", errors);
        }
        return json;
    }
}
