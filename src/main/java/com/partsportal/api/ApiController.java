package com.partsportal.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Calls of the REST API, in and out as JSON. Bodies are checked strictly, and a POST that carries an
 * {@code Idempotency-Key} runs in one transaction with its stored answer: its method returns a
 * {@link org.springframework.http.ResponseEntity} and may run more than once.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
public @interface ApiController {

    /** The path, which begins with {@code /api/}. */
    @AliasFor(annotation = RequestMapping.class, attribute = "path")
    String[] value();
}
