package com.partsportal.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/** Puts {@link ApiMethod} around the methods of every {@link ApiController}, and reads all JSON strictly. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ApiConfiguration {

    @Bean
    MappingJackson2HttpMessageConverter strictJson(Jackson2ObjectMapperBuilder builder) {
        return new MappingJackson2HttpMessageConverter(StrictJson.mapper(builder.build()));
    }

    @Bean
    WebMvcRegistrations apiRegistrations(ObjectProvider<IdempotentAnswers> answers) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new Adapter(answers);
            }
        };
    }

    private static final class Adapter extends RequestMappingHandlerAdapter {

        private final ObjectProvider<IdempotentAnswers> answers;

        Adapter(ObjectProvider<IdempotentAnswers> answers) {
            this.answers = answers;
        }

        @Override
        protected ModelAndView handleInternal(
                HttpServletRequest request, HttpServletResponse response, HandlerMethod method) throws Exception {
            return super.handleInternal(isApi(method) ? new ApiRequest(request) : request, response, method);
        }

        @Override
        protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod method) {
            return isApi(method)
                    ? new ApiMethod(method, answers.getObject())
                    : super.createInvocableHandlerMethod(method);
        }

        private static boolean isApi(HandlerMethod method) {
            return AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ApiController.class);
        }
    }
}
