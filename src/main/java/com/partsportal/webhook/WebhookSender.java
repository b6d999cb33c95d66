package com.partsportal.webhook;

import com.partsportal.shared.Causes;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * Posts messages as Standard Webhooks describes it. Redirects are not followed. A name is resolved once for each connection
 * and only its public addresses are connected to, so that a name cannot change to a private one in between.
 */
@Component
class WebhookSender {

    private static final int LONGEST_RESPONSE = 1024;

    private final WebhookSettings settings;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    WebhookSender(WebhookSettings settings) {
        this.settings = settings;
        var pause = Timeout.of(settings.deadline());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(settings.privateTargets() ? SystemDefaultDnsResolver.INSTANCE : new PublicOnly())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(pause)
                        .setSocketTimeout(pause)
                        .build())
                .setMaxConnTotal(50)
                .setMaxConnPerRoute(5)
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(pause)
                        .setResponseTimeout(pause)
                        .build())
                .setUserAgent("Parts-Portal-Webhooks")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }

    /** Tries once, within the deadline. */
    WebhookAnswer post(URI url, UUID id, Instant at, List<byte[]> secrets, String body) {
        if (!settings.privateTargets() && !"https".equalsIgnoreCase(url.getScheme())) {
            return WebhookAnswer.none("tls");
        }
        var request = new HttpPost(url);
        request.setHeader("webhook-id", id.toString());
        request.setHeader("webhook-timestamp", Long.toString(at.getEpochSecond()));
        request.setHeader("webhook-signature", WebhookSignature.of(secrets, id, at, body));
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        var deadline = deadlines.schedule(request::cancel, settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        WebhookAnswer answer = null;
        // Without a handler, which would read all of a body: nobody promised that it ends.
        try (var response = http.executeOpen(HttpHost.create(url), request, null)) {
            answer = WebhookAnswer.of(response.getCode(), start(response));
            request.cancel();
        } catch (IOException | RuntimeException failure) {
            if (answer == null) {
                answer = WebhookAnswer.none(code(failure, request.isCancelled()));
            }
        } finally {
            deadline.cancel(false);
        }
        return answer;
    }

    private static String start(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        var bytes = response.getEntity().getContent().readNBytes(LONGEST_RESPONSE);
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cc}&&[^\\n\\t]]", "\ufffd");
    }

    private static String code(Exception failure, boolean cancelled) {
        if (Causes.find(failure, PrivateAddress.class).isPresent()) {
            return "private-address";
        }
        if (cancelled || Causes.find(failure, InterruptedIOException.class).isPresent()) {
            return "timeout";
        }
        return Causes.find(failure, SSLException.class).isPresent() ? "tls" : "connection";
    }

    /** All addresses of a name are private, or reserved for something else. */
    private static final class PrivateAddress extends UnknownHostException {

        PrivateAddress(String host) {
            super(host);
        }
    }

    private static final class PublicOnly implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var open = Arrays.stream(SystemDefaultDnsResolver.INSTANCE.resolve(host))
                    .filter(PublicAddresses::contain)
                    .toArray(InetAddress[]::new);
            if (open.length == 0) {
                throw new PrivateAddress(host);
            }
            return open;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
        }
    }
}
