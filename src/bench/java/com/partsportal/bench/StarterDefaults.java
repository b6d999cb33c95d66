package com.partsportal.bench;

import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultJobConfiguration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskExecutor;

/**
 * Takes out of the portal what it does to the engine, but for what makes no onboarding cheaper: its staff, how jobs fail,
 * and what serves the start.
 */
class StarterDefaults {

    private static final Set<String> KEPT =
            Set.of("readStatements", "deploymentWaits", "failureHandling", "scopedExpressions", "staffDirectory");

    @Bean
    static BeanFactoryPostProcessor withoutOwnPlugins() {
        return beans -> {
            for (var name : beans.getBeanNamesForType(ProcessEnginePlugin.class, true, false)) {
                if (isPortals(beans.getBeanDefinition(name)) && !KEPT.contains(name)) {
                    ((BeanDefinitionRegistry) beans).removeBeanDefinition(name);
                }
            }
            var registry = (BeanDefinitionRegistry) beans;
            registry.removeBeanDefinition("jobExecutor");
            registry.registerBeanDefinition(
                    "jobExecutor",
                    BeanDefinitionBuilder.rootBeanDefinition(JobExecutor.class, () -> startersExecutor(beans))
                            .getBeanDefinition());
        };
    }

    private static JobExecutor startersExecutor(BeanFactory beans) {
        return DefaultJobConfiguration.JobConfiguration.jobExecutor(
                beans.getBean("camundaTaskExecutor", TaskExecutor.class), beans.getBean(CamundaBpmProperties.class));
    }

    private static boolean isPortals(BeanDefinition bean) {
        var method = bean instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        var source = method == null ? bean.getBeanClassName() : method.getDeclaringClassName();
        return source != null && source.startsWith("com.partsportal.");
    }
}
