package com.partsportal.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answered.
 *
 * @param status of HTTP; null without an answer
 * @param failure a code; null when it took the message
 * @param response the first kilobyte of the body; null without an answer
 */
record WebhookAnswer(
        @Nullable Integer status,
        @Nullable String failure,
        @Nullable String response) {

    static WebhookAnswer of(int status, String response) {
        return new WebhookAnswer(status, status >= 200 && status < 300 ? null : "status", response);
    }

    static WebhookAnswer none(String failure) {
        return new WebhookAnswer(null, failure, null);
    }
}
