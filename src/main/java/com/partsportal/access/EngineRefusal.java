package com.partsportal.access;

import java.util.Objects;
import org.springframework.http.HttpStatus;

/** A call of Camunda's web apps that does not reach the engine. */
final class EngineRefusal extends RuntimeException {

    private final HttpStatus status;

    /**
     * @param status of the answer, below 500
     * @param code what is wrong; the text is the message {@code access.engine.<code>}
     */
    EngineRefusal(HttpStatus status, String code) {
        super(code, null, false, false);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return Objects.requireNonNull(getMessage());
    }
}
