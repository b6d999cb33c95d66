package com.partsportal.webapps;

import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;

import com.partsportal.process.StaffGroup;
import com.partsportal.process.SupportTasks;
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

/** The filters of Tasklist: found by name or created, always corrected, readable by support; that of escalated tasks by the lead only. */
@Component
class TasklistFilters {

    private static final Logger log = LoggerFactory.getLogger(TasklistFilters.class);

    /** Readable by the lead only, and the first that the lead sees. */
    private static final String ESCALATED = "Escalated";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TasklistFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    /** Creates what is missing and corrects the rest; called by one node at a time. */
    void make() {
        make(
                ESCALATED,
                "Possible takeovers, and what nobody did in time",
                5,
                "#b3261e",
                all().taskMinPriority(SupportTasks.ESCALATED_PRIORITY));
        make("To do", "Every open task, the most urgent first", 7, "#37474f", all());
        make(
                "Email changes",
                "Requests to change the address of a login, the most urgent first",
                10,
                "#1d5fa8",
                all().processDefinitionKey(SupportTasks.EMAIL_CHANGE));
        make("Mine", "What I have claimed", 20, "#2e7d32", all().taskAssigneeExpression("${currentUser()}"));
        make("Overdue", "Not decided in time", 30, "#b3261e", all().dueBeforeExpression("${now()}"));
        make(
                "Second approval",
                "Approved by one agent, waiting for another",
                40,
                "#8a5a00",
                all().processDefinitionKey(SupportTasks.EMAIL_CHANGE).taskDefinitionKey(SupportTasks.SECOND_APPROVAL));
        make(
                "Support cases",
                "Possible takeovers, companies without a manager",
                50,
                "#5f3dc4",
                all().processDefinitionKey(SupportTasks.SUPPORT_CASE));
    }

    private TaskQuery all() {
        return tasks.createTaskQuery();
    }

    private void make(String name, String description, int priority, String color, TaskQuery query) {
        var known = filters.createTaskFilterQuery().filterName(name).list();
        var filter = known.isEmpty() ? filters.newTaskFilter(name) : known.get(0);
        filter.setQuery(query.orderByTaskPriority().desc().orderByDueDate().asc());
        filter.setProperties(Map.of(
                "description",
                description,
                "priority",
                priority,
                "color",
                color,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                cards()));
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

    private static List<Map<String, String>> cards() {
        return SupportTasks.CARD_VARIABLES.entrySet().stream()
                .map(variable -> Map.of("name", variable.getKey(), "label", variable.getValue()))
                .toList();
    }
}
