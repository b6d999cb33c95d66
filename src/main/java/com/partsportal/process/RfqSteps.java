package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.EXPIRES_AT;
import static com.partsportal.process.ProcessVariable.REMINDER_AT;

import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqNotices;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of rfq.bpmn: one bean per task, named after it. */
@Configuration(proxyBeanMethods = false)
class RfqSteps {

    @Bean
    JavaDelegate tellVendorOfRequest(RfqNotices notices) {
        return execution -> {
            var dates = notices.notifyVendor(RfqId.of(execution.getProcessBusinessKey()));
            execution.setVariable(REMINDER_AT.id, ProcessVariable.date(dates.remindAt()));
            execution.setVariable(EXPIRES_AT.id, ProcessVariable.date(dates.expiresAt()));
        };
    }

    @Bean
    JavaDelegate remindVendor(RfqNotices notices) {
        return rfqStep(notices::remindVendor);
    }

    @Bean
    JavaDelegate closeUnansweredRequest(RfqNotices notices) {
        return rfqStep(notices::expire);
    }

    /** The same email as that of the answer; a separate step, so that the diagram shows the expiry. */
    @Bean
    JavaDelegate tellCustomerOfExpiry(RfqNotices notices) {
        return rfqStep(notices::notifyCustomer);
    }

    @Bean
    JavaDelegate tellVendorOfWithdrawal(RfqNotices notices) {
        return rfqStep(notices::notifyVendorOfWithdrawal);
    }

    @Bean
    JavaDelegate tellCustomerOfAnswer(RfqNotices notices) {
        return rfqStep(notices::notifyCustomer);
    }

    private static JavaDelegate rfqStep(Consumer<RfqId> step) {
        return execution -> step.accept(RfqId.of(execution.getProcessBusinessKey()));
    }
}
