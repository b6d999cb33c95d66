package com.partsportal.webapps;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Puts {@link FailureAnswers} in the place of the exception mappers that Camunda registers for the REST API of its web
 * apps. Found by Jersey through {@code META-INF/services}. There is one class for each type that Camunda maps, since
 * Jersey takes the mapper of the nearest type, and of several that with the highest priority.
 */
public class EngineFailures implements AutoDiscoverable {

    @Override
    public void configure(FeatureContext application) {
        List.of(OfRest.class, OfEngine.class, OfParsing.class, OfMapping.class, Other.class)
                .forEach(mapper -> application.register(mapper, 1));
    }

    /** What all of them do. */
    abstract static class Mapper<T extends Throwable> implements ExceptionMapper<T> {

        @Context
        private @Nullable ServletContext application;

        @Context
        private @Nullable HttpServletRequest request;

        @Override
        public Response toResponse(T failure) {
            if (application == null || request == null) {
                throw new IllegalStateException("Jersey has not injected the request");
            }
            return WebApplicationContextUtils.getRequiredWebApplicationContext(application)
                    .getBean(FailureAnswers.class)
                    .of(failure, request.getLocale());
        }
    }

    /** What Camunda's resources refuse. */
    @Priority(1)
    public static class OfRest extends Mapper<RestException> {}

    /** What the engine refuses. */
    @Priority(1)
    public static class OfEngine extends Mapper<ProcessEngineException> {}

    /** A body that is no JSON. */
    @Priority(1)
    public static class OfParsing extends Mapper<JsonParseException> {}

    /** A body with a value of the wrong type. */
    @Priority(1)
    public static class OfMapping extends Mapper<JsonMappingException> {}

    /** Everything else, wrong addresses and methods included. */
    @Priority(1)
    public static class Other extends Mapper<Throwable> {}
}
