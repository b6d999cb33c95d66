package com.partsportal.api;

import com.partsportal.shared.ErrorId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is refused before any controller is called, such as a path with a NUL: of the API a problem, else the portal's page. */
@Controller
class ApiErrors extends BasicErrorController {

    private final Problems problems;

    ApiErrors(
            ErrorAttributes attributes,
            ServerProperties server,
            ObjectProvider<ErrorViewResolver> views,
            Problems problems) {
        super(attributes, server.getError(), views.orderedStream().toList());
        this.problems = problems;
    }

    /** Also when the client accepts anything: what is not of the API is a page. */
    @Override
    @RequestMapping(produces = {MediaType.TEXT_HTML_VALUE, MediaType.ALL_VALUE})
    public @Nullable ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        if (!isApi(request)) {
            request.setAttribute("errorId", ErrorId.of(request));
            return super.errorHtml(request, response);
        }
        try {
            problems.of(getStatus(request)).write(response);
            return null;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    @RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        if (!isApi(request)) {
            return super.error(request);
        }
        var problem = problems.of(getStatus(request));
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.toMap());
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && Problem.isApi(request.getContextPath(), path);
    }
}
