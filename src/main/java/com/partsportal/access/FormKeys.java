package com.partsportal.access;

import com.partsportal.shared.PostedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * The key of a form: equal on all pages of a session until one of its forms was done, so that the same form in a second
 * tab, or found again by Back, is the same; pages read after that carry another one.
 */
final class FormKeys implements HandlerInterceptor {

    private static final String ROUND = "portal.forms";

    /** Of a form to this action; without a session another one each time. */
    static String key(HttpServletRequest request, String action) {
        var session = request.getSession(false);
        if (session == null) {
            return UUID.randomUUID().toString();
        }
        var path = action.isEmpty() || action.startsWith("?") ? request.getRequestURI() + action : action;
        var secret = session.getId() + '\n' + session.getAttribute(ROUND) + '\n' + path;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256().digest(bytes(secret)));
    }

    /** A form was done: it led on to a page, or made something that its answer shows. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (!HttpMethod.POST.matches(request.getMethod()) || request.getParameter(PostedForm.KEY) == null) {
            return;
        }
        var leadsOn = answer != null
                && answer.getViewName() != null
                && answer.getViewName().startsWith("redirect:");
        var session = request.getSession(false);
        if (session != null && (leadsOn || response.getStatus() == HttpStatus.CREATED.value())) {
            session.setAttribute(ROUND, UUID.randomUUID().toString());
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
