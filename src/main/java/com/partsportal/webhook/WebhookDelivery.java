package com.partsportal.webhook;

import com.partsportal.vendor.VendorId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one endpoint. Its id is {@code webhook-id}: the same in each attempt. Its sender and its result
 * are decided only by the conditional updates in {@link WebhookDeliveryRepository}.
 */
@Entity
class WebhookDelivery {

    @Id
    private UUID id;

    /** In the order in which things happened; the database gives it. */
    @Column(insertable = false, updatable = false)
    private long position;

    private UUID endpointId;
    private UUID vendorId;

    /** Null for a test. */
    @Nullable
    private UUID customerId;

    private String type;
    private String body;

    @Enumerated(EnumType.STRING)
    private WebhookState state;

    private int attempts;

    @Nullable
    private Instant claimedUntil;

    @Nullable
    private Instant attemptedAt;

    /** Of HTTP; null without an answer. */
    @Nullable
    private Integer status;

    @Nullable
    private String failure;

    @Nullable
    private String response;

    @Nullable
    private Instant deliveredAt;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected WebhookDelivery() {}

    WebhookDelivery(
            UUID id, UUID endpoint, VendorId vendor, @Nullable UUID customer, String type, String body, Instant now) {
        this.id = id;
        this.endpointId = endpoint;
        this.vendorId = vendor.value();
        this.customerId = customer;
        this.type = type;
        this.body = body;
        this.state = WebhookState.WAITING;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    UUID endpoint() {
        return endpointId;
    }

    @Nullable
    UUID customer() {
        return customerId;
    }

    String body() {
        return body;
    }

    boolean isWaiting() {
        return state == WebhookState.WAITING;
    }

    WebhookDeliveryRow row() {
        return new WebhookDeliveryRow(
                id, type, customerId, state, attempts, createdAt, attemptedAt, deliveredAt, status, failure, response);
    }

    long position() {
        return position;
    }
}
