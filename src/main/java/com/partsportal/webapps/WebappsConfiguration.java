package com.partsportal.webapps;

import com.partsportal.account.StaffAccounts;
import com.partsportal.insight.Operations;
import com.partsportal.process.TaskFacts;
import com.partsportal.shared.Languages;
import com.partsportal.shared.Links;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Single sign-on of Tasklist, Cockpit and Admin, on Camunda's side. Web security decides who may open them at all. */
@Configuration(proxyBeanMethods = false)
class WebappsConfiguration {

    /** Camunda's own CSRF cookie is secure where the portal's is. */
    WebappsConfiguration(CamundaBpmProperties camunda, Links links) {
        camunda.getWebapp().getCsrf().setEnableSecureCookie(links.isHttps());
    }

    /** Runs right after the filter chains of web security, which know who is signed in. */
    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> staffSingleSignOn() {
        var filter = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        filter.setName("Staff single sign-on");
        filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        filter.addInitParameter("authentication-provider", StaffSingleSignOn.class.getName());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<CspNonce> cspNonce() {
        var filter = new FilterRegistrationBean<>(new CspNonce());
        filter.addUrlPatterns("/camunda/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    /** Behind web security: only staff gets here. */
    @Bean
    FilterRegistrationBean<StaffAppLanguages> staffAppLanguages(Languages languages) {
        var filter = new FilterRegistrationBean<>(new StaffAppLanguages(languages));
        filter.addUrlPatterns(StaffAppLanguages.paths());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    /** Behind web security: only staff gets here. */
    @Bean
    FilterRegistrationBean<FactsOfNow> factsOfNow(TaskFacts facts) {
        var filter = new FilterRegistrationBean<>(new FactsOfNow(facts));
        filter.addUrlPatterns("/camunda/api/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    /** Behind web security: only staff gets here. */
    @Bean
    FilterRegistrationBean<OwnClaims> ownClaims(TaskService tasks, FailureAnswers answers) {
        var filter = new FilterRegistrationBean<>(new OwnClaims(tasks, answers));
        filter.addUrlPatterns("/camunda/api/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    /** Behind web security: what gets here may be done, unless the engine refuses it. */
    @Bean
    FilterRegistrationBean<RecordedCalls> recordedCalls(
            Operations operations, TaskService tasks, ManagementService management, RuntimeService runtime) {
        var filter = new FilterRegistrationBean<>(new RecordedCalls(operations, tasks, management, runtime));
        filter.addUrlPatterns("/camunda/api/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    /** Users and groups of the engine are the portal's staff. */
    @Bean
    @DependsOnDatabaseInitialization
    static ProcessEnginePlugin staffDirectory(StaffAccounts accounts) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setIdentityProviderSessionFactory(new SessionFactory() {
                    @Override
                    public Class<?> getSessionType() {
                        return ReadOnlyIdentityProvider.class;
                    }

                    @Override
                    public Session openSession() {
                        return new StaffDirectory(accounts);
                    }
                });
                engine.setDefaultUserPermissionNameForTask("TASK_WORK");
            }
        };
    }
}
