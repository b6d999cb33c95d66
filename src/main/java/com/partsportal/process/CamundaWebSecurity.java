package com.partsportal.process;

import com.partsportal.account.Accounts;
import com.partsportal.shared.Links;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Single sign-on of Tasklist, Cockpit and Admin: Camunda's half. Who gets to them at all is decided by web security. */
@Configuration(proxyBeanMethods = false)
class CamundaWebSecurity {

    /** The cookie of Camunda's own token against forged requests goes the way of ours. */
    CamundaWebSecurity(CamundaBpmProperties camunda, Links links) {
        camunda.getWebapp().getCsrf().setEnableSecureCookie(links.to("/").startsWith("https:"));
    }

    /** Right after the chains of web security, which know who is signed in. */
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
    FilterRegistrationBean<PolicyNonce> policyNonce() {
        var filter = new FilterRegistrationBean<>(new PolicyNonce());
        filter.addUrlPatterns("/camunda/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    /** Asked for late: the accounts need the engine before. */
    @Bean
    @DependsOnDatabaseInitialization
    static ProcessEnginePlugin staffDirectory(ObjectProvider<Accounts> accounts) {
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
                        return new StaffDirectory(accounts.getObject());
                    }
                });
                engine.setDefaultUserPermissionNameForTask("TASK_WORK");
            }
        };
    }
}
