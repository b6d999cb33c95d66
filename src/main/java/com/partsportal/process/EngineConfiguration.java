package com.partsportal.process;

import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
