package com.partsportal.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;

/**
 * Which elements of a model an instance must have passed, known from some that it has reached: those without which there
 * is no way to them from the start. An element that a boundary event interrupts does not count as passed, and neither
 * does a sub-process.
 */
class PassedElements {

    private static final String OUTSIDE = "";

    /** From an element to those that may follow it; from {@link #OUTSIDE} to the start. */
    private final Map<String, Set<String>> next = new HashMap<>();

    PassedElements(BpmnModelInstance model) {
        for (var start : model.getModelElementsByType(StartEvent.class)) {
            if (start.getParentElement() instanceof Process) {
                way(OUTSIDE, start);
            }
        }
        for (var flow : model.getModelElementsByType(SequenceFlow.class)) {
            for (var from : ends(flow.getSource())) {
                way(from, flow.getTarget());
            }
        }
    }

    /** The given elements are not among them, unless one of them is passed on every way to another. */
    Set<String> before(Collection<String> reached) {
        var passed = new LinkedHashSet<String>();
        for (var element : reached) {
            if (isReachableWithout(OUTSIDE, element)) {
                next.keySet().stream()
                        .filter(candidate -> !candidate.equals(OUTSIDE) && !candidate.equals(element))
                        .filter(candidate -> !isReachableWithout(candidate, element))
                        .forEach(passed::add);
            }
        }
        return passed;
    }

    /** The element where this flow begins: of a sub-process its end events. */
    private static Set<String> ends(FlowNode node) {
        if (!(node instanceof SubProcess sub)) {
            return Set.of(node.getId());
        }
        var ends = new HashSet<String>();
        sub.getFlowElements().stream().filter(EndEvent.class::isInstance).forEach(end -> ends.add(end.getId()));
        return ends;
    }

    /** A way into an element is one to its boundary events, too, and one into a sub-process leads to its start. */
    private void way(String from, FlowNode to) {
        to.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .filter(boundary -> boundary.getAttachedTo().equals(to))
                .forEach(boundary -> next(from).add(boundary.getId()));
        if (to instanceof SubProcess sub) {
            sub.getFlowElements().stream()
                    .filter(StartEvent.class::isInstance)
                    .forEach(start -> way(from, (StartEvent) start));
        } else {
            next(from).add(to.getId());
        }
    }

    private Set<String> next(String from) {
        return next.computeIfAbsent(from, key -> new HashSet<>());
    }

    private boolean isReachableWithout(String closed, String wanted) {
        var seen = new HashSet<String>();
        return isReachable(OUTSIDE, closed, wanted, seen);
    }

    private boolean isReachable(String from, String closed, String wanted, Set<String> seen) {
        for (var to : next.getOrDefault(from, Set.of())) {
            if (to.equals(wanted)) {
                return true;
            }
            if (!to.equals(closed) && seen.add(to) && isReachable(to, closed, wanted, seen)) {
                return true;
            }
        }
        return false;
    }
}
