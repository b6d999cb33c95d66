package com.partsportal.webhook;

/** Failures for the tests of other packages. */
public final class WebhookFailures {

    private WebhookFailures() {}

    public static RuntimeException of(String reason) {
        return new WebhookFailed(reason);
    }

    public static RuntimeException deferred() {
        return new WebhookDeferred();
    }
}
