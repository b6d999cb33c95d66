package com.partsportal.process;

import com.partsportal.dev.MovableClock;
import com.partsportal.testing.TestDatabases;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The engine with the deployed models, their steps and PostgreSQL; the services are mocks, the test itself runs the jobs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = EngineTest.Engine.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "camunda.bpm.authorization.enabled=false",
            "camunda.bpm.history-level=activity" // the tests ask it for every element that was passed
        })
public @interface EngineTest {

    /** No {@code @Configuration}, so that the whole portal does not find it. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        CamundaBpmAutoConfiguration.class
    })
    @ComponentScan(
            basePackages = {"com.partsportal.process", "com.partsportal.engine"},
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Tests?(\\$.*)?"))
    class Engine {

        @Bean
        MovableClock clock() {
            return new MovableClock();
        }

        @Bean
        DynamicPropertyRegistrar database() {
            var url = TestDatabases.fresh();
            return properties -> {
                properties.add("spring.datasource.url", () -> url);
                properties.add("spring.datasource.username", () -> "postgres");
                properties.add("spring.datasource.password", () -> "");
            };
        }
    }
}
