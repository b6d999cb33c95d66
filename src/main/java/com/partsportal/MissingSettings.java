package com.partsportal;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The portal cannot start: environment variables are missing. */
class MissingSettings extends RuntimeException {

    private final transient List<String> missing;

    MissingSettings(List<String> missing) {
        super("These environment variables are not set: " + String.join("; ", missing));
        this.missing = missing;
    }

    /** Reports it as a message instead of a stack trace; found by {@code META-INF/spring.factories}. */
    static class Analyzer extends AbstractFailureAnalyzer<MissingSettings> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, MissingSettings cause) {
            return new FailureAnalysis(
                    "Parts Portal does not start without these environment variables:\n\n"
                            + cause.missing.stream().map(line -> "    " + line).collect(Collectors.joining("\n")),
                    "Set them, or try the portal out with nothing installed: mvn spring-boot:test-run",
                    cause);
        }
    }
}
