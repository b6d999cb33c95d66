package com.partsportal.webhook;

import com.partsportal.shared.StepDeferred;

/** The vendor is suspended: what waits is delivered when it goes on. */
public class WebhookDeferred extends StepDeferred {

    WebhookDeferred() {
        super("webhook-deferred");
    }
}
