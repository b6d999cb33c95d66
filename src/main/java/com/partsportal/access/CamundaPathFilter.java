package com.partsportal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no path to Camunda's web apps through that is written in an unusual way, such as {@code /camunda/%61pi/…} or
 * {@code /camunda//app}: the container, Spring and Jersey would each read it in their own way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class CamundaPathFilter extends OncePerRequestFilter {

    private static final String CAMUNDA = "/camunda";

    /** Empty and dot segments, path parameters, backslashes, and encoded what needs no encoding or is no text. */
    private static final Pattern UNUSUAL = Pattern.compile(
            "//|/\\.\\.?(/|$)|[;\\\\]" + "|%([01][0-9a-f]|2[d-f]|3[0-9b]|4[1-9a-f]|5[0-9acf]|6[1-9a-f]|7[0-9aef])",
            Pattern.CASE_INSENSITIVE);

    private final EngineAnswers answers;

    CamundaPathFilter(EngineAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var written = request.getRequestURI().substring(request.getContextPath().length());
        if (isCamundas(request)
                && (!written.startsWith(CAMUNDA) || UNUSUAL.matcher(written).find())) {
            answers.write(request, response, HttpStatus.BAD_REQUEST, "malformed");
            return;
        }
        chain.doFilter(request, response);
    }

    /** As the container has read the path. */
    private static boolean isCamundas(HttpServletRequest request) {
        var info = request.getPathInfo();
        var path = info == null ? request.getServletPath() : request.getServletPath() + info;
        return path.equals(CAMUNDA) || path.startsWith(CAMUNDA + "/");
    }
}
