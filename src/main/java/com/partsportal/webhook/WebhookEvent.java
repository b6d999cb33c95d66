package com.partsportal.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What an endpoint may be notified of. The codes are part of the API and kept for good. */
public enum WebhookEvent {
    CUSTOMER_CREATED("customer.created"),
    CUSTOMER_UPDATED("customer.updated"),
    CUSTOMER_STATUS_CHANGED("customer.status_changed"),
    INVITATION_SENT("invitation.sent"),
    INVITATION_FAILED("invitation.failed"),
    INVITATION_OPENED("invitation.opened"),
    INVITATION_ACCEPTED("invitation.accepted"),
    INVITATION_DECLINED("invitation.declined"),
    INVITATION_EXPIRED("invitation.expired"),
    INVITATION_REVOKED("invitation.revoked"),
    RFQ_SUBMITTED("rfq.submitted");

    private final String code;

    WebhookEvent(String code) {
        this.code = code;
    }

    /** As it is in {@code type} of a payload. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The event of this code; empty for an unknown one. */
    public static Optional<WebhookEvent> of(String code) {
        return Arrays.stream(values()).filter(event -> event.code.equals(code)).findFirst();
    }

    /** @throws IllegalArgumentException for an unknown one */
    @JsonCreator
    static WebhookEvent parse(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("unknown event"));
    }
}
