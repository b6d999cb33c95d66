package com.partsportal.process;

import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

/** What of the engine cannot be said in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** Gives the engine the statements that were read ahead. */
    @Bean
    static ProcessEnginePlugin readStatements(EngineStatements statements, DataSource dataSource) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setSqlSessionFactory(statements.on(dataSource));
            }
        };
    }

    /** What the engine would do for every instance and the portal does not need. */
    @Bean
    static ProcessEnginePlugin thrift() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setCustomHistoryLevels(List.of(new Milestones()));
                engine.setCustomIncidentHandlers(List.of(new LazyIncidents()));
                engine.setCorrelationHandler(new BusinessKeyCorrelation());
                Supplier<org.apache.ibatis.session.Configuration> mappings =
                        () -> engine.getSqlSessionFactory().getConfiguration();
                var definitions = new RememberedDefinitions(mappings);
                var instances = new InstanceRows(mappings);
                var grants = new RecentAnswers<Resources, Boolean>();
                engine.setCustomSessionFactories(List.of(
                        new Replacement(AuthorizationManager.class, () -> new InstanceGrants(grants)),
                        new Replacement(EventSubscriptionManager.class, MessageSubscriptions::new),
                        new Replacement(JobManager.class, PromptJobs::new),
                        new Replacement(
                                DbSqlSession.class,
                                () -> new ThriftySession(engine.getDbSqlSessionFactory(), definitions, instances))));
            }
        };
    }

    /** One of the engine's own managers, made for each command, replaced by a subclass. */
    private record Replacement(Class<?> type, Supplier<Session> manager) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return manager.get();
        }
    }

    /** With the settings that the starter would give to its own. */
    @Bean
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static JobExecutor jobExecutor(
            @Qualifier("camundaTaskExecutor") TaskExecutor threads, CamundaBpmProperties camunda) {
        var settings = camunda.getJobExecution();
        var executor = new PromptJobExecutor(settings.getMaxPoolSize(), settings.getQueueCapacity());
        executor.setTaskExecutor(threads);
        executor.setLockTimeInMillis(settings.getLockTimeInMillis());
        executor.setMaxWait(settings.getMaxWait());
        executor.setBackoffTimeInMillis(settings.getBackoffTimeInMillis());
        executor.setMaxBackoff(settings.getMaxBackoff());
        return executor;
    }

    /** Nodes may start together. */
    @Bean
    static ProcessEnginePlugin deploymentWaits() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setCustomPostCommandInterceptorsTxRequired(List.of(new DeploymentWaits()));
            }
        };
    }

    /** Failed jobs: how often they are tried again, and what of a failure is kept and logged. */
    @Bean
    @DependsOnDatabaseInitialization
    static ProcessEnginePlugin failureHandling() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void postInit(ProcessEngineConfigurationImpl engine) {
                var failedJobs = new FailedJobs();
                engine.setFailedJobCommandFactory(failedJobs);
                ExecuteJobHelper.LOGGING_HANDLER = failedJobs;
                // the caller gets the exception and logs it; the engine's own log would repeat its message
                engine.setEnableCmdExceptionLogging(false);
            }
        };
    }
}
