package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.invitation.InvitationSettings;
import com.partsportal.shared.Links;
import com.partsportal.shared.Tokens;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
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

    @ParameterizedTest
    @CsvSource({
        "PORTAL_TOKEN_KEYS, nonsense, each entry must read kid:base64",
        "PORTAL_TOKEN_KEYS, k1:AAAA, a key needs at least 32 bytes",
        "PORTAL_BASE_URL, portal.example, PORTAL_BASE_URL is no address",
        "PORTAL_INVITATION_EXPIRES_AFTER, PT0S, PORTAL_INVITATION_EXPIRES_AFTER must be longer than nothing",
        "PORTAL_INVITATION_REMIND_AFTER, 3days, portal.invitation.remind-after",
        "PORTAL_STAFF_SSO_ISSUER, http://id.example, PORTAL_STAFF_SSO_ISSUER must be an https address",
        "PORTAL_STAFF_SSO_ISSUER, https://id.example, PORTAL_STAFF_SSO_CLIENT_ID is not set"
    })
    void aValueThatCannotBeUsedIsReportedByName(String variable, String value, String words, CapturedOutput output) {
        var given = new HashMap<String, Object>(Map.of(
                "PORTAL_BASE_URL",
                "https://portal.example",
                "PORTAL_TOKEN_KEYS",
                "k1:" + Base64.getEncoder().encodeToString(new byte[32])));
        given.put(variable, value);
        var application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", given)));

        assertThatThrownBy(application::run).isInstanceOf(Exception.class);

        assertThat(output).contains("APPLICATION FAILED TO START", words).doesNotContain("\tat ");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({InvitationSettings.class, SingleSignOnSettings.class})
    @ComponentScan(
            basePackageClasses = Links.class,
            useDefaultFilters = false,
            includeFilters =
                    @Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {Links.class, Tokens.class}))
    static class Settings {}

    private void check() {
        var required = new RequiredSettings();
        required.setEnvironment(environment);
        required.postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}
