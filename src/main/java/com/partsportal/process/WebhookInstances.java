package com.partsportal.process;

import com.partsportal.webhook.WebhookProcess;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The instances of webhook-delivery.bpmn; the business key is the delivery's id. */
@Component
class WebhookInstances implements WebhookProcess {

    static final String DEFINITION = "webhook-delivery";

    private final RuntimeService runtime;

    WebhookInstances(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(UUID delivery) {
        runtime.startProcessInstanceByKey(DEFINITION, delivery.toString());
    }
}
