package com.partsportal.access;

import com.partsportal.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers of refused calls of Camunda's web apps: a problem (RFC 9457) in the language of the person's browser, with
 * the member {@code message} that Tasklist and Cockpit show.
 */
@Component
class EngineAnswers {

    private final MessageSource messages;

    EngineAnswers(MessageSource messages) {
        this.messages = messages;
    }

    /** @param code what is wrong; the text is the message {@code access.engine.<code>} */
    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        var words = messages.getMessage("access.engine." + code, null, request.getLocale());
        new Problem(status, code, words, List.of(), Map.of("message", words), Map.of()).write(response);
    }

    /** For a call that the person's role may not make. */
    AccessDeniedHandler forbidden() {
        return (request, response, e) -> write(request, response, HttpStatus.FORBIDDEN, "forbidden");
    }
}
