package com.partsportal.process;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The path of a model for a mail that the mail server refuses for good. */
final class DeliveryRefusal {

    /** The code of the models' error. */
    static final String ERROR = "deliveryRefused";

    private DeliveryRefusal() {}

    /**
     * Leaves the step by its boundary event. An instance of an earlier version may have none, and an error that nothing
     * catches would end it: there the substitute runs, and the instance goes on.
     */
    static void take(DelegateExecution execution, String boundaryEvent, Runnable substitute) {
        if (execution.getBpmnModelInstance().getModelElementById(boundaryEvent) != null) {
            throw new BpmnError(ERROR);
        }
        substitute.run();
    }
}
