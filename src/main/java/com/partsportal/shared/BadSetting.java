package com.partsportal.shared;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The portal does not start: the value of an environment variable cannot be used. The message names it, and no secret. */
public class BadSetting extends IllegalStateException {

    public BadSetting(String message) {
        super(message);
    }

    /** Reports it as a message instead of a stack trace; found by {@code META-INF/spring.factories}. */
    static class Analyzer extends AbstractFailureAnalyzer<BadSetting> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, BadSetting cause) {
            return new FailureAnalysis(cause.getMessage(), "Correct the environment variable and start again.", cause);
        }
    }
}
