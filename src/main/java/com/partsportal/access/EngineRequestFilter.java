package com.partsportal.access;

import com.partsportal.account.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Runs after the check of who may call and before anything of Camunda, and checks the content of a call. No expression
 * reaches the engine (CVE-2026-109432); an agent claims a task only for itself and completes it only with the variables
 * of its form; a body that is not JSON is not read at all.
 */
final class EngineRequestFilter extends OncePerRequestFilter {

    private final EngineAnswers answers;

    EngineRequestFilter(EngineAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest checked;
        try {
            checked = checked(request);
        } catch (EngineRefusal refusal) {
            RefusedRequests.recordReason(refusal.code(), request);
            // Tomcat has answered what it could not read
            if (!response.isCommitted()) {
                answers.write(request, response, refusal.status(), refusal.code());
            }
            return;
        }
        chain.doFilter(checked, response);
    }

    private static HttpServletRequest checked(HttpServletRequest request) {
        var bytes = read(request);
        checkQuery(request);
        var act = EngineCalls.act(RouteAuthorization.path(request));
        if (bytes.length == 0 && act != EngineCalls.Act.CLAIM) {
            return new WithBody(request, bytes);
        }
        var body = EngineBody.of(bytes);
        switch (act) {
            case CLAIM -> body.checkClaim(user().orElseThrow(() -> new EngineRefusal(HttpStatus.FORBIDDEN, "claim")));
            case COMPLETE -> body.checkCompletion();
            case OTHER -> {}
        }
        return new WithBody(request, body.bytes());
    }

    /** Empty when there is no body. */
    private static byte[] read(HttpServletRequest request) {
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(EngineBody.LARGEST + 1);
        } catch (IOException brokenOff) {
            throw new EngineRefusal(HttpStatus.BAD_REQUEST, "malformed");
        }
        if (body.length > EngineBody.LARGEST) {
            throw new EngineRefusal(HttpStatus.PAYLOAD_TOO_LARGE, "large");
        }
        // the body of a form has been read as parameters already
        var hasBody = body.length > 0 || request.getContentLengthLong() > 0;
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (hasBody
                && (!isJson(request.getContentType()) || encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new EngineRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "type");
        }
        return body;
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            return type.getType().equals("application")
                    && type.getSubtype().equals("json")
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static void checkQuery(HttpServletRequest request) {
        request.getParameterMap().forEach((name, values) -> {
            EngineBody.checkName(name);
            for (var value : values) {
                EngineBody.checkText(value);
            }
        });
        if (request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR) != null) {
            throw new EngineRefusal(HttpStatus.BAD_REQUEST, "malformed");
        }
    }

    private static Optional<SignedIn> user() {
        return RouteAuthorization.signedIn(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The request with the body as it was checked. */
    private static final class WithBody extends HttpServletRequestWrapper {

        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is already here");
        }
    }
}
