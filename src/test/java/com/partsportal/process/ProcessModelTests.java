package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageFlow;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The rules that every model in {@code processes/} keeps. */
class ProcessModelTests {

    private static final Path FOLDER = Path.of("processes");
    private static final String MAIL_RETRIES = "PT30S,PT2M,PT4M,PT4M,PT4M,PT30M,PT2H,PT6H";

    /** An endpoint of somebody else is given more than five days. */
    private static final Map<String, String> RETRIES =
            Map.of("deliverWebhook", "PT5S,PT30S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H,PT24H,PT24H");

    private static final Set<String> MAIL_VERBS = Set.of("Send", "Tell", "Deliver");

    /** Steps that tell somebody outside of the portal something begin with one of these. */
    private static final Set<String> SENDING_VERBS =
            Set.of("Send", "Tell", "Deliver", "Ask", "Answer", "Notice", "Inform", "Remind");

    /** Decides nothing: every rule that fits adds its hint. */
    private static final String HINTS = "email-change-risk.dmn";

    /** These put their mail into the queue: an ended instance ends at once, and a new one never stands beside it. */
    private static final Set<String> QUEUED = Set.of(
            "tellInviterOfDecline",
            "tellContactOfRevocation",
            "tellInviterOfExpiry",
            "tellVendorOfRequest",
            "tellVendorOfWithdrawal",
            "tellCustomerOfAnswer");

