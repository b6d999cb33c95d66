package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PortalTest
class SettingsPagesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    People people;

    @Autowired
    MockMvc mvc;

    Cookie session;

    @BeforeEach
    void aVendorAdmin() {
        var email = "vera-" + NUMBER.incrementAndGet() + "@settings.example";
        people.vendor("Settings Vendor", email);
        session = people.session(email);
    }

    @Test
    void anAddressThatIsNoneComesBackWithItsError() throws Exception {
        var answer = send(settings().param("contactEmail", "sales at acme"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("value=\"sales at acme\"", "contactEmail-hint", "is-invalid");
    }

    @Test
    void aBoxThatSaysNeitherYesNorNoIsRefused() throws Exception {
        assertThat(send(settings().param("officeHours", "perhaps")).getStatus()).isEqualTo(400);
    }

    @Test
    void aPhoneNumberThatIsNoneComesBackWithItsError() throws Exception {
        var answer = send(post("/vendor/settings/profile").param("contactPhone", "call me"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("This is not a phone number");
    }

    private static MockHttpServletRequestBuilder settings() {
        return post("/vendor/settings")
                .param("partsPolicy", "WARN")
                .param("language", "en")
                .param("timeZone", "UTC");
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.cookie(session).with(csrf())).andReturn().getResponse();
    }
}
