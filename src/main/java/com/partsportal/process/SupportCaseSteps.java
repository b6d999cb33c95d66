package com.partsportal.process;

import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.emailchange.SupportCases;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service task of support-case.bpmn, and the wall in front of it. */
@Configuration(proxyBeanMethods = false)
class SupportCaseSteps {

    @Bean
    TaskListener checkCase(SupportCases cases, Agents agents) {
        return task -> cases.check(
                SupportCaseId.of(task.getExecution().getProcessBusinessKey()),
                agents.current(),
                task.getVariable(SnapshotVariable.DECISION),
                task.getVariable(SnapshotVariable.COMMENT));
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
