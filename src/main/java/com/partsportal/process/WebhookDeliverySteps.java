package com.partsportal.process;

import com.partsportal.webhook.WebhookDeliveries;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service task of webhook-delivery.bpmn. */
@Configuration(proxyBeanMethods = false)
class WebhookDeliverySteps {

    @Bean
    JavaDelegate deliverWebhook(WebhookDeliveries deliveries) {
        return execution -> deliveries.deliver(UUID.fromString(execution.getProcessBusinessKey()));
    }
}
