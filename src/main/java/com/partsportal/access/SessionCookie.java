package com.partsportal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie that names a session. A value that cannot be a session's id is ignored, and static files have no session: neither
 * is looked up in the database.
 */
class SessionCookie extends DefaultCookieSerializer {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final RequestMatcher staticFiles;

    SessionCookie(RequestMatcher staticFiles) {
        this.staticFiles = staticFiles;
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        if (staticFiles.matches(request)) {
            return List.of();
        }
        return super.readCookieValues(request).stream()
                .filter(value -> ID.matcher(value).matches())
                .toList();
    }
}
