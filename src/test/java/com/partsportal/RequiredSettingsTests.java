package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTests {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void namesEveryVariableThatIsMissing() {
        environment.setProperty("spring.mail.host", " ");

        assertThatThrownBy(this::check)
                .isInstanceOf(MissingSettings.class)
                .hasMessageContaining("SPRING_DATASOURCE_URL")
                .hasMessageContaining("SPRING_MAIL_HOST")
                .hasMessageContaining("PORTAL_BASE_URL")
                .hasMessageContaining("PORTAL_TOKEN_KEYS");
    }

    @Test
    void demoNeedsDatabaseAndMailServerOnly() {
        environment.setActiveProfiles("demo");
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://localhost/portal");
        environment.setProperty("spring.mail.host", "localhost");

        assertThatNoException().isThrownBy(this::check);
    }

    @Test
    void theRefusalIsWrittenForPeople() {
        var failure = new MissingSettings(List.of("SPRING_MAIL_HOST: the SMTP server"));

        assertThat(new MissingSettings.Analyzer().analyze(failure).getDescription())
                .contains("SPRING_MAIL_HOST: the SMTP server");
    }

    private void check() {
        var required = new RequiredSettings();
        required.setEnvironment(environment);
        required.postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}
