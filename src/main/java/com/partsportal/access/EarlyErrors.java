package com.partsportal.access;

import com.partsportal.api.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * What Tomcat refuses before any filter of the portal sees it, such as a header that cannot be read or a NUL in a path:
 * with the portal's security headers, and of the API as a problem.
 */
@Component
class EarlyErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$s</title></head>
            <body><main><h1>%1$s</h1><p>Parts Portal cannot read this request.</p></main></body>
            </html>
            """;

    private final SecurityHeaders headers;

    EarlyErrors(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.addLifecycleListener(event -> {
            if (Lifecycle.AFTER_INIT_EVENT.equals(event.getType())) {
                connector.getProtocolHandler().setAdapter(new WithHeaders(connector));
            }
        }));
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report()));
    }

    private void addHeaders(org.apache.coyote.Response response) {
        headers.forUnreadRequest(
                (name, value) -> response.getMimeHeaders().setValue(name).setString(value));
    }

    /** A request line that no parser takes reaches no valve: its bare 400 gets the headers here. */
    private final class WithHeaders extends CoyoteAdapter {

        WithHeaders(Connector connector) {
            super(connector);
        }

        @Override
        public void service(org.apache.coyote.Request request, org.apache.coyote.Response response) throws Exception {
            if (response.getStatus() >= HttpStatus.BAD_REQUEST.value()
                    || request.requestURI().equals("*")) {
                addHeaders(response);
            }
            super.service(request, response);
        }

        @Override
        public void log(org.apache.coyote.Request request, org.apache.coyote.Response response, long time) {
            if (!response.isCommitted() && response.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
                addHeaders(response);
            }
            super.log(request, response, time);
        }
    }

    private final class Report extends ErrorReportValve {

        Report() {
            setShowReport(false);
            setShowServerInfo(false);
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < HttpStatus.BAD_REQUEST.value()
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            var status = status(response.getStatus());
            try {
                response.setStatus(status.value());
                headers.addMissing(request, response);
                write(request, response, status);
                response.finishResponse();
            } catch (IOException gone) {
                // the client has closed the connection
            }
        }

        /** A version of HTTP or a transfer coding that Tomcat does not have is the client's fault as well. */
        private static HttpStatus status(int status) {
            return switch (status) {
                case 501, 505 -> HttpStatus.BAD_REQUEST;
                default -> {
                    var known = HttpStatus.resolve(status);
                    yield known == null ? HttpStatus.BAD_REQUEST : known;
                }
            };
        }

        private static void write(Request request, Response response, HttpStatus status) throws IOException {
            if (request.getRequestURI() != null && Problem.isExpectedBy(request)) {
                Problem.ofStatus(status).write(response);
                return;
            }
            var title = status.value() + " " + status.getReasonPhrase();
            response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
            response.getOutputStream().write(PAGE.formatted(title).getBytes(StandardCharsets.UTF_8));
        }
    }
}
