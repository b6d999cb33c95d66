package com.partsportal.api;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
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
    protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod method) {
        return new ApiMethod(method, answers);
    }
}
