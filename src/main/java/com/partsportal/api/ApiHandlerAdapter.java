package com.partsportal.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/** Calls the methods of every {@link ApiController} as {@link ApiMethod}s; pages have Spring's own adapter. */
class ApiHandlerAdapter extends RequestMappingHandlerAdapter {

    private final IdempotentAnswers answers;

    ApiHandlerAdapter(IdempotentAnswers answers) {
        this.answers = answers;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected boolean supportsInternal(HandlerMethod method) {
        return AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ApiController.class);
    }

    @Override
    protected ModelAndView handleInternal(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod method) throws Exception {
        return super.handleInternal(new ApiRequest(request), response, method);
    }

    @Override
    protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod method) {
        return new ApiMethod(method, answers);
    }
}
