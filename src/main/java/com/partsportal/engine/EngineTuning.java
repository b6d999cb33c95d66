package com.partsportal.engine;

import static com.partsportal.engine.EngineConfiguration.appended;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

/** What makes the engine cheaper and changes no behavior, unless {@link EngineSettings#tuning} is off: see {@code src/docs/cost.md}. */
@Configuration(proxyBeanMethods = false)
class EngineTuning {

    /** Gives the engine the statements that were read while Spring looked for the beans. */
    @Bean
    @ConditionalOnProperty(name = EngineSettings.TUNING, havingValue = "true", matchIfMissing = true)
    static ProcessEnginePlugin readStatements(EngineStatements statements, DataSource dataSource) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setSqlSessionFactory(statements.on(dataSource));
            }
        };
    }

    /**
     * Leaves out what the stock engine does for every instance and the portal does not need. Without tuning the history has the
     * stock level with the id of {@link MilestoneHistoryLevel}.
     */
    @Bean
    static ProcessEnginePlugin fewerStatements(EngineSettings settings) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                if (!settings.tuning()) {
                    engine.setHistoryLevel(HistoryLevel.HISTORY_LEVEL_ACTIVITY);
                    return;
                }
                engine.setCustomHistoryLevels(appended(engine.getCustomHistoryLevels(), new MilestoneHistoryLevel()));
                engine.setCustomIncidentHandlers(appended(engine.getCustomIncidentHandlers(), new LazyIncidents()));
                replace(engine, EventSubscriptionManager.class, MessageSubscriptions::new);
                replace(engine, JobManager.class, ImmediateJobs::new);
            }
        };
    }

    /** Takes the place of the starter's, with the same settings. */
    @Bean
    @ConditionalOnProperty(
            name = {EngineSettings.TUNING, "camunda.bpm.job-execution.enabled"},
            havingValue = "true",
            matchIfMissing = true)
    static JobExecutor jobExecutor(
            @Qualifier("camundaTaskExecutor") TaskExecutor threads, CamundaBpmProperties camunda) {
        var settings = camunda.getJobExecution();
        var executor = new ImmediateJobExecutor(settings.getMaxPoolSize(), settings.getQueueCapacity());
        executor.setTaskExecutor(threads);
        executor.setLockTimeInMillis(settings.getLockTimeInMillis());
        executor.setMaxWait(settings.getMaxWait());
        executor.setBackoffTimeInMillis(settings.getBackoffTimeInMillis());
        executor.setMaxBackoff(settings.getMaxBackoff());
        return executor;
    }

    /** Replaces one of the engine's managers, which are created for each command, by a subclass. */
    private static void replace(
            ProcessEngineConfigurationImpl engine, Class<?> type, Supplier<? extends Session> manager) {
        engine.setCustomSessionFactories(appended(engine.getCustomSessionFactories(), new Replacement(type, manager)));
    }

    private record Replacement(Class<?> type, Supplier<? extends Session> manager) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return manager.get();
        }
    }
}
