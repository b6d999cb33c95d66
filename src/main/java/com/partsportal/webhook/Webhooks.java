package com.partsportal.webhook;

import com.partsportal.account.AccountId;
import com.partsportal.audit.Audit;
import com.partsportal.audit.AuditAction;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.SecretCipher;
import com.partsportal.vendor.VendorId;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A vendor's endpoints, and what was delivered to them. */
@Service
public class Webhooks {

    /** The type of a test message. */
    static final String TEST = "test";

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final int MOST = 20;
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_URL = 2000;

    private final WebhookEndpointRepository endpoints;
    private final WebhookDeliveryRepository messages;
    private final WebhookDeliveries deliveries;
    private final WebhookEvents events;
    private final ListeningVendors listening;
    private final WebhookProcess process;
    private final WebhookSettings settings;
    private final SecretCipher cipher;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            WebhookEndpointRepository endpoints,
            WebhookDeliveryRepository messages,
            WebhookDeliveries deliveries,
            WebhookEvents events,
            ListeningVendors listening,
            WebhookProcess process,
            WebhookSettings settings,
            SecretCipher cipher,
            Audit audit,
            Clock clock) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.deliveries = deliveries;
        this.events = events;
        this.listening = listening;
        this.process = process;
        this.settings = settings;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose secret an endpoint's is. */
    static String owner(UUID endpoint) {
        return "webhook:" + endpoint;
    }

    /** The vendor's endpoints, the oldest first. */
    @Transactional(readOnly = true)
    public List<WebhookRow> of(VendorId vendor) {
        var now = DatabaseTime.now(clock);
        return endpoints.findByVendorIdOrderByCreatedAtAscIdAsc(vendor.value()).stream()
                .map(endpoint -> endpoint.row(now))
                .toList();
    }

    /** @throws NotFound for an unknown or foreign one */
    @Transactional(readOnly = true)
    public WebhookRow get(VendorId vendor, UUID id) {
        return find(vendor, id).row(DatabaseTime.now(clock));
    }

    /**
     * Makes an endpoint, which is on at once.
     *
     * @throws InvalidValue for an address that is not https, or malformed
     * @throws Refused {@code too-many-webhooks} when the vendor has 20
     */
    @Retried
    @Transactional
    public IssuedWebhook add(VendorId vendor, NewWebhook wanted, AccountId by) {
        var url = checked(wanted.url());
        if (endpoints.countByVendorId(vendor.value()) >= MOST) {
            throw new Refused("too-many-webhooks");
        }
        var id = Ids.next();
        var secret = newSecret();
        var now = DatabaseTime.now(clock);
        var endpoint = endpoints.saveAndFlush(new WebhookEndpoint(
                id,
                vendor,
                url,
                description(wanted.description()),
                wanted.events() == null ? Set.of() : wanted.events(),
                cipher.encrypt(secret, owner(id)),
                by,
                now));
        listening.changed();
        audit.record(vendor.value(), AuditAction.WEBHOOK_ADDED, id);
        log.info("webhook endpoint {} made for vendor {}", id, vendor);
        return IssuedWebhook.of(endpoint.row(now), written(secret));
    }

    /**
     * Changes an endpoint and leaves its secret as it is.
     *
     * @throws NotFound for an unknown or foreign one
     * @throws InvalidValue for an address that is not https, or malformed
     */
    @Retried
    @Transactional
    public WebhookRow edit(VendorId vendor, UUID id, EditedWebhook wanted) {
        var endpoint = find(vendor, id);
        change(endpoint, wanted);
        return save(endpoint);
    }

    /** As {@link #edit}, and makes a new secret; the former one signs as well for a day. */
    @Retried
    @Transactional
    public IssuedWebhook rotateSecret(VendorId vendor, UUID id, EditedWebhook wanted) {
        var endpoint = find(vendor, id);
        change(endpoint, wanted);
        var secret = newSecret();
        endpoint.rotate(cipher.encrypt(secret, owner(id)), DatabaseTime.now(clock), settings.secretOverlap());
        log.info("webhook endpoint {}: new secret", id);
        return IssuedWebhook.of(save(endpoint), written(secret));
    }

    private void change(WebhookEndpoint endpoint, EditedWebhook wanted) {
        if (wanted.url() != null) {
            endpoint.move(checked(wanted.url()));
        }
        if (wanted.description() != null) {
            endpoint.describe(description(wanted.description()));
        }
        if (wanted.events() != null) {
            endpoint.listenTo(wanted.events());
        }
        if (Boolean.TRUE.equals(wanted.active())) {
            endpoint.switchOn();
        } else if (Boolean.FALSE.equals(wanted.active())) {
            endpoint.switchOff();
            messages.giveUp(endpoint.id());
        }
    }

    private WebhookRow save(WebhookEndpoint endpoint) {
        endpoints.saveAndFlush(endpoint);
        listening.changed();
        audit.record(endpoint.vendor().value(), AuditAction.WEBHOOK_CHANGED, endpoint.id());
        return endpoint.row(DatabaseTime.now(clock));
    }

    /**
     * Removes an endpoint and its log; what waits for it is not delivered.
     *
     * @throws NotFound for an unknown or foreign one
     */
    @Transactional
    public void remove(VendorId vendor, UUID id) {
        endpoints.delete(find(vendor, id));
        audit.record(vendor.value(), AuditAction.WEBHOOK_REMOVED, id);
        log.info("webhook endpoint {} removed", id);
    }

    /**
     * Sends a message of type {@code test}.
     *
     * @return the delivery's id
     * @throws NotFound for an unknown or foreign one
     * @throws Refused {@code webhook-off} for one that is off
     */
    @Transactional
    public UUID test(VendorId vendor, UUID id) {
        var endpoint = find(vendor, id);
        requireOn(endpoint);
        return deliveries.add(endpoint.id(), vendor, null, TEST, events.body(TEST, Map.of("id", endpoint.id())));
    }

    /** One page of deliveries. @param next position to go on before; null on the last page */
    record Log(List<WebhookDeliveryRow> items, @Nullable Long next) {}

    /**
     * What was delivered or waits, the newest first.
     *
     * @param before position of the last one of the page before; null for the first page
     * @throws NotFound for an unknown or foreign one
     */
    @Transactional(readOnly = true)
    public Log log(VendorId vendor, UUID id, @Nullable Long before, int most) {
        find(vendor, id);
        var found = messages.log(id, before == null ? Long.MAX_VALUE : before, most + 1);
        var page = found.subList(0, Math.min(most, found.size()));
        var next = found.size() > most ? page.get(most - 1).position() : null;
        return new Log(page.stream().map(WebhookDelivery::row).toList(), next);
    }

    /**
     * Delivers the message again with the same {@code webhook-id}; one that is still waiting is left as it is.
     *
     * @throws NotFound for an unknown or foreign one
     * @throws Refused {@code webhook-off} for an endpoint that is off
     */
    @Transactional
    public void resend(VendorId vendor, UUID id, UUID delivery) {
        requireOn(find(vendor, id));
        messages.findByIdAndEndpointId(delivery, id).orElseThrow(NotFound::new);
        if (messages.again(delivery) == 1) {
            process.start(delivery);
        }
    }

    private static void requireOn(WebhookEndpoint endpoint) {
        if (!endpoint.isActive()) {
            throw new Refused("webhook-off");
        }
    }

    private WebhookEndpoint find(VendorId vendor, UUID id) {
        return endpoints.findByIdAndVendorId(id, vendor.value()).orElseThrow(NotFound::new);
    }

    private String checked(@Nullable String text) {
        var stripped = text == null ? "" : text.strip();
        try {
            var url = new URI(stripped);
            var scheme = url.getScheme();
            var allowed =
                    "https".equalsIgnoreCase(scheme) || settings.privateTargets() && "http".equalsIgnoreCase(scheme);
            if (allowed
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= 65_535
                    && stripped.length() <= LONGEST_URL) {
                return url.toASCIIString();
            }
        } catch (URISyntaxException malformed) {
            // said below
        }
        throw new InvalidValue("url", settings.privateTargets() ? "webhook.url" : "webhook.https");
    }

    private byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    private static String written(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private static @Nullable String description(@Nullable String typed) {
        return FreeText.line("description", typed, NewWebhook.LONGEST_DESCRIPTION);
    }
}
