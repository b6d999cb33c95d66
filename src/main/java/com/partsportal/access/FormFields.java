package com.partsportal.access;

import com.partsportal.shared.PostedForm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/**
 * Adds hidden fields to each form of a page that is posted, beside Spring Security's token: the organisation it is made
 * for, the page it is on, and its key. The action has to be given as {@code th:action}.
 */
final class FormFields implements RequestDataValueProcessor {

    private static final String ACTION = FormFields.class.getName();

    private final RequestDataValueProcessor security;

    /** @param security Spring Security's, whose token comes first */
    FormFields(RequestDataValueProcessor security) {
        this.security = security;
    }

    @Override
    public String processAction(HttpServletRequest request, String action, String method) {
        if ("post".equalsIgnoreCase(method)) {
            request.setAttribute(ACTION, action);
        } else {
            request.removeAttribute(ACTION);
        }
        return security.processAction(request, action, method);
    }

    @Override
    public Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
        var ofSecurity = security.getExtraHiddenFields(request);
        var fields = new LinkedHashMap<String, String>(ofSecurity == null ? Map.of() : ofSecurity);
        if (request.getAttribute(ACTION) instanceof String action) {
            request.removeAttribute(ACTION);
            if (!isOfTheSession(request, action)) {
                add(request, action, fields);
            }
        }
        return fields;
    }

    /** Signing in and out and switching: of no page and no organisation, and done as often as one likes. */
    private static boolean isOfTheSession(HttpServletRequest request, String action) {
        var path = action.startsWith(request.getContextPath())
                ? action.substring(request.getContextPath().length())
                : action;
        return path.equals("/logout") || path.equals("/membership") || path.startsWith("/login");
    }

    private static void add(HttpServletRequest request, String action, Map<String, String> fields) {
        RouteAuthorization.signedIn(SecurityContextHolder.getContext().getAuthentication())
                .flatMap(user -> user.organisation())
                .ifPresent(organisation -> fields.put(PostedForm.ORGANISATION, organisation.toString()));
        FormOrigin.page(request).ifPresent(page -> fields.put(PostedForm.PAGE, page));
        fields.put(PostedForm.KEY, FormKeys.key(request, action));
    }

    @Override
    public String processFormFieldValue(HttpServletRequest request, @Nullable String name, String value, String type) {
        return security.processFormFieldValue(request, name, value, type);
    }

    @Override
    public String processUrl(HttpServletRequest request, String url) {
        return security.processUrl(request, url);
    }
}
