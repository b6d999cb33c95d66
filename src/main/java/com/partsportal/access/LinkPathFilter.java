package com.partsportal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the link of an email also where a mail program or a person took the punctuation behind it for a part of it, or a
 * slash was added: what follows the token and is no letter or digit is left out.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class LinkPathFilter extends OncePerRequestFilter {

    private static final Pattern LINK = Pattern.compile(
            "(/(?:invitations|password|email-change)/[A-Za-z0-9_-]{43})(?:%[0-9A-Fa-f]{2}|[!-/:-@\\[-`{-~])+");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var link = LINK.matcher(path);
        chain.doFilter(link.matches() ? new Trimmed(request, link.group(1)) : request, response);
    }

    private static final class Trimmed extends HttpServletRequestWrapper {

        private final String path;

        Trimmed(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return getContextPath() + path;
        }

        @Override
        public StringBuffer getRequestURL() {
            var url = super.getRequestURL();
            return url.replace(url.indexOf("/", url.indexOf("//") + 2), url.length(), getRequestURI());
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public @Nullable String getPathInfo() {
            return null;
        }
    }
}
