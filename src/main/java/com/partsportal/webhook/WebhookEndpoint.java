package com.partsportal.webhook;

import com.partsportal.account.AccountId;
import com.partsportal.shared.SecretCipher.Encrypted;
import com.partsportal.vendor.VendorId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address of another system that is notified of what happens to a vendor's customers. */
@Entity
class WebhookEndpoint {

    @Id
    private UUID id;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    private UUID vendorId;
    private String url;

    @Nullable
    private String description;

    /** Codes; none means all. */
    private String[] events;

    private String secretKid;
    private byte[] secret;

    @Nullable
    private String formerKid;

    private byte @Nullable [] formerSecret;

    @Nullable
    private Instant formerUntil;

    private boolean active;

    /** Null while it is on, or when a person switched it off. */
    @Nullable
    private Instant switchedOffAt;

    /** Of the first attempt since the last success; null after a success. */
    @Nullable
    private Instant failingSince;

    private Instant createdAt;
    private UUID createdBy;

    @SuppressWarnings("NullAway.Init")
    protected WebhookEndpoint() {}

    WebhookEndpoint(
            UUID id,
            VendorId vendor,
            String url,
            @Nullable String description,
            Set<WebhookEvent> events,
            Encrypted secret,
            AccountId by,
            Instant now) {
        this.id = id;
        this.vendorId = vendor.value();
        this.url = url;
        this.description = description;
        this.events = codes(events);
        this.secretKid = secret.kid();
        this.secret = secret.bytes();
        this.active = true;
        this.createdAt = now;
        this.createdBy = by.value();
    }

    private static String[] codes(Set<WebhookEvent> events) {
        return events.stream().map(WebhookEvent::code).sorted().toArray(String[]::new);
    }

    void move(String address) {
        if (!url.equals(address)) {
            url = address;
            failingSince = null;
        }
    }

    void describe(@Nullable String text) {
        description = text;
    }

    void listenTo(Set<WebhookEvent> wanted) {
        events = codes(wanted);
    }

    void switchOn() {
        active = true;
        switchedOffAt = null;
        failingSince = null;
    }

    void switchOff() {
        active = false;
    }

    /** The former secret signs as well for that long, so that a receiver may change it without a gap. */
    void rotate(Encrypted next, Instant now, Duration overlap) {
        formerKid = secretKid;
        formerSecret = secret;
        formerUntil = now.plus(overlap);
        secretKid = next.kid();
        secret = next.bytes();
    }

    void succeeded() {
        failingSince = null;
    }

    void failed(Instant now) {
        if (failingSince == null) {
            failingSince = now;
        }
    }

    /** Switches it off when it has failed for that long; whether it did. */
    boolean giveUp(Instant now, Duration longest) {
        if (!active || failingSince == null || now.isBefore(failingSince.plus(longest))) {
            return false;
        }
        active = false;
        switchedOffAt = now;
        return true;
    }

    UUID id() {
        return id;
    }

    VendorId vendor() {
        return new VendorId(vendorId);
    }

    String url() {
        return url;
    }

    boolean isActive() {
        return active;
    }

    boolean wants(WebhookEvent event) {
        return active && (events.length == 0 || Arrays.asList(events).contains(event.code()));
    }

    /** What signs now, the newest first. */
    List<Encrypted> secrets(Instant now) {
        var newest = new Encrypted(secretKid, secret);
        return formerKid == null || formerSecret == null || formerUntil == null || !now.isBefore(formerUntil)
                ? List.of(newest)
                : List.of(newest, new Encrypted(formerKid, formerSecret));
    }

    WebhookRow row(Instant now) {
        return new WebhookRow(
                id,
                url,
                description,
                Arrays.stream(events).map(WebhookEvent::parse).toList(),
                active,
                createdAt,
                switchedOffAt,
                failingSince,
                formerUntil == null || !now.isBefore(formerUntil) ? null : formerUntil);
    }
}
