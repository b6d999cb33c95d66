package com.partsportal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds the beginning of a page back until its first form is written: the form's token may need a cookie, and a header
 * cannot follow what was sent already.
 */
final class PageBuffer implements HandlerInterceptor {

    /** Bytes; no page has more before its first form. */
    private static final int SIZE = 64 * 1024;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!response.isCommitted() && response.getBufferSize() < SIZE) {
            response.setBufferSize(SIZE);
        }
        return true;
    }
}
