package com.partsportal.webapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.SignedIn;
import com.partsportal.insight.Operation;
import com.partsportal.insight.Operation.Action;
import com.partsportal.insight.Operations;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records what staff does to the engine in Tasklist and Cockpit: who retried, suspended, claimed or decided what. The calls that
 * get here are those that web security lets through; one that the engine refused is not recorded.
 */
class RecordedCalls extends OncePerRequestFilter {

    private static final Pattern CALL = Pattern.compile("/camunda/api/engine/engine/[^/]+/"
            + "(task|job|job-definition|process-instance)(?:/([0-9A-Za-z:_.-]{1,128}))?"
            + "(?:/(claim|unclaim|complete|submit-form|retries|job-retries|suspended))?/?");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations operations;
    private final TaskService tasks;
    private final ManagementService management;
    private final RuntimeService runtime;

    RecordedCalls(Operations operations, TaskService tasks, ManagementService management, RuntimeService runtime) {
        this.operations = operations;
        this.tasks = tasks;
        this.management = management;
        this.runtime = runtime;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // a completed task is gone afterwards
        var operation = operation(request);
        chain.doFilter(request, response);
        if (response.getStatus() < 300) {
            operation.ifPresent(operations::record);
        }
    }

    private Optional<Operation> operation(HttpServletRequest request) throws IOException {
        var call = CALL.matcher(request.getRequestURI());
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (request.getMethod().equals("GET")
                || !call.matches()
                || authentication == null
                || !(authentication.getPrincipal() instanceof SignedIn user)) {
            return Optional.empty();
        }
        // "job/retries" has no id
        var whole = call.group(3) == null ? call.group(2) : null;
        var verb = whole == null ? call.group(3) : whole;
        var id = whole == null ? call.group(2) : null;
        if (verb == null) {
            return Optional.empty();
        }
        var body = body(request);
        return switch (verb) {
            case "claim" -> Optional.of(onTask(Operation.of(Action.CLAIM, user.account()), id));
            case "unclaim" -> Optional.of(onTask(Operation.of(Action.UNCLAIM, user.account()), id));
            case "complete", "submit-form" ->
                Optional.of(onTask(Operation.of(Action.COMPLETE, user.account()), id)
                        .detail(decision(body)));
            case "retries", "job-retries" ->
                Optional.of(on(call.group(1), Operation.of(Action.RETRY, user.account()), id)
                        .affecting(affected(body)));
            case "suspended" ->
                Optional.of(on(
                                call.group(1),
                                Operation.of(
                                        body.path("suspended").asBoolean() ? Action.SUSPEND : Action.ACTIVATE,
                                        user.account()),
                                id)
                        .affecting(affected(body)));
            default -> Optional.empty();
        };
    }

    /** Web security keeps the body, so that it can be read again. */
    private static JsonNode body(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readAllBytes();
        return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    }

    private static @Nullable String decision(JsonNode body) {
        var decision = body.path("variables").path("decision").path("value").asText("");
        return decision.matches("[a-z-]{1,30}") ? decision : null;
    }

    /** As many as are named; a query for them counts as one. */
    private static int affected(JsonNode body) {
        return Math.max(
                1,
                Math.max(
                        body.path("jobIds").size(),
                        body.path("processInstanceIds").size()));
    }

    private Operation onTask(Operation operation, @Nullable String id) {
        var task = id == null ? null : tasks.createTaskQuery().taskId(id).singleResult();
        return task == null
                ? operation
                : onInstance(operation, task.getProcessInstanceId(), task.getTaskDefinitionKey());
    }

    private Operation on(String kind, Operation operation, @Nullable String id) {
        if (id == null) {
            return operation;
        }
        return switch (kind) {
            case "job" -> {
                var job = management.createJobQuery().jobId(id).singleResult();
                var definition = job == null || job.getJobDefinitionId() == null
                        ? null
                        : management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult();
                yield job == null
                        ? operation
                        : onInstance(
                                operation,
                                job.getProcessInstanceId(),
                                definition == null ? null : definition.getActivityId());
            }
            case "job-definition" -> {
                var definition = management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult();
                yield definition == null
                        ? operation
                        : operation.on(definition.getProcessDefinitionKey(), null, null, definition.getActivityId());
            }
            default -> onInstance(operation, id, null);
        };
    }

    private Operation onInstance(Operation operation, String instance, @Nullable String element) {
        var found =
                runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult();
        return found == null
                ? operation.on(null, instance, null, element)
                : operation.on(found.getProcessDefinitionId().split(":")[0], instance, found.getBusinessKey(), element);
    }
}
