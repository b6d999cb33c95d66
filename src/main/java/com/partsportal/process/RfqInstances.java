package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.APPROVAL;
import static com.partsportal.process.ProcessVariable.APPROVAL_NEEDED;

import com.partsportal.part.RfqApproval;
import com.partsportal.part.RfqId;
import com.partsportal.part.RfqProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** The instances of rfq.bpmn, found by the RFQ's id; its user tasks are completed by the portal's own pages. */
@Component
class RfqInstances implements RfqProcess {

    static final String DEFINITION = "rfq";

    private final RuntimeService runtime;
    private final TaskService tasks;

    RfqInstances(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @Override
    public void submitted(RfqId rfq, boolean approvalNeeded) {
        InvitationInstances.inEngine(() -> runtime.startProcessInstanceByKey(
                DEFINITION, rfq.toString(), Variables.putValue(APPROVAL_NEEDED.id, approvalNeeded)));
    }

    @Override
    public void decided(RfqId rfq, RfqApproval approval) {
        complete(rfq, "ApproveRequest", Variables.putValue(APPROVAL.id, word(approval)));
    }

    private static String word(RfqApproval approval) {
        return switch (approval) {
            case APPROVE -> "approve";
            case SEND_BACK -> "sendBack";
            case REJECT -> "reject";
        };
    }

    @Override
    public void revised(RfqId rfq) {
        complete(rfq, "ReviseRequest", Variables.createVariables());
    }

    @Override
    public void answered(RfqId rfq) {
        complete(rfq, "AnswerRequest", Variables.createVariables());
    }

    private void complete(RfqId rfq, String step, VariableMap variables) {
        InvitationInstances.inEngine(() -> {
            var task = tasks.createTaskQuery()
                    .processDefinitionKey(DEFINITION)
                    .processInstanceBusinessKey(rfq.toString())
                    .taskDefinitionKey(step)
                    .active()
                    .singleResult();
            if (task == null) {
                throw new OptimisticLockingFailureException("RFQ " + rfq + " does not wait at " + step);
            }
            tasks.complete(task.getId(), variables);
        });
    }
}
