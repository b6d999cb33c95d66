package com.partsportal.process;

import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.emailchange.SupportCaseKind;
import com.partsportal.emailchange.SupportCaseProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The instances of support-case.bpmn; the business key is the case's id. */
@Component
class SupportCaseInstances implements SupportCaseProcess {

    static final String DEFINITION = "support-case";
    static final String TASK = "HandleCase";

    private final RuntimeService runtime;
    private final Escalation escalation;

    SupportCaseInstances(RuntimeService runtime, Escalation escalation) {
        this.runtime = runtime;
        this.escalation = escalation;
    }

    @Override
    public void start(SupportCaseId id, SupportCaseKind kind, long number) {
        runtime.startProcessInstanceByKey(
                DEFINITION,
                id.toString(),
                escalation
                        .ofCase(kind == SupportCaseKind.POSSIBLE_TAKEOVER)
                        .putValue(ProcessVariable.CASE_ID.id, id.toString())
                        .putValue(SnapshotVariable.CASE_NUMBER.id, String.valueOf(number))
                        .putValue(
                                ProcessVariable.CASE_KIND.id,
                                switch (kind) {
                                    case POSSIBLE_TAKEOVER -> "Possible takeover";
                                    case COMPANY_WITHOUT_MANAGER -> "Company without a manager";
                                }));
    }
}
