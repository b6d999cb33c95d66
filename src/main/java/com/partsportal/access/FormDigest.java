package com.partsportal.access;

import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Notice;
import com.partsportal.shared.PostedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;

/** Recognises a form that is submitted twice by a digest of its sender, path, key, fields and files. */
final class FormDigest implements HandlerInterceptor {

    /** Differ from one reading of a page to the next. */
    private static final Set<String> NOT_CONTENT = Set.of("_csrf", PostedForm.PAGE);

    private final FormAnswers answers;

    FormDigest(FormAnswers answers) {
        this.answers = answers;
    }

    /** A form that was done leads to its page at once, whatever has become of what it was about. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!HttpMethod.POST.matches(request.getMethod()) || request.getParameter(PostedForm.KEY) == null) {
            return true;
        }
        var digest = of(request);
        request.setAttribute(PostedForm.DIGEST, digest);
        var page = answers.earlier();
        if (page.isEmpty()) {
            return true;
        }
        RequestContextUtils.getOutputFlashMap(request).put("notice", Notice.info("layout.form.repeated"));
        RequestContextUtils.saveOutputFlashMap(page.get(), request, response);
        response.sendRedirect(request.getContextPath() + page.get());
        return false;
    }

    private static String of(HttpServletRequest request) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest(request).digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest digest(HttpServletRequest request) throws IOException {
        var digest = FormKeys.sha256();
        add(digest, request.getRemoteUser());
        add(digest, request.getRequestURI());
        add(digest, request.getQueryString());
        for (var field : new TreeMap<>(request.getParameterMap()).entrySet()) {
            if (!NOT_CONTENT.contains(field.getKey()) && !isPassword(field.getKey())) {
                add(digest, field.getKey());
                for (var value : field.getValue()) {
                    add(digest, value);
                }
            }
        }
        var files = WebUtils.getNativeRequest(request, MultipartRequest.class);
        if (files != null) {
            for (var ofOneField : new TreeMap<>(files.getMultiFileMap()).values()) {
                for (var file : ofOneField) {
                    add(digest, file);
                }
            }
        }
        return digest;
    }

    /** Nothing that is stored is derived from a password. */
    private static boolean isPassword(String field) {
        return field.toLowerCase(Locale.ROOT).contains("password");
    }

    private static void add(MessageDigest digest, MultipartFile file) throws IOException {
        add(digest, file.getName());
        add(digest, file.getOriginalFilename());
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(file.getSize()).flip());
        try (var content = new DigestInputStream(file.getInputStream(), digest)) {
            content.skipNBytes(file.getSize());
        }
    }

    /** With its length, so that two texts never look like one. */
    private static void add(MessageDigest digest, @Nullable String text) {
        var bytes = FormKeys.bytes(text == null ? "" : text);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .flip());
        digest.update(bytes);
    }
}
