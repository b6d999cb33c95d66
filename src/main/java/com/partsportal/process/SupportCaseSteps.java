package com.partsportal.process;

import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.emailchange.SupportCases;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of support-case.bpmn, and the wall in front of the agent's. */
@Configuration(proxyBeanMethods = false)
class SupportCaseSteps {

    @Bean
    TaskListener checkCase(SupportCases cases, Agents agents) {
        return task -> cases.check(
                SupportCaseId.of(task.getExecution().getProcessBusinessKey()),
                agents.completing(task),
                task.getVariable(SnapshotVariable.DECISION),
                task.getVariable(SnapshotVariable.COMMENT));
    }

    @Bean
    JavaDelegate escalateCase(SupportCases cases, Escalation escalation) {
        return execution -> {
            escalation.raise(execution, SupportCaseInstances.TASK);
            cases.recordEscalation(SupportCaseId.of(execution.getProcessBusinessKey()));
        };
    }

    @Bean
    JavaDelegate closeCase(SupportCases cases, Agents agents) {
        return execution -> cases.close(
                SupportCaseId.of(execution.getProcessBusinessKey()),
                agents.current(),
                execution.getVariable(SnapshotVariable.DECISION),
                execution.getVariable(SnapshotVariable.COMMENT));
    }
}
