package com.partsportal.process;

import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.emailchange.SupportCaseProcess;
import com.partsportal.emailchange.SupportCases;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The instances of support-case.bpmn; the business key is the case's id. */
@Component
class SupportCaseInstances implements SupportCaseProcess {

    static final String DEFINITION = "support-case";
    static final String TASK = "HandleCase";

    private final RuntimeService runtime;
    private final ObjectProvider<SupportCases> cases;

    SupportCaseInstances(RuntimeService runtime, ObjectProvider<SupportCases> cases) {
        this.runtime = runtime;
        this.cases = cases;
    }

    @Override
    public void start(SupportCaseId id) {
        var kind = cases.getObject().get(id).kind();
        runtime.startProcessInstanceByKey(
                DEFINITION,
                id.toString(),
                Variables.putValue(ProcessVariable.CASE_ID.id, id.toString())
                        .putValue(ProcessVariable.OVERDUE_AT.id, Escalation.dueAt())
                        .putValue(
                                ProcessVariable.CASE_KIND.id,
                                switch (kind) {
                                    case POSSIBLE_TAKEOVER -> "Possible takeover";
                                    case COMPANY_WITHOUT_MANAGER -> "Company without a manager";
                                }));
    }
}
