package com.partsportal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.customer.CustomerHappening;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what happens to customers down for the endpoints of their vendor, in the transaction in which it happens. */
@Component
class WebhookEvents {

    private final ListeningVendors listening;
    private final WebhookEndpointRepository endpoints;
    private final WebhookDeliveries deliveries;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookEvents(
            ListeningVendors listening,
            WebhookEndpointRepository endpoints,
            WebhookDeliveries deliveries,
            ObjectMapper json,
            Clock clock) {
        this.listening = listening;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.json = json;
        this.clock = clock;
    }

    /** Queues a message for each endpoint that subscribed to the event, in the caller's transaction. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void happened(CustomerHappening happening) {
        var events = events(happening);
        if (events.isEmpty() || !listening.contains(happening.vendor())) {
            return;
        }
        var known = endpoints.findByVendorIdAndActiveTrue(happening.vendor().value());
        for (var event : events) {
            var body = body(event.code(), data(happening));
            known.stream()
                    .filter(endpoint -> endpoint.wants(event))
                    .forEach(endpoint -> deliveries.add(
                            endpoint.id(),
                            happening.vendor(),
                            happening.customer().value(),
                            event.code(),
                            body));
        }
    }

    private static List<WebhookEvent> events(CustomerHappening happening) {
        return switch (happening.what()) {
            case CREATED -> List.of(WebhookEvent.CUSTOMER_CREATED);
            case UPDATED -> List.of(WebhookEvent.CUSTOMER_UPDATED);
            case STATUS_CHANGED -> List.of(WebhookEvent.CUSTOMER_STATUS_CHANGED);
            case INVITATION_SENT -> List.of(WebhookEvent.INVITATION_SENT);
            case INVITATION_FAILED -> List.of(WebhookEvent.INVITATION_FAILED);
            case INVITATION_OPENED -> List.of(WebhookEvent.INVITATION_OPENED);
            case ACCEPTED -> List.of(WebhookEvent.INVITATION_ACCEPTED, WebhookEvent.CUSTOMER_STATUS_CHANGED);
            case DECLINED -> List.of(WebhookEvent.INVITATION_DECLINED, WebhookEvent.CUSTOMER_STATUS_CHANGED);
            case EXPIRED -> List.of(WebhookEvent.INVITATION_EXPIRED, WebhookEvent.CUSTOMER_STATUS_CHANGED);
            case REVOKED -> List.of(WebhookEvent.INVITATION_REVOKED, WebhookEvent.CUSTOMER_STATUS_CHANGED);
            case RFQ_SUBMITTED -> List.of(WebhookEvent.RFQ_SUBMITTED);
        };
    }

    private static Map<String, Object> data(CustomerHappening happening) {
        var customer = happening.customer().value();
        var data = new LinkedHashMap<String, Object>();
        data.put("id", happening.rfq() == null ? customer : happening.rfq());
        data.put("customerId", customer);
        if (happening.invitation() != null) {
            data.put("invitationId", happening.invitation().value());
        }
        if (happening.status() != null) {
            data.put("status", happening.status());
        }
        return data;
    }

    /** The payload: {@code type}, {@code timestamp} (ISO-8601, UTC) and {@code data}. */
    String body(String type, Map<String, Object> data) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("timestamp", DatabaseTime.now(clock).toString());
        body.put("data", data);
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
