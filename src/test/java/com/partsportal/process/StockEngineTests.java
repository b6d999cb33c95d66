package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Without the portal's tuning every path of every process is the same. */
class StockEngineTests {

    private static final String STOCK = "portal.engine.tuning=false";

    @Nested
    @EngineTest
    @TestPropertySource(properties = STOCK)
    class Configuration extends ProcessPaths {

        @Test
        void isTheEnginesOwn(@Autowired ProcessEngineConfigurationImpl engine) {
            assertThat(engine.getHistoryLevel().getName()).isEqualTo("activity");
            assertThat(engine.getIncidentHandler("failedJob"))
                    .as("behind what marks the email of an incident")
                    .extracting("incidents")
                    .satisfies(handler ->
                            assertThat(handler.getClass().getPackageName()).startsWith("org.camunda."));
            assertThat(engine.getSessionFactories()
                            .get(JobManager.class)
                            .openSession()
                            .getClass())
                    .isEqualTo(JobManager.class);
        }
    }

    @Nested
    @TestPropertySource(properties = STOCK)
    class CustomerOnboarding extends CustomerOnboardingTests {}

    @Nested
    @TestPropertySource(properties = STOCK)
    class UserInvitation extends UserInvitationTests {}

    @Nested
    @TestPropertySource(properties = STOCK)
    class EmailChange extends EmailChangeTests {}

    @Nested
    @TestPropertySource(properties = STOCK)
    class SupportCase extends SupportCaseTests {}

    @Nested
    @TestPropertySource(properties = STOCK)
    class Rfq extends RfqTests {}

    @Nested
    @TestPropertySource(properties = STOCK)
    class MailDelivery extends MailDeliveryTests {}

    @Nested
    @TestPropertySource(properties = STOCK)
    class Position extends OnboardingPositionTests {}

    @Nested
    @TestPropertySource(properties = STOCK)
    class Instances extends InvitationInstancesTests {}
}
