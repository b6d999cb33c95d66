package com.partsportal.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What Tomcat refuses before the portal sees it, such as a NUL in a path: of the API a problem as well. */
@Component
class ApiErrorReport implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report()));
    }

    private static final class Report extends ErrorReportValve {

        Report() {
            setShowReport(false);
            setShowServerInfo(false);
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            var path = request.getRequestURI();
            var status = HttpStatus.resolve(response.getStatus());
            if (path == null || !Problem.isApi("", path) || status == null || !status.isError()) {
                super.report(request, response, failure);
            } else if (response.getContentWritten() == 0 && response.setErrorReported()) {
                try {
                    Problems.ofStatus(status).write(response);
                    response.finishResponse();
                } catch (IOException gone) {
                    // nobody waits for the answer any more
                }
            }
        }
    }
}
