package com.partsportal.webapps;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.NONE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.BATCH;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT;
import static org.camunda.bpm.engine.authorization.Resources.GROUP;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.USER;

import com.partsportal.process.StaffGroup;
import java.time.Duration;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.HistoricTaskPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each group of staff may do in the engine: added and corrected at every start, by one node at a time. Nobody may start
 * instances: the same permission would let them begin right before any step.
 */
@Component
class StaffGrants implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(StaffGrants.class);

    /** The key of the advisory lock: any number that nothing else uses. */
    private static final long LOCK = 0x5041_5254_4752_4e54L;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Reading processes, trying their jobs again, and suspending instances. */
    private static final Permission[] OPERATION = {
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_HISTORY,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.RETRY_JOB,
        ProcessDefinitionPermissions.SUSPEND_INSTANCE,
        ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE,
        ProcessDefinitionPermissions.READ_HISTORY_VARIABLE
    };

    private static final Permission[] BATCHES = {
        BatchPermissions.READ, BatchPermissions.READ_HISTORY, BatchPermissions.CREATE_BATCH_SET_JOB_RETRIES
    };

    private final AuthorizationService authorizations;
    private final TasklistFilters filters;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    StaffGrants(
            AuthorizationService authorizations,
            TasklistFilters filters,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.authorizations = authorizations;
        this.filters = filters;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments args) throws InterruptedException {
        for (var second = 0; second < PATIENCE.toSeconds(); second++) {
            if (Boolean.TRUE.equals(transactions.execute(transaction -> grantAlone()))) {
                return;
            }
            Thread.sleep(1000);
        }
        throw new IllegalStateException("Another node has been granting for " + PATIENCE);
    }

    private boolean grantAlone() {
        jdbc.queryForList("select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)");
        if (!Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
            return false;
        }
        grantAll();
        filters.make();
        return true;
    }

    private void grantAll() {
        grant(StaffGroup.SUPPORT, APPLICATION, "tasklist", ACCESS);
        for (var process : Set.of("email-change", "support-case")) {
            grant(
                    StaffGroup.SUPPORT,
                    PROCESS_DEFINITION,
                    process,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_HISTORY,
                    // to give a claimed task back; who may decide it is checked with the decision
                    ProcessDefinitionPermissions.TASK_ASSIGN);
        }
        grant(StaffGroup.SUPPORT, USER, "*", READ);
        grant(StaffGroup.SUPPORT, GROUP, StaffGroup.SUPPORT.id(), READ);

        grant(StaffGroup.PROCESS_OWNER, APPLICATION, "cockpit", ACCESS);
        grant(StaffGroup.PROCESS_OWNER, PROCESS_DEFINITION, Authorization.ANY, OPERATION);
        grant(StaffGroup.PROCESS_OWNER, DECISION_DEFINITION, Authorization.ANY, READ);
        grant(StaffGroup.PROCESS_OWNER, DEPLOYMENT, Authorization.ANY, READ);
        grant(StaffGroup.PROCESS_OWNER, BATCH, Authorization.ANY, BATCHES);

        for (var resource : Resources.values()) {
            grant(StaffGroup.ADMIN, resource, Authorization.ANY, ofAdministrators(resource));
        }
    }

    /** Reading everything, and what a process owner may do; no grant to write by would be used. */
    private static Permission[] ofAdministrators(Resources resource) {
        return switch (resource) {
            case APPLICATION -> new Permission[] {ACCESS};
            case PROCESS_DEFINITION -> OPERATION;
            case BATCH -> BATCHES;
            case DECISION_DEFINITION -> new Permission[] {READ, READ_HISTORY};
            case OPERATION_LOG_CATEGORY -> new Permission[] {UserOperationLogCategoryPermissions.READ};
            case HISTORIC_TASK -> new Permission[] {HistoricTaskPermissions.READ};
            case HISTORIC_PROCESS_INSTANCE -> new Permission[] {HistoricProcessInstancePermissions.READ};
            case SYSTEM -> new Permission[] {SystemPermissions.READ};
            case GROUP_MEMBERSHIP, TENANT_MEMBERSHIP, OPTIMIZE -> new Permission[] {NONE};
            default -> new Permission[] {READ};
        };
    }

    private void grant(StaffGroup group, Resource resource, String id, Permission... permissions) {
        var held = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group.id())
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        var grant = held;
        if (grant == null) {
            grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group.id());
            grant.setResource(resource);
            grant.setResourceId(id);
        }
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
        if (held == null) {
            log.info("Group {} may now use {} {}", group.id(), resource.resourceName(), id);
        }
    }
}
