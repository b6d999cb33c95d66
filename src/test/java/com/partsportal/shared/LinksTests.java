package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class LinksTests {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void startWithTheBaseUrl() {
        environment.setProperty("portal.base-url", "https://portal.example.com/sub/");
        assertThat(new Links(environment).to("/login")).isEqualTo("https://portal.example.com/sub/login");
    }

    @Test
    void inTheDemoTheyLeadToThisMachine() {
        environment.setActiveProfiles("demo");
        environment.setProperty("server.port", "9090");
        assertThat(new Links(environment).to("/login")).isEqualTo("http://localhost:9090/login");
    }

    @Test
    void theOriginIsWhatABrowserSays() {
        environment.setProperty("portal.base-url", "https://Portal.Example.com:443/sub");
        assertThat(new Links(environment).origin()).isEqualTo("https://portal.example.com");
        assertThat(new Links(environment).host()).isEqualTo("portal.example.com");

        environment.setProperty("portal.base-url", "http://localhost:8080");
        assertThat(new Links(environment).origin()).isEqualTo("http://localhost:8080");
    }

    @Test
    void withoutABaseUrlThePortalDoesNotStart() {
        assertThatThrownBy(() -> new Links(environment)).hasMessageContaining("PORTAL_BASE_URL is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"portal.example.com", "ftp://portal.example.com", "https://", "https://x.test?a=b", "http://x y"
            })
    void nonsenseIsRefused(String url) {
        environment.setProperty("portal.base-url", url);
        assertThatThrownBy(() -> new Links(environment)).hasMessageContaining("PORTAL_BASE_URL");
    }
}
