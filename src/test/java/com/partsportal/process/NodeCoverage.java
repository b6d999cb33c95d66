package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Fails when the tests of a class, all run, never visited some flow node of the process that they are about. */
class NodeCoverage implements AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(NodeCoverage.class);

    @Override
    public void afterEach(ExtensionContext test) {
        ran(test.getParent().orElseThrow()).add(test.getRequiredTestMethod().getName());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var type = context.getRequiredTestClass();
        var all = AnnotationSupport.findAnnotatedMethods(type, Test.class, HierarchyTraversalMode.TOP_DOWN).stream()
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        if (!ran(context).containsAll(all)) {
            return; // somebody runs a single test
        }
        var process = type.getAnnotation(PathsOf.class).value();
        var spring = SpringExtension.getApplicationContext(context);
        var repository = spring.getBean(RepositoryService.class);
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .singleResult();
        var visited = spring
                .getBean(HistoryService.class)
                .createHistoricActivityInstanceQuery()
                .processDefinitionId(definition.getId())
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toSet());
        assertThat(unvisited(repository.getBpmnModelInstance(definition.getId()), visited))
                .as("flow nodes of " + process + " that no path test visited")
                .isEmpty();
    }

    static Set<String> unvisited(BpmnModelInstance model, Collection<String> visited) {
        var nodes = model.getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        nodes.removeAll(visited);
        return nodes;
    }

    @SuppressWarnings("unchecked")
    private static Set<String> ran(ExtensionContext testClass) {
        return testClass.getStore(NAMESPACE).getOrComputeIfAbsent("ran", key -> new TreeSet<String>(), Set.class);
    }
}
