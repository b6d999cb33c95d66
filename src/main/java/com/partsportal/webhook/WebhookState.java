package com.partsportal.webhook;

/** How far a delivery is. */
enum WebhookState {
    WAITING,
    DELIVERED,
    /** The endpoint was switched off before. */
    GIVEN_UP
}