    /** Completed by the portal's own pages: nobody's in Tasklist. */
    private static final Set<String> WITH_OWN_PAGES = Set.of("rfq");

    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{([A-Za-z]+)( (!=|==|>=|<=|>|<) [A-Za-z0-9.'\"]+)?}");

    /** A model and where it stands; its name is that of the file. */
    record Model(String name, String text, BpmnModelInstance bpmn) {

        static Model read(Path file) {
            try {
                var name = file.getFileName().toString();
                return new Model(
                        name.substring(0, name.lastIndexOf('.')),
                        Files.readString(file),
                        Bpmn.readModelFromFile(file.toFile()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Process process() {
            return bpmn.getModelElementsByType(Process.class).iterator().next();
        }

        <T extends BaseElement> Collection<T> all(Class<T> type) {
            return bpmn.getModelElementsByType(type).stream()
                    .filter(element -> type.isInstance(element))
                    .toList();
        }

        /** What the portal does by itself. */
        List<Task> steps() {
            return all(Task.class).stream()
                    .filter(task -> task instanceof ServiceTask || task instanceof SendTask)
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Model> MODELS = readModels();

    static List<Model> models() {
        return MODELS;
    }

    private static List<Model> readModels() {
        return files().stream()
                .filter(file -> file.endsWith(".bpmn"))
                .map(FOLDER::resolve)
                .map(Model::read)
                .toList();
    }

    // ---- the folder

    @Test
    void theFolderHoldsModelsAndNothingElse() {
        assertThat(files()).isNotEmpty().allMatch(file -> file.matches("[a-z]+(-[a-z]+)*\\.(bpmn|dmn|form)"));
    }

    @Test
    void exactlyTheFilesOfTheFolderAreDeployed() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        var deployed = yaml.getObject().entrySet().stream()
                .filter(entry -> entry.getKey().toString().startsWith("camunda.bpm.deployment-resource-pattern"))
                .map(entry -> entry.getValue().toString())
                .toList();

        assertThat(deployed)
                .containsExactlyInAnyOrderElementsOf(
                        files().stream().map(file -> "processes/" + file).toList());
    }

    @Test
    void elementsOfOneIdAreTheSameStepInAllModels() {
        var labels = new TreeMap<String, Set<String>>();
        for (var model : models()) {
            for (var task : model.steps()) {
                labels.computeIfAbsent(task.getId(), id -> new TreeSet<>())
                        .add(String.join(
                                "|",
                                task.getName(),
                                bean(task),
                                String.valueOf(task.isCamundaAsyncBefore()),
                                String.valueOf(retries(task))));
            }
        }
        assertThat(labels)
                .allSatisfy((id, different) -> assertThat(different).as(id).hasSize(1));
    }

    // ---- every process

    @ParameterizedTest
    @MethodSource("models")
    void isOneNamedExecutableProcessWithTheFilesIdAndATimeToLive(Model model) {
        assertThat(model.bpmn.getModelElementsByType(Process.class)).hasSize(1);
        assertThat(model.process().getId()).isEqualTo(model.name);
        assertThat(camelCase(model.process().getName())).isEqualTo(camelCase(model.name.replace('-', ' ')));
        assertThat(model.process().isExecutable()).isTrue();
        assertThat(model.process().getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyElementHasABusinessNameAndADocumentation(Model model) {
        assertThat(documented(model.process())).as(model.name).isTrue();
        assertThat(model.all(FlowNode.class)).allSatisfy(node -> {
            assertThat(documented(node)).as("documentation of " + node.getId()).isTrue();
            if (!joins(node)) {
                assertThat(node.getName()).as("name of " + node.getId()).isNotBlank();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void idsAreTheLabelsInCamelCase(Model model) {
        assertThat(model.all(FlowNode.class)).allSatisfy(node -> {
            var expected = joins(node)
                    ? node.getOutgoing().iterator().next().getTarget().getId() + "Join"
                    : camelCase(node.getName());
            assertThat(node.getId()).isEqualTo(node instanceof UserTask ? capital(expected) : expected);
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void flowsAreNamedAfterTheirEnds(Model model) {
        assertThat(model.all(SequenceFlow.class))
                .isNotEmpty()
                .allSatisfy(flow -> assertThat(flow.getId())
                        .isEqualTo(flow.getSource().getId() + "-"
                                + flow.getTarget().getId()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void messagesAndErrorsAreNamedAsInTheContract(Model model) {
        assertThat(model.all(Message.class)).allSatisfy(message -> {
            assertThat(message.getName()).matches("([A-Z][a-z]+)+").isEqualTo(message.getId());
        });
        assertThat(model.all(Error.class))
                .allSatisfy(error -> assertThat(error.getErrorCode()).isEqualTo(camelCase(error.getName())));
        assertThat(model.all(MessageEventDefinition.class))
                .allSatisfy(event -> assertThat(event.getMessage().getName())
                        .isEqualTo(capital(((FlowNode) event.getParentElement()).getId())));
    }

    @ParameterizedTest
    @MethodSource("models")
    void gatewaysAskAQuestionAndNameTheAnswers(Model model) {
        assertThat(model.all(ExclusiveGateway.class))
                .filteredOn(gateway -> !joins(gateway))
                .allSatisfy(gateway -> {
                    assertThat(gateway.getIncoming())
                            .as(gateway.getId() + " only splits")
                            .hasSize(1);
                    assertThat(gateway.getName()).endsWith("?");
                    assertThat(gateway.getOutgoing())
                            .hasSizeGreaterThan(1)
                            .allSatisfy(flow -> assertThat(flow.getName()).isNotBlank())
                            .filteredOn(flow -> flow.getConditionExpression() == null)
                            .containsExactly(gateway.getDefault());
                });
    }

    @ParameterizedTest
    @MethodSource("models")
    void nothingIsScriptedOrListenedTo(Model model) {
        assertThat(model.all(ScriptTask.class)).isEmpty();
        assertThat(model.bpmn.getModelElementsByType(CamundaScript.class)).isEmpty();
        assertThat(model.bpmn.getModelElementsByType(CamundaExecutionListener.class))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void conditionsAndTimersOnlyCompareDeclaredVariables(Model model) {
        var declared = Arrays.stream(ProcessVariable.values())
                .map(variable -> variable.id)
                .toList();
        var expressions = Stream.concat(
                model.all(ConditionExpression.class).stream().map(ConditionExpression::getTextContent),
                model.all(TimerEventDefinition.class).stream()
                        .map(timer -> (timer.getTimeDate() == null ? timer.getTimeCycle() : timer.getTimeDate())
                                .getTextContent()));
        assertThat(expressions).allSatisfy(expression -> {
            var matcher = EXPRESSION.matcher(expression.trim());
            assertThat(matcher.matches()).as(expression).isTrue();
            assertThat(declared).contains(matcher.group(1));
        });
    }

    // ---- steps

    @ParameterizedTest
    @MethodSource("models")
    void whatSendsIsASendTask(Model model) {
        assertThat(model.steps())
                .allSatisfy(step -> assertThat(step instanceof SendTask)
                        .as(step.getId())
                        .isEqualTo(SENDING_VERBS.contains(step.getName().split(" ")[0])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-onboarding", "user-invitation"})
    void theDiagramOfAnInvitationShowsWhoIsNotifiedOfWhat(String name) {
        var model = Model.read(FOLDER.resolve(name + ".bpmn"));
        var flows = model.all(MessageFlow.class).stream()
                .map(flow -> flow.getSource().getId() + "-" + flow.getTarget().getId())
                .toList();
        var others = model.all(Participant.class).stream()
                .filter(participant -> participant.getProcess() == null)
                .map(BaseElement::getId)
                .toList();

        assertThat(others).hasSize(2);
        assertThat(model.all(SendTask.class))
                .allSatisfy(task -> assertThat(flows)
                        .filteredOn(flow -> flow.startsWith(task.getId() + "-"))
                        .singleElement()
                        .satisfies(flow -> assertThat(others).contains(flow.split("-")[1])));
        assertThat(model.all(MessageEventDefinition.class))
                .allSatisfy(event -> assertThat(flows)
                        .filteredOn(flow -> flow.endsWith("-" + ((FlowNode) event.getParentElement()).getId()))
                        .hasSize(1));
        assertThat(model.all(Association.class))
                .extracting(association -> association.getSource().getId())
                .containsExactly("invitationOpen");
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyServiceTaskIsTheBeanOfItsName(Model model) {
        assertThat(model.steps()).allSatisfy(task -> assertThat(bean(task)).isEqualTo("${" + task.getId() + "}"));
        assertThat(stepBeans()).containsAll(ids(model.steps()));
        assertThat(model.all(Task.class))
                .filteredOn(task -> task instanceof BusinessRuleTask)
                .isEmpty();
    }

    @Test
    void everyStepIsUsed() {
        var used = models().stream()
                .flatMap(model -> model.steps().stream())
                .map(FlowNode::getId)
                .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrderElementsOf(stepBeans());
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatMakesAJobHasTheRetriesOfMails(Model model) {
        assertThat(model.all(FlowNode.class))
                .allSatisfy(node -> assertThat(retries(node))
                        .as("retry cycle of " + node.getId())
                        .isEqualTo(makesJob(node) ? RETRIES.getOrDefault(node.getId(), MAIL_RETRIES) : null));
    }

    @ParameterizedTest
    @MethodSource("models")
    void noMailIsSentInTheTransactionOfAPerson(Model model) {
        assertThat(model.steps())
                .filteredOn(ProcessModelTests::sendsMail)
                .allSatisfy(task -> assertThat(runsInAJob(task))
                        .as(task.getId() + " is reached by a job only")
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("models")
    void onlyMailsAreAsynchronous(Model model) {
        assertThat(model.all(Activity.class))
                .filteredOn(activity -> activity.isCamundaAsyncBefore())
                .allSatisfy(activity ->
                        assertThat(sendsMail(activity)).as(activity.getId()).isTrue());
        assertThat(model.all(FlowNode.class)).allSatisfy(node -> {
            assertThat(node.isCamundaAsyncAfter()).as(node.getId()).isFalse();
            assertThat(node.isCamundaExclusive()).as(node.getId()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyUserTaskOfTasklistIsOfAGroupAndHasAForm(Model model) {
        if (WITH_OWN_PAGES.contains(model.name)) {
            assertThat(model.all(UserTask.class))
                    .isNotEmpty()
                    .allMatch(task -> task.getCamundaCandidateGroups() == null && task.getCamundaFormRef() == null);
            return;
        }
        assertThat(model.all(UserTask.class)).allSatisfy(task -> {
            assertThat(task.getCamundaCandidateGroups()).as(task.getId()).isNotBlank();
            assertThat(task.getCamundaFormRef()).as(task.getId()).isNotBlank();
            assertThat(task.getCamundaFormRefBinding()).as(task.getId()).isEqualTo("deployment");
        });
    }

    // ---- the diagram

    @ParameterizedTest
    @MethodSource("models")
    void everyElementIsDrawn(Model model) {
        var drawn = model.bpmn.getModelElementsByType(BpmnShape.class).stream()
                .map(shape -> shape.getBpmnElement().getId())
                .toList();
        var lines = model.bpmn.getModelElementsByType(BpmnEdge.class).stream()
                .map(edge -> edge.getBpmnElement().getId())
                .toList();
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        ids(model.all(FlowNode.class), model.all(Participant.class), model.all(TextAnnotation.class)));
        assertThat(lines)
                .containsExactlyInAnyOrderElementsOf(
                        ids(model.all(SequenceFlow.class), model.all(MessageFlow.class), model.all(Association.class)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void theDiagramRunsLeftToRightWithStraightLinesAndNothingOnTopOfAnother(Model model) {
        var shapes = model.bpmn.getModelElementsByType(BpmnShape.class).stream()
                .collect(Collectors.toMap(shape -> shape.getBpmnElement().getId(), Function.identity()));
        for (var edge : model.bpmn.getModelElementsByType(BpmnEdge.class)) {
            var points = List.copyOf(edge.getWaypoints());
            for (var i = 1; i < points.size(); i++) {
                var from = points.get(i - 1);
                var to = points.get(i);
                assertThat(from.getX().equals(to.getX()) || from.getY().equals(to.getY()))
                        .as("line " + edge.getBpmnElement().getId() + " is orthogonal")
                        .isTrue();
            }
            if (edge.getBpmnElement() instanceof SequenceFlow flow && !leadsBack(flow)) {
                assertThat(center(shapes.get(flow.getTarget().getId())))
                        .as(flow.getId() + " leads to the right")
                        .isGreaterThan(center(shapes.get(flow.getSource().getId())));
            }
        }
        for (var one : shapes.values()) {
            for (var other : shapes.values()) {
                if (one != other && one.getParentElement().equals(other.getParentElement()) && !mayTouch(one, other)) {
                    assertThat(overlap(one.getBounds(), other.getBounds()))
                            .as(one.getBpmnElement().getId() + " lies on "
                                    + other.getBpmnElement().getId())
                            .isFalse();
                }
            }
        }
    }

    // ---- the two processes around an invitation

    @Test
    void anOpenInvitationIsTheSameInBothProcesses() {
        var onboarding = Model.read(FOLDER.resolve("customer-onboarding.bpmn"));
        var invitation = Model.read(FOLDER.resolve("user-invitation.bpmn"));

        assertThat(openInvitation(invitation)).isEqualTo(openInvitation(onboarding));
        var ends = ids(onboarding.all(BoundaryEvent.class));
        assertThat(ids(invitation.all(BoundaryEvent.class))).isEqualTo(ends);
        for (var end : ends) {
            var opening = "<bpmn:boundaryEvent id=\"" + end + "\"";
            assertThat(piece(invitation, opening, "</bpmn:boundaryEvent>"))
                    .isEqualTo(piece(onboarding, opening, "</bpmn:boundaryEvent>"));
        }
    }

    @Test
    void everyAnswerIsHeardWhileAnInvitationIsOpen() {
        for (var name : List.of("customer-onboarding", "user-invitation")) {
            var model = Model.read(FOLDER.resolve(name + ".bpmn"));
            var open = model.bpmn.<SubProcess>getModelElementById("invitationOpen");
            assertThat(open.isCamundaAsyncBefore()).isFalse();
            assertThat(model.all(BoundaryEvent.class))
                    .filteredOn(event -> event.getAttachedTo().equals(open))
                    .allMatch(BoundaryEvent::cancelActivity)
                    .extracting(BoundaryEvent::getId)
                    .containsExactlyInAnyOrder(
                            "invitationAccepted",
                            "invitationDeclined",
                            "invitationRevoked",
                            "invitationResent",
                            "expiryDue");
        }
    }

    // ---- decisions

    @Test
    void everyDecisionHasTheFilesIdATimeToLiveAndTakesTheFirstRuleThatFits() {
        for (var file : files().stream().filter(name -> name.endsWith(".dmn")).toList()) {
            var dmn = Dmn.readModelFromFile(FOLDER.resolve(file).toFile());
            var decision = dmn.getModelElementsByType(Decision.class).iterator().next();
            assertThat(decision.getId() + ".dmn").isEqualTo(file);
            assertThat(decision.getName()).isNotBlank();
            assertThat(decision.getDescription().getTextContent()).isNotBlank();
            assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
            var table =
                    dmn.getModelElementsByType(DecisionTable.class).iterator().next();
            if (file.equals(HINTS)) {
                assertThat(table.getHitPolicy()).isEqualTo(HitPolicy.COLLECT);
                continue;
            }
            assertThat(table.getHitPolicy()).isEqualTo(HitPolicy.FIRST);
            var rules = List.copyOf(table.getRules());
            assertThat(rules.get(rules.size() - 1).getInputEntries())
                    .as("the last rule fits everything")
                    .allMatch(entry -> entry.getTextContent().isBlank());
        }
    }

    // ---- the tests of the models

    @Test
    void everyProcessHasTestsOfItsPaths() {
        var tested = classesBeside(ProcessModelTests.class).stream()
                .flatMap(type -> Stream.ofNullable(type.getDeclaredAnnotation(PathsOf.class)))
                .map(PathsOf::value)
                .toList();
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        models().stream().map(Model::name).toList());
    }

    @Test
    void aNodeThatNoTestVisitedIsFound() {
        var model = Model.read(FOLDER.resolve("mail-delivery.bpmn")).bpmn;

        var all = ids(model.getModelElementsByType(FlowNode.class));
        assertThat(NodeCoverage.unvisited(model, all)).isEmpty();
        all.remove("mailSent");
        assertThat(NodeCoverage.unvisited(model, all)).containsExactly("mailSent");
    }

    // ----

    private static List<String> files() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of all beans that are steps: methods of configurations, or named components. */
    private static Set<String> stepBeans() {
        var names = new TreeSet<String>();
        for (var type : classesBeside(InvitationSteps.class)) {
            for (var method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Bean.class) && method.getReturnType() == JavaDelegate.class) {
                    names.add(method.getName());
                }
            }
            if (JavaDelegate.class.isAssignableFrom(type) && type.isAnnotationPresent(Component.class)) {
                names.add(type.getAnnotation(Component.class).value());
            }
        }
        return names;
    }

    /** All classes of this package that were compiled together with that one. */
    private static List<Class<?>> classesBeside(Class<?> one) {
        try {
            var root = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (var files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class"))
                        .map(name -> one.getPackageName() + "." + name.substring(0, name.length() - ".class".length()))
                        .filter(name -> !name.endsWith("package-info"))
                        .<Class<?>>map(name -> ClassUtils.resolveClassName(name, one.getClassLoader()))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean makesJob(FlowNode node) {
        return node.isCamundaAsyncBefore()
                || node.getChildElementsByType(TimerEventDefinition.class).size() == 1;
    }

    private static boolean runsInAJob(FlowNode node) {
        return makesJob(node)
                || node.getIncoming().stream().allMatch(flow -> {
                    var before = flow.getSource();
                    return (isStep(before) || makesJob(before)) && runsInAJob(before);
                });
    }

    private static boolean sendsMail(FlowNode node) {
        return isStep(node)
                && !QUEUED.contains(node.getId())
                && MAIL_VERBS.contains(node.getName().split(" ")[0]);
    }

    private static boolean isStep(FlowNode node) {
        return node instanceof ServiceTask || node instanceof SendTask;
    }

    private static String bean(Task step) {
        return step.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "delegateExpression");
    }

    /** A gateway at which ways meet; it asks nothing, so it has no name. */
    private static boolean joins(FlowNode node) {
        return node instanceof ExclusiveGateway && node.getOutgoing().size() == 1;
    }

    private static String retries(FlowNode node) {
        if (node.getExtensionElements() == null) {
            return null;
        }
        return node
                .getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaFailedJobRetryTimeCycle.class)
                .list()
                .stream()
                .map(cycle -> cycle.getTextContent().trim())
                .findFirst()
                .orElse(null);
    }

    private static boolean documented(BaseElement element) {
        return element.getDocumentations().stream()
                .anyMatch(text -> !text.getTextContent().isBlank());
    }

    /** A loop: the source can be reached from the target, or is an event on its border; or an event's way to one that is there already. */
    private static boolean leadsBack(SequenceFlow flow) {
        return flow.getSource() instanceof BoundaryEvent && joins(flow.getTarget())
                || flow.getSource() instanceof BoundaryEvent event
                        && reaches(flow.getTarget(), event.getAttachedTo(), new TreeSet<>())
                || reaches(flow.getTarget(), flow.getSource(), new TreeSet<>());
    }

    private static boolean reaches(FlowNode from, FlowNode to, Set<String> seen) {
        return from.equals(to)
                || seen.add(from.getId())
                        && from.getOutgoing().stream().anyMatch(next -> reaches(next.getTarget(), to, seen));
    }

    private static boolean mayTouch(BpmnShape one, BpmnShape other) {
        if (one.getBpmnElement() instanceof Participant || other.getBpmnElement() instanceof Participant) {
            return one.getBpmnElement() instanceof FlowElement
                    || other.getBpmnElement() instanceof FlowElement
                    || one.getBpmnElement() instanceof TextAnnotation
                    || other.getBpmnElement() instanceof TextAnnotation;
        }
        if (!(one.getBpmnElement() instanceof FlowElement a) || !(other.getBpmnElement() instanceof FlowElement b)) {
            return false;
        }
        return isInside(a, b)
                || isInside(b, a)
                || a instanceof BoundaryEvent event && event.getAttachedTo().equals(b)
                || b instanceof BoundaryEvent second && second.getAttachedTo().equals(a)
                // what is inside of a sub-process lies in it, next to the events on its border
                || a instanceof BoundaryEvent && !a.getParentElement().equals(b.getParentElement())
                || b instanceof BoundaryEvent && !a.getParentElement().equals(b.getParentElement());
    }

    private static boolean isInside(FlowElement inner, FlowElement outer) {
        for (var around = inner.getParentElement(); around != null; around = around.getParentElement()) {
            if (around.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean overlap(Bounds a, Bounds b) {
        return a.getX() < b.getX() + b.getWidth()
                && b.getX() < a.getX() + a.getWidth()
                && a.getY() < b.getY() + b.getHeight()
                && b.getY() < a.getY() + a.getHeight();
    }

    private static double center(BpmnShape shape) {
        return shape.getBounds().getX() + shape.getBounds().getWidth() / 2;
    }

    private static String piece(Model model, String from, String to) {
        var start = model.text.indexOf(from);
        assertThat(start).as(from + " in " + model).isNotNegative();
        return model.text.substring(start, model.text.indexOf(to, start));
    }

    /** The sub-process but for the name of the flow that leads into it. */
    private static String openInvitation(Model model) {
        return piece(model, "<bpmn:subProcess id=\"invitationOpen\"", "</bpmn:subProcess>")
                .replaceFirst("<bpmn:incoming>[a-zA-Z]+Invited-invitationOpen</bpmn:incoming>", "");
    }

    @SafeVarargs
    private static Set<String> ids(Collection<? extends BaseElement>... elements) {
        return Arrays.stream(elements)
                .flatMap(Collection::stream)
                .map(BaseElement::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String camelCase(String label) {
        var words = label.replaceAll("[^A-Za-z0-9 ]", "").trim().split("\\s+");
        return words[0].toLowerCase(Locale.ROOT)
                + Arrays.stream(words).skip(1).map(ProcessModelTests::capital).collect(Collectors.joining());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
