package com.partsportal.api;

import com.partsportal.account.SignedIn;
import com.partsportal.api.IdempotentAnswers.Call;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/** A controller's method of the API, from reading its arguments to the value that it returns. */
class ApiMethod extends ServletInvocableHandlerMethod {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private final IdempotentAnswers answers;

    ApiMethod(HandlerMethod method, IdempotentAnswers answers) {
        super(method);
        this.answers = answers;
    }

    @Override
    public @Nullable Object invokeForRequest(
            NativeWebRequest web, @Nullable ModelAndViewContainer container, Object... provided) throws Exception {
        var request = web.getNativeRequest(ApiRequest.class);
        if (request == null) {
            throw new IllegalStateException("not wrapped");
        }
        var key = HttpMethod.POST.matches(request.getMethod()) ? key(request) : null;
        if (key == null) {
            check(request);
            return super.invokeForRequest(web, container, provided);
        }
        var call = new Call(caller(request), request.getRequestURI(), key, request.fingerprint());
        return answers.once(call, () -> {
            check(request);
            return super.invokeForRequest(web, container, provided);
        });
    }

    private void check(ApiRequest request) {
        request.requireText();
        if (Arrays.stream(getMethodParameters())
                .noneMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class))) {
            request.requireNoBody();
        }
    }

    private static @Nullable String key(ApiRequest request) {
        var keys = Collections.list(request.getHeaders(HEADER));
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1 || !KEY.matcher(keys.get(0)).matches()) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "malformed-idempotency-key"));
        }
        return keys.get(0);
    }

    private static String caller(ApiRequest request) {
        if (request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof SignedIn user) {
            var organisation = user.vendorId() != null ? user.vendorId() : user.companyId();
            return user.account().value() + "@" + organisation;
        }
        throw new IllegalStateException("nobody is signed in");
    }
}
