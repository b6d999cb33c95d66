package com.partsportal.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A call of the API with its whole body, which can be read as often as the call is tried. Without a body it has no type. */
class ApiRequest extends HttpServletRequestWrapper {

    static final int LARGEST_BODY = 1024 * 1024;

    /** Of a file of rows. */
    static final int LARGEST_CSV = 5 * 1024 * 1024;

    private final byte[] body;

    ApiRequest(HttpServletRequest request) throws IOException {
        super(request);
        var largest = isCsv(request.getContentType()) ? LARGEST_CSV : LARGEST_BODY;
        if (request.getContentLengthLong() > largest) {
            throw tooLarge();
        }
        body = request.getInputStream().readNBytes(largest + 1);
        if (body.length > largest) {
            throw tooLarge();
        }
    }

    private static boolean isCsv(@Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "text/csv", 0, "text/csv".length());
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.of(HttpStatus.PAYLOAD_TOO_LARGE, "too-large"));
    }

    /** Query and body are well-formed UTF-8 without NUL. */
    void requireText() {
        if (getQueryString() != null && !isText(decoded(getQueryString()))) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "malformed-query"));
        }
        if (body.length > 0) {
            requireUtf8();
            if (!isText(body)) {
                throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "malformed-body"));
            }
        }
    }

    private void requireUtf8() {
        try {
            var charset = getContentType() == null
                    ? null
                    : MediaType.parseMediaType(getContentType()).getCharset();
            if (charset == null || charset.equals(StandardCharsets.UTF_8)) {
                return;
            }
        } catch (IllegalArgumentException unknown) {
            // answered below
        }
        throw new ProblemException(Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
                .withHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE));
    }

    /** SHA-256 of what was sent. */
    byte[] fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            if (getQueryString() != null) {
                digest.update((byte) 0);
                digest.update(getQueryString().getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static boolean isText(byte @Nullable [] bytes) {
        if (bytes == null) {
            return false;
        }
        for (var b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    /** The bytes that a query stands for; null when its percent signs are broken. */
    private static byte @Nullable [] decoded(String query) {
        var bytes = new ByteArrayOutputStream(query.length());
        for (var i = 0; i < query.length(); i++) {
            var c = query.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            var high = i + 2 < query.length() ? Character.digit(query.charAt(i + 1), 16) : -1;
            var low = high < 0 ? -1 : Character.digit(query.charAt(i + 2), 16);
            if (low < 0) {
                return null;
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        return bytes.toByteArray();
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String getContentType() {
        return body.length == 0 ? null : super.getContentType();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isHidden(name))
                .toList());
    }

    private boolean isHidden(String name) {
        return body.length == 0 && HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name);
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            return bytes.read(target, from, length);
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
            throw new UnsupportedOperationException();
        }
    }
}
