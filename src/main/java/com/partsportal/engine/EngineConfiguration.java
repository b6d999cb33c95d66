package com.partsportal.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code application.yml} cannot express and correctness needs; {@link EngineTuning} has the rest. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class EngineConfiguration {

    /** Nodes may start together. */
    @Bean
    static ProcessEnginePlugin deploymentWaits() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setCustomPostCommandInterceptorsTxRequired(
                        appended(engine.getCustomPostCommandInterceptorsTxRequired(), new DeploymentWaits()));
            }
        };
    }

    /** Closes CVE-2026-109432 for every caller; what web security refuses before is the first wall. */
    @Bean
    static ProcessEnginePlugin scopedExpressions(ApplicationContext context) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setExpressionManager(new ScopedExpressionManager(context, engine.getBeans()));
            }
        };
    }

    /** How often failed jobs are tried again, and what of a failure is kept and logged. */
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

    /** A job without retries is an incident, and a delivery problem where it was to send an invitation's email. */
    @Bean
    static ProcessEnginePlugin stuckEmails(ApplicationContext context) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void postInit(ProcessEngineConfigurationImpl engine) {
                engine.getIncidentHandlers()
                        .computeIfPresent(
                                Incident.FAILED_JOB_HANDLER_TYPE,
                                (type, incidents) -> new StuckEmails(incidents, context));
            }
        };
    }

    /** The list with one more element: other plug-ins may have put theirs into it before. */
    static <T> List<T> appended(@Nullable List<? extends T> present, T more) {
        var all = new ArrayList<T>(present == null ? List.of() : present);
        all.add(more);
        return all;
    }
}
