package com.partsportal.webapps;

import com.partsportal.process.TaskFacts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tasklist reads the variables of a form; this refreshes them with the current facts first. */
class FactsOfNow extends OncePerRequestFilter {

    private static final Pattern FORM =
            Pattern.compile("/camunda/api/engine/engine/[^/]+/task/([0-9A-Za-z-]{1,64})/form-variables");

    private final TaskFacts facts;

    FactsOfNow(TaskFacts facts) {
        this.facts = facts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var form = FORM.matcher(request.getRequestURI());
        if (request.getMethod().equals("GET") && form.matches()) {
            facts.refresh(form.group(1));
        }
        chain.doFilter(request, response);
    }
}
