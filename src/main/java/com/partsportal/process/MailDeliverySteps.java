package com.partsportal.process;

import com.partsportal.mail.MailQueue;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service task of mail-delivery.bpmn. */
@Configuration(proxyBeanMethods = false)
class MailDeliverySteps {

    @Bean
    JavaDelegate deliverMail(MailQueue mails) {
        return execution -> mails.deliver(UUID.fromString(execution.getProcessBusinessKey()));
    }
}
