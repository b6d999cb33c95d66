package com.partsportal.webhook;

import com.partsportal.vendor.VendorId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The vendors that have an endpoint, as this node knew them a second ago at most: most vendors have none, and for them an
 * onboarding is not to cost a query at every step. A new endpoint is notified of what happens on another node from the next second on.
 */
@Component
class ListeningVendors {

    private static final long FRESH_NANOS = 1_000_000_000;

    private final WebhookEndpointRepository endpoints;

    @Nullable
    private volatile Known known;

    ListeningVendors(WebhookEndpointRepository endpoints) {
        this.endpoints = endpoints;
    }

    private record Known(Set<UUID> vendors, long at) {}

    boolean contains(VendorId vendor) {
        var current = known;
        if (current == null || System.nanoTime() - current.at() > FRESH_NANOS) {
            var at = System.nanoTime();
            current = new Known(endpoints.listening(), at);
            known = current;
        }
        return current.vendors().contains(vendor.value());
    }

    /** Reads them again once the transaction that changes an endpoint has committed. */
    void changed() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known = null;
            }
        });
    }
}
