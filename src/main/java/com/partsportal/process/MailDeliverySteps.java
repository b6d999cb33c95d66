package com.partsportal.process;

import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.QueuedMails;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service task of mail-delivery.bpmn. */
@Configuration(proxyBeanMethods = false)
class MailDeliverySteps {

    /** Visible to the gateway behind the step, and never stored. */
    private static final boolean TRANSIENT = true;

    @Bean
    JavaDelegate deliverMail(QueuedMails mails) {
        return execution -> {
            var result = mails.deliver(UUID.fromString(execution.getProcessBusinessKey()));
            execution.setVariable(
                    ProcessVariable.WANTED.id, Variables.booleanValue(result != DeliveryResult.UNWANTED, TRANSIENT));
            if (result == DeliveryResult.REFUSED) {
                DeliveryRefusal.take(execution, "deliveryRefused", () -> {});
            }
        };
    }
}
