package com.partsportal.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A call of the API with its whole body, a file's on disk, which can be read as often as the call is tried. Without a body it has no type. */
class ApiRequest extends HttpServletRequestWrapper {

    static final int LARGEST_BODY = 1024 * 1024;

    /** Of a file of rows. */
    static final int LARGEST_CSV = 5 * 1024 * 1024;

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** Of a file that is kept as it is; it waits on disk. */
    static final long LARGEST_FILE = 20L * 1024 * 1024;

    private final byte[] body;

    @Nullable
    private final Path file;

    ApiRequest(HttpServletRequest request) throws IOException {
        super(request);
        var largest = largest(request.getContentType());
        if (request.getContentLengthLong() > largest) {
            throw tooLarge();
        }
        var isFile = largest == LARGEST_FILE;
        file = isFile ? spooled(request.getInputStream()) : null;
        body = isFile ? new byte[0] : request.getInputStream().readNBytes((int) largest + 1);
        if (body.length > largest) {
            throw tooLarge();
        }
    }

    private static long largest(@Nullable String contentType) {
        return isFile(contentType) ? LARGEST_FILE : isTable(contentType) ? LARGEST_CSV : LARGEST_BODY;
    }

    /** Null for an empty one. */
    private static @Nullable Path spooled(InputStream content) throws IOException {
        var spooled = Files.createTempFile("api-", null);
        var isKept = false;
        try (var out = Files.newOutputStream(spooled)) {
            var buffer = new byte[64 * 1024];
            var size = 0L;
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > LARGEST_FILE) {
                    throw tooLarge();
                }
                out.write(buffer, 0, read);
            }
            isKept = size > 0;
            return isKept ? spooled : null;
        } finally {
            if (!isKept) {
                Files.deleteIfExists(spooled);
            }
        }
    }

    /** Removes what waited on disk. */
    void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private boolean isEmpty() {
        return body.length == 0 && file == null;
    }

    private static boolean isFile(@Nullable String contentType) {
        var type = MediaType.APPLICATION_OCTET_STREAM_VALUE;
        return contentType != null && contentType.strip().regionMatches(true, 0, type, 0, type.length());
    }

    /** A file of rows, or an email: its reader finds out in which encoding it is. */
    private static boolean isTable(@Nullable String contentType) {
        return contentType != null
                && Stream.of("text/csv", XLSX, "message/rfc822")
                        .anyMatch(type -> contentType.strip().regionMatches(true, 0, type, 0, type.length()));
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.of(HttpStatus.PAYLOAD_TOO_LARGE, "too-large"));
    }

    /** A body has a type, and is no form, whichever way a browser sends one. */
    void requireType() {
        if (!isEmpty() && !isConcrete(getContentType())) {
            throw unsupported();
        }
    }

    private static boolean isConcrete(@Nullable String contentType) {
        try {
            return contentType == null || MediaType.parseMediaType(contentType).isConcrete() && !isForm(contentType);
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }

    /** For a call that reads none: what was sent is not dropped silently. An empty object says nothing. */
    void requireNoBody() {
        if (file != null
                || body.length > 0
                        && !new String(body, StandardCharsets.UTF_8).strip().matches("(\\{\\s*})?")) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "malformed-body"));
        }
    }

    private static boolean isForm(String contentType) {
        return Stream.of("multipart/", MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                .anyMatch(form -> contentType.strip().regionMatches(true, 0, form, 0, form.length()));
    }

    private static ProblemException unsupported() {
        return new ProblemException(Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
                .withHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE));
    }

    /** The query is well-formed UTF-8 without NUL. */
    void requireQuery() {
        if (getQueryString() != null && !isText(decoded(getQueryString()))) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "malformed-query"));
        }
    }

    /** So is the body, unless it is a file of rows. */
    void requireText() {
        if (body.length > 0 && !isTable(getContentType())) {
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
        throw unsupported();
    }

    /** SHA-256 of what was sent. */
    byte[] fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var content = new DigestInputStream(getInputStream(), digest)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
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

    /** The bytes that a query encodes; null when its percent signs are broken. */
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
    public ServletInputStream getInputStream() throws IOException {
        return new Body(file == null ? new ByteArrayInputStream(body) : Files.newInputStream(file));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String getContentType() {
        return isEmpty() ? null : super.getContentType();
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
        return isEmpty() && HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name);
    }

    private static final class Body extends ServletInputStream {

        private final InputStream bytes;

        Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return bytes.read(target, from, length);
        }

        @Override
        public boolean isFinished() {
            try {
                return bytes.available() == 0;
            } catch (IOException closed) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            bytes.close();
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
