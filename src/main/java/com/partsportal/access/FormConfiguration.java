package com.partsportal.access;

import com.partsportal.shared.FormAnswers;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/** What every form of our pages carries, and how it is read. */
@Configuration(proxyBeanMethods = false)
class FormConfiguration implements WebMvcConfigurer {

    /** Has no forms, and a way of its own to know a repeat. */
    private static final String API = "/api/**";

    private final FormAnswers answers;

    FormConfiguration(FormAnswers answers) {
        this.answers = answers;
    }

    /** Around Spring Security's, the one bean of that name that Spring MVC looks for. */
    @Bean
    static BeanPostProcessor hiddenFields() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof RequestDataValueProcessor security ? new FormFields(security) : bean;
            }
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageBuffer()).excludePathPatterns(API);
        registry.addInterceptor(new FormDigest(answers)).excludePathPatterns(API);
        registry.addInterceptor(new FormKeys()).excludePathPatterns(API);
    }
}
