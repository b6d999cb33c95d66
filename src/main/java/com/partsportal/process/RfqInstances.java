package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.APPROVAL;
import static com.partsportal.process.ProcessVariable.APPROVAL_NEEDED;

import com.partsportal.rfq.RfqApproval;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqNotices;
import com.partsportal.rfq.RfqProcess;
import java.time.Instant;
import org.camunda.bpm.engine.ManagementService;
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

    /** Where it waits for its vendor. */
    static final String ANSWER = "AnswerRequest";

    private static final String WITHDRAWN = "RfqWithdrawn";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final RfqNotices notices;

    RfqInstances(RuntimeService runtime, TaskService tasks, ManagementService management, RfqNotices notices) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.notices = notices;
    }

    @Override
    public void submitted(RfqId rfq, boolean approvalNeeded) {
        InvitationInstances.inEngine(() -> runtime.startProcessInstanceByKey(
                DEFINITION, rfq.toString(), Variables.putValue(APPROVAL_NEEDED.id, approvalNeeded)));
    }

    @Override
    public void decided(RfqId rfq, RfqApproval approval) {
        complete(rfq, "ApproveRequest", Variables.putValue(APPROVAL.id, code(approval)));
    }

    private static String code(RfqApproval approval) {
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
        complete(rfq, ANSWER, Variables.createVariables());
    }

    /** An instance of an earlier version does not wait for this: it ends without a step. */
    @Override
    public void withdrawn(RfqId rfq) {
        InvitationInstances.inEngine(() -> {
            var waiting = runtime.createExecutionQuery()
                    .processDefinitionKey(DEFINITION)
                    .processInstanceBusinessKey(rfq.toString())
                    .messageEventSubscriptionName(WITHDRAWN)
                    .singleResult();
            if (waiting != null) {
                runtime.messageEventReceived(WITHDRAWN, waiting.getId());
                return;
            }
            notices.notifyVendorOfWithdrawal(rfq);
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(DEFINITION)
                    .processInstanceBusinessKey(rfq.toString())
                    .list()
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), WITHDRAWN));
        });
    }

    @Override
    public void extended(RfqId rfq, Instant expiresAt) {
        InvitationInstances.inEngine(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(DEFINITION)
                .processInstanceBusinessKey(rfq.toString())
                .list()
                .forEach(instance -> management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .activityId(InvitationInstances.EXPIRY_DUE)
                        .list()
                        .forEach(expiry -> management.setJobDuedate(expiry.getId(), ProcessVariable.date(expiresAt)))));
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
