package com.partsportal.process;

import com.partsportal.part.RfqId;
import com.partsportal.part.Rfqs;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of rfq.bpmn: one bean per task, named after it. */
@Configuration(proxyBeanMethods = false)
class RfqSteps {

    @Bean
    JavaDelegate tellVendorOfRequest(Rfqs rfqs) {
        return rfqStep(rfqs::tellVendor);
    }

    @Bean
    JavaDelegate tellCustomerOfAnswer(Rfqs rfqs) {
        return rfqStep(rfqs::tellCustomer);
    }

    private static JavaDelegate rfqStep(Consumer<RfqId> step) {
        return execution -> step.accept(RfqId.of(execution.getProcessBusinessKey()));
    }
}
