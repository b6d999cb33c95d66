package com.partsportal.process;

import com.partsportal.mail.MailProcess;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The instances of mail-delivery.bpmn; the business key is the mail's id in the ledger. */
@Component
class MailInstances implements MailProcess {

    static final String DEFINITION = "mail-delivery";

    private final RuntimeService runtime;

    MailInstances(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(UUID mailId) {
        runtime.startProcessInstanceByKey(DEFINITION, mailId.toString());
    }
}
