package com.partsportal.webapps;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request of Camunda's pages its own nonce for the content security policy. Camunda's filters keep the nonce in an
 * attribute of the servlet context, where a concurrent request overwrites it: the page then stays blank, since its scripts
 * carry another nonce than its policy.
 */
class CspNonce extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var application = withOwnNonce(request.getServletContext());
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletContext getServletContext() {
                        return application;
                    }
                },
                response);
    }

    private static ServletContext withOwnNonce(ServletContext application) {
        var nonce = new Object[1];
        return (ServletContext) Proxy.newProxyInstance(
                CspNonce.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, given) -> {
                    if (isNonce(given) && method.getName().equals("setAttribute")) {
                        nonce[0] = given[1];
                        return null;
                    }
                    if (isNonce(given) && method.getName().equals("getAttribute")) {
                        return nonce[0];
                    }
                    try {
                        return method.invoke(application, given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static boolean isNonce(Object @Nullable [] given) {
        return given != null
                && given.length > 0
                && ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE.equals(given[0]);
    }
}
