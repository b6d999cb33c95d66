package com.partsportal.process;

import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The lists of Tasklist, as they stand here: found by name or made, always corrected, readable by group support; what is escalated by the lead. */
@Component
class TasklistFilters {

    private static final Logger log = LoggerFactory.getLogger(TasklistFilters.class);

    /** What cards show beside name and dates. */
    private static final List<Map<String, String>> ON_CARDS = List.of(
            card(ProcessVariable.CASE_KIND.id, "Kind"),
            card(SnapshotVariable.COMPANY.id, "Company"),
            card(SnapshotVariable.CURRENT_EMAIL.id, "Current email"),
            card(SnapshotVariable.REQUESTED_EMAIL.id, "Requested email"));

    /** The lead's alone, and the first that the lead sees. */
    private static final String ESCALATED = "Escalated";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TasklistFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    /** By one node at a time. */
    void make() {
        make(
                ESCALATED,
                "Overdue, now the lead's: nobody did it in time",
                5,
                "#b3261e",
                all().taskMinPriority(Escalation.PRIORITY));
        make(
                "Email changes",
                "Requests to change the address of a login, the most urgent first",
                10,
                "#1d5fa8",
                all().processDefinitionKey(EmailChangeInstances.DEFINITION));
        make("Mine", "What I have claimed", 20, "#2e7d32", all().taskAssigneeExpression("${currentUser()}"));
        make("Overdue", "Not decided in time", 30, "#b3261e", all().dueBeforeExpression("${now()}"));
        make(
                "Second approval",
                "Approved by one agent, waiting for another",
                40,
                "#8a5a00",
                all().processDefinitionKey(EmailChangeInstances.DEFINITION)
                        .taskDefinitionKey(EmailChangeInstances.SECOND_APPROVAL));
        make(
                "Support cases",
                "Possible takeovers, companies without a manager",
                50,
                "#5f3dc4",
                all().processDefinitionKey(SupportCaseInstances.DEFINITION));
    }

    private TaskQuery all() {
        return tasks.createTaskQuery();
    }

    private void make(String name, String description, int priority, String color, TaskQuery query) {
        var known = filters.createTaskFilterQuery().filterName(name).list();
        var filter = known.isEmpty() ? filters.newTaskFilter(name) : known.get(0);
        filter.setQuery(query.orderByTaskPriority().desc().orderByDueDate().asc());
        filter.setProperties(Map.of(
                "description", description,
                "priority", priority,
                "color", color,
                "refresh", true,
                "showUndefinedVariable", false,
                "variables", ON_CARDS));
        filters.saveFilter(filter);
        letRead(name.equals(ESCALATED) ? StaffGroup.SUPPORT_LEAD : StaffGroup.SUPPORT, filter);
        if (known.isEmpty()) {
            log.info("Tasklist shows \"{}\"", name);
        }
    }

    private void letRead(StaffGroup group, Filter filter) {
        var grant = Optional.ofNullable(authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GRANT)
                        .groupIdIn(group.id())
                        .resourceType(FILTER)
                        .resourceId(filter.getId())
                        .singleResult())
                .orElseGet(() -> authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT));
        grant.setGroupId(group.id());
        grant.setResource(FILTER);
        grant.setResourceId(filter.getId());
        grant.setPermissions(new Permission[] {READ});
        authorizations.saveAuthorization(grant);
    }

    private static Map<String, String> card(String variable, String label) {
        return Map.of("name", variable, "label", label);
    }
}
