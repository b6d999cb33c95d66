package com.partsportal.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;

/** How the calls of the API are served. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ApiConfiguration {

    /** Beside Spring's own adapter, and nothing that others should be given in its place. */
    @Bean(defaultCandidate = false)
    ApiHandlerAdapter apiHandlerAdapter(
            IdempotentAnswers answers,
            ApiJson json,
            @Qualifier("mvcConversionService") ConversionService conversions,
            @Qualifier("mvcValidator") Validator validator) {
        var binding = new ConfigurableWebBindingInitializer();
        binding.setConversionService(conversions);
        binding.setValidator(validator);
        var adapter = new ApiHandlerAdapter(answers);
        adapter.setWebBindingInitializer(binding);
        adapter.setMessageConverters(List.of(
                new ByteArrayHttpMessageConverter(),
                new StringHttpMessageConverter(StandardCharsets.UTF_8),
                new MappingJackson2HttpMessageConverter(json.mapper()),
                new ResourceHttpMessageConverter()));
        adapter.setCustomArgumentResolvers(List.of(new AuthenticationPrincipalArgumentResolver()));
        return adapter;
    }
}
