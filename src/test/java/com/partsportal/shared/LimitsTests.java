package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class LimitsTests {

    @Test
    void asShippedTheyAreThoseOfTheContract() {
        var limits = bind(Map.of());

        assertThat(limits.enabled()).isTrue();
        assertThat(limits.resendInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.vendorInvitations()).isEqualTo(new Limit(300, Duration.ofHours(1)));
        assertThat(limits.mailsToAddress()).isEqualTo(new Limit(10, Duration.ofDays(1)));
        assertThat(limits.linkPages()).isEqualTo(new Limit(60, Duration.ofMinutes(1)));
        assertThat(limits.signInFailures()).isEqualTo(new Limit(10, Duration.ofMinutes(15)));
        assertThat(limits.requestForms()).isEqualTo(new Limit(5, Duration.ofHours(1)));
    }

    @Test
    void eachIsASetting() {
        var limits = bind(Map.of(
                "portal.limits.sign-in-failures", "3/PT1M",
                "portal.limits.open-invitations-of-company", "7",
                "portal.limits.hashing-wait", "PT1S"));

        assertThat(limits.signInFailures()).isEqualTo(new Limit(3, Duration.ofMinutes(1)));
        assertThat(limits.openInvitationsOfCompany()).isEqualTo(7);
        assertThat(limits.hashingWait()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theTwoWithNamesOfTheirOwnAreReadFromTheEnvironment() throws IOException {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment",
                        Map.of(
                                "PORTAL_RATE_LIMITS_ENABLED",
                                "false",
                                "PORTAL_INVITATION_RESEND_INTERVAL",
                                "PT3S",
                                "PORTAL_LIMITS_VENDORINVITATIONS",
                                "2/PT1H")));
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);

        var limits = Binder.get(environment).bindOrCreate("portal.limits", Bindable.of(Limits.class));

        assertThat(limits.enabled()).isFalse();
        assertThat(limits.resendInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(limits.vendorInvitations()).isEqualTo(new Limit(2, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "10/", "/PT1M", "ten/PT1M", "10/1m/2", "0/PT1M", "-1/PT1M", "10/PT0S", "10/-PT1S"})
    void whatIsNoLimitIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.of(text));
    }

    @Test
    void eachIsDescribedForOperators() throws IOException {
        var described = new HashMap<String, String>();
        var metadata = new ObjectMapper()
                .readTree(new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream());
        metadata.path("properties")
                .forEach(property -> described.put(
                        property.path("name").asText(),
                        property.path("description").asText("") + "|"
                                + property.path("defaultValue").asText("")));

        assertThat(Arrays.stream(Limits.class.getRecordComponents()))
                .allSatisfy(component -> assertThat(described)
                        .hasEntrySatisfying(
                                "portal.limits." + kebab(component.getName()),
                                text -> assertThat(text).matches("(?s).{10,}\\|.+")));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Limits bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("portal.limits", Bindable.of(Limits.class));
    }
}
