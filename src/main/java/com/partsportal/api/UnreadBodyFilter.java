package com.partsportal.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the body of an API call for {@link ApiRequestFilter}. Some pages are mapped by a parameter of their form; looking
 * for one, as Spring does for every request, even before web security, makes Tomcat read a body of a form's type, and the
 * call would not get it. Once the stream was taken, parameters are those of the query only (Servlet 6, chapter 3.1.1).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class UnreadBodyFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Problem.isExpectedBy(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.getInputStream();
        chain.doFilter(request, response);
    }
}
