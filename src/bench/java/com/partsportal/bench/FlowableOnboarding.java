package com.partsportal.bench;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationTasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.BpmnError;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The portal's own model, converted, on Flowable with its own defaults. Its tables have names that Camunda's have too, so
 * they are in a schema of their own; Camunda is idle.
 */
class FlowableOnboarding extends OnboardingOnly implements SmartInitializingSingleton {

    /** What the step of this thread created last. */
    private static final ThreadLocal<AccountId> CREATED = new ThreadLocal<>();

    private static final String SCHEMA = "flowable";
    private static final String MODEL = "processes/customer-onboarding.bpmn";

    private final SpringProcessEngineConfiguration configuration;
    private final ProcessEngine engine;

    private FlowableOnboarding(SpringProcessEngineConfiguration configuration) throws IOException {
        this.configuration = configuration;
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString(MODEL, converted())
                .disableSchemaValidation()
                .deploy();
    }

    /** What is put into the portal. */
    static final class Beans {

        @Bean
        @Primary
        @DependsOnDatabaseInitialization
        static FlowableOnboarding flowable(
                DataSource data,
                DataSourceProperties server,
                JdbcClient jdbc,
                PlatformTransactionManager transactions,
                ObjectProvider<InvitationTasks> provider)
                throws IOException {
            jdbc.sql("create schema if not exists " + SCHEMA).update();
            var tables = new StandaloneProcessEngineConfiguration();
            tables.setJdbcUrl(server.determineUrl() + "?currentSchema=" + SCHEMA);
            tables.setJdbcUsername(server.determineUsername());
            tables.setJdbcPassword(server.determinePassword());
            tables.setJdbcDriver("org.postgresql.Driver");
            tables.setDatabaseSchema(SCHEMA);
            tables.setDatabaseSchemaUpdate("true");
            tables.setEngineName("tables");
            tables.buildProcessEngine().close();

            var configuration = new SpringProcessEngineConfiguration();
            configuration.setDataSource(data);
            configuration.setTransactionManager(transactions);
            configuration.setDatabaseTablePrefix(SCHEMA + ".");
            configuration.setTablePrefixIsSchema(true);
            // its check of the version would find the tables of Camunda
            configuration.setDatabaseSchemaUpdate(null);
            configuration.setAsyncExecutorActivate(true);
            configuration.setBeans(steps(provider));
            return new FlowableOnboarding(configuration);
        }
    }

    /** The threads, once everything else is there. */
    @Override
    public void afterSingletonsInstantiated() {
        configuration.start();
    }

    @Override
    public void start(InvitationKind kind, UUID processKey, InvitationId id, InvitationDates dates) {
        var variables = new HashMap<String, Object>();
        variables.put("invitationId", id.value().toString());
        variables.put("expiresAt", Date.from(dates.expiresAt()));
        variables.put("reminderAt", dates.reminder(0).map(Date::from).orElse(null));
        engine.getRuntimeService()
                .createProcessInstanceBuilder()
                .processDefinitionKey("customer-onboarding")
                .businessKey(processKey.toString())
                .variables(variables)
                .start();
    }

    @Override
    public AccountId accepted(InvitationKind kind, UUID processKey, boolean loginExists) {
        var runtime = engine.getRuntimeService();
        var waiting = runtime.createExecutionQuery()
                .processInstanceBusinessKey(processKey.toString(), true)
                .messageEventSubscriptionName("InvitationAccepted")
                .singleResult();
        runtime.messageEventReceived("InvitationAccepted", waiting.getId(), Map.of("loginExists", loginExists));
        return CREATED.get();
    }

    /** Of an acceptance, and of reminder and expiry. */
    private static Map<Object, Object> steps(ObjectProvider<InvitationTasks> provider) {
        return Map.of(
                "sendInvitation",
                step(id -> {
                    switch (provider.getObject().send(id)) {
                        case SENT, ALREADY_SENT, UNWANTED -> {}
                        case REFUSED -> throw new BpmnError("deliveryRefused");
                        case DEFERRED -> throw new IllegalStateException("deferred");
                    }
                }),
                "sendReminder",
                (JavaDelegate) execution -> {
                    var next = provider.getObject()
                            .remind(invitation(execution.getVariable("invitationId")))
                            .next();
                    execution.setVariable("reminderAt", next == null ? null : Date.from(next));
                },
                "createAccount",
                step(id -> CREATED.set(provider.getObject().createAccount(id))),
                "sendWelcome",
                step(id -> provider.getObject().welcome(id)),
                "tellInviterOfAcceptance",
                step(id -> provider.getObject().tellInviterOfAcceptance(id)),
                "expireInvitation",
                step(id -> provider.getObject().expire(id)),
                "tellInviterOfExpiry",
                step(id -> provider.getObject().tellInviterOfExpiry(id)));
    }

    private static JavaDelegate step(Consumer<InvitationId> step) {
        return execution -> step.accept(invitation(execution.getVariable("invitationId")));
    }

    private static InvitationId invitation(Object variable) {
        return InvitationId.of((String) variable);
    }

    /** The same elements; only the names of the extension differ, and a list of retries that Flowable does not know. */
    private static String converted() throws IOException {
        return new ClassPathResource(MODEL)
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("http://camunda.org/schema/1.0/bpmn", "http://flowable.org/bpmn")
                .replaceAll("<camunda:failedJobRetryTimeCycle>[^<]*<", "<camunda:failedJobRetryTimeCycle>R8/PT30S<")
                .replace("xmlns:camunda=", "xmlns:flowable=")
                .replace("camunda:asyncBefore=", "camunda:async=")
                .replace("camunda:", "flowable:");
    }
}
