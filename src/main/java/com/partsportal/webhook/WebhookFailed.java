package com.partsportal.webhook;

import com.partsportal.shared.StepFailed;

/** A webhook could not be delivered; its step is tried again later. The code is such as {@code webhook-timeout}. */
public class WebhookFailed extends StepFailed {

    WebhookFailed(String reason) {
        super("webhook-" + reason, false);
    }
}
