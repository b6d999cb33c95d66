package com.partsportal.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the body of each call of the API that web security lets through, and refuses one that no call can take. */
@Component
class ApiRequestFilter extends OncePerRequestFilter {

    private final Problems problems;

    ApiRequestFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Problem.isExpectedBy(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiRequest call;
        try {
            call = new ApiRequest(request);
        } catch (ProblemException refusal) {
            problems.of(refusal).write(response);
            return;
        } catch (IOException broken) {
            problems.of(new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "malformed-body")))
                    .write(response);
            return;
        }
        try {
            call.requireType();
            call.requireQuery();
            chain.doFilter(call, response);
        } catch (ProblemException refusal) {
            problems.of(refusal).write(response);
        } finally {
            call.close();
        }
    }
}
