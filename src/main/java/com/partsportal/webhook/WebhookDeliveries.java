package com.partsportal.webhook;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.SecretCipher;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers what is written down, at least once and for each customer in the order in which it happened: a delivery that
 * comes after another one is taken along by the step of the one in front.
 */
@Service
public class WebhookDeliveries {

    /** A claim that is older belonged to a node that died or froze. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(WebhookDeliveries.class);

    private final WebhookDeliveryRepository deliveries;
    private final WebhookEndpointRepository endpoints;
    private final WebhookProcess process;
    private final WebhookSender sender;
    private final WebhookNotices notices;
    private final WebhookSettings settings;
    private final Vendors vendors;
    private final SecretCipher cipher;
    private final Clock clock;
    private final TransactionTemplate own;
    private final TransactionTemplate callers;

    WebhookDeliveries(
            WebhookDeliveryRepository deliveries,
            WebhookEndpointRepository endpoints,
            WebhookProcess process,
            WebhookSender sender,
            WebhookNotices notices,
            WebhookSettings settings,
            Vendors vendors,
            SecretCipher cipher,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.process = process;
        this.sender = sender;
        this.notices = notices;
        this.settings = settings;
        this.vendors = vendors;
        this.cipher = cipher;
        this.clock = clock;
        own = new TransactionTemplate(transactions);
        callers = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Writes a delivery down and starts its process, in the caller's transaction. */
    UUID add(UUID endpoint, VendorId vendor, @Nullable UUID customer, String type, String body) {
        var id = Ids.next();
        deliveries.save(new WebhookDelivery(id, endpoint, vendor, customer, type, body, DatabaseTime.now(clock)));
        process.start(id);
        return id;
    }

    /** What is claimed: the message and where it goes. */
    private record Claimed(UUID id, UUID endpoint, URI url, List<byte[]> secrets, String body, Instant at) {}

    /**
     * The step of the process: delivers everything that waits for the endpoint about this customer, the oldest first, until
     * this delivery is over too. A repeat of one that is over does nothing. While another worker is at it, there is nothing
     * to do here. Uses transactions of its own, none while it talks to the endpoint.
     *
     * @throws WebhookFailed when the endpoint did not take a message
     * @throws WebhookDeferred while the vendor is suspended
     */
    public void deliver(UUID id) {
        var known = own.execute(status -> deliveries.findById(id).orElse(null));
        if (known == null) {
            return;
        }
        for (var next = claim(known); next.isPresent(); next = claim(known)) {
            var claimed = next.get();
            var answer = sender.post(claimed.url(), claimed.id(), claimed.at(), claimed.secrets(), claimed.body());
            own.executeWithoutResult(status -> complete(claimed, answer));
            if (answer.failure() != null) {
                if (Boolean.TRUE.equals(callers.execute(status -> isSwitchedOff(claimed.endpoint())))) {
                    return;
                }
                throw new WebhookFailed(answer.status() == null ? answer.failure() : "status-" + answer.status());
            }
        }
    }

    private Optional<Claimed> claim(WebhookDelivery wanted) {
        return Optional.ofNullable(own.execute(status -> {
            var now = DatabaseTime.now(clock);
            var next = deliveries.next(wanted.endpoint(), wanted.customer()).orElse(null);
            if (next == null) {
                return null;
            }
            var endpoint = endpoints.findById(next.endpoint()).orElseThrow();
            if (!endpoint.isActive()) {
                deliveries.giveUp(endpoint.id());
                return null;
            }
            if (vendors.get(endpoint.vendor()).isSuspended()) {
                throw new WebhookDeferred();
            }
            if (deliveries.claim(next.id(), now, now.plus(CLAIM)) == 0) {
                if (next.id().equals(wanted.id())) {
                    throw new WebhookFailed("in-flight");
                }
                return null;
            }
            var secrets = endpoint.secrets(now).stream()
                    .map(secret -> cipher.decrypt(secret, Webhooks.owner(endpoint.id())))
                    .toList();
            return new Claimed(next.id(), endpoint.id(), URI.create(endpoint.url()), secrets, next.body(), now);
        }));
    }

    private void complete(Claimed claimed, WebhookAnswer answer) {
        var now = DatabaseTime.now(clock);
        var endpoint = endpoints.findById(claimed.endpoint()).orElse(null);
        if (endpoint == null) {
            return;
        }
        if (answer.failure() == null && answer.status() != null) {
            endpoint.succeeded();
            deliveries.delivered(claimed.id(), now, answer.status(), text(answer));
            return;
        }
        log.info("webhook {} to endpoint {} failed: {}", claimed.id(), endpoint.id(), answer.failure());
        deliveries.failed(claimed.id(), answer.status(), String.valueOf(answer.failure()), answer.response());
        endpoint.failed(now);
    }

    /** Switches an endpoint off that has failed for too long: in the caller's transaction, since an email's process starts. */
    private boolean isSwitchedOff(UUID id) {
        var endpoint = endpoints.findById(id).orElse(null);
        if (endpoint == null || !endpoint.giveUp(DatabaseTime.now(clock), settings.switchOffAfter())) {
            return false;
        }
        log.warn("webhook endpoint {} of vendor {} switched off after failing for days", id, endpoint.vendor());
        deliveries.giveUp(id);
        notices.switchedOff(endpoint);
        return true;
    }

    private static String text(WebhookAnswer answer) {
        return answer.response() == null ? "" : answer.response();
    }

    /** Forgets deliveries that are over for long enough. */
    @Scheduled(initialDelayString = "PT21M", fixedDelayString = "PT6H")
    void forget() {
        own.executeWithoutResult(
                status -> deliveries.forget(DatabaseTime.now(clock).minus(settings.retention())));
    }
}
