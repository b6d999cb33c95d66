package com.partsportal.access;

import com.partsportal.api.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, once web security has let a request through, what no browser sends and no page can read: an invalid content
 * type, parameters that Tomcat could not decode (it would drop them silently), and parameter names with special characters
 * (a binder would take {@code a[0]} or {@code a.b} for a path into an object). Values are checked by the pages: a NUL in a
 * text is an error beside its field. The API has checks of its own for its bodies.
 */
@Component
class MalformedRequestFilter extends OncePerRequestFilter {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private static final RequestMatcher STATIC = WebSecurity.anyOf(Routes.STATIC);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Problem.isExpectedBy(request) && !isMediaType(request.getContentType())) {
            response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
        } else if (isPage(request) && !isReadable(request)) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isMediaType(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        try {
            return MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        return !Problem.isExpectedBy(request)
                && !request.getRequestURI().startsWith(request.getContextPath() + "/camunda/")
                && !STATIC.matches(request);
    }

    /** A form that is too large was not read at all; it gets an error page of its own. */
    private static boolean isReadable(HttpServletRequest request) throws ServletException, IOException {
        var parameters = request.getParameterMap();
        if (request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR) instanceof FailReason reason
                && reason != FailReason.POST_TOO_LARGE) {
            return false;
        }
        return parameters.keySet().stream().allMatch(name -> NAME.matcher(name).matches())
                && files(request).allMatch(part -> NAME.matcher(part.getName()).matches());
    }

    /** The parts of a form with files; Tomcat has read them with the parameters. */
    private static Stream<Part> files(HttpServletRequest request) throws ServletException, IOException {
        var type = request.getContentType();
        var isTooLarge = request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR) != null;
        return type != null && type.regionMatches(true, 0, "multipart/form-data", 0, 19) && !isTooLarge
                ? request.getParts().stream()
                : Stream.empty();
    }
}
