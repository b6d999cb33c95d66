package com.partsportal.journey;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import org.assertj.core.api.Assertions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The page that describes the API works under its policy. */
@PortalTest
class ApiDocsTests {

    @Autowired
    People people;

    @Value("${portal.base-url}")
    String base;

    @BrowserTest
    void aSignedInPersonReadsWhatTheApiOffers() {
        var acme = people.vendor("Acme Machining", "vera-docs@acme.example");
        try (var vendor = new Person(base)) {
            vendor.signIn(acme.email());
            vendor.open("/swagger-ui.html");

            var operations = vendor.page.locator(".opblock-summary-path");
            PlaywrightAssertions.assertThat(operations.first()).isVisible();
            Assertions.assertThat(operations.allInnerTexts())
                    .anyMatch(path -> path.replace("\u200b", "").equals("/api/v1/customers"));
            vendor.page.locator(".opblock-summary-control").first().click();
            PlaywrightAssertions.assertThat(vendor.page.locator(".opblock-body").first())
                    .isVisible();
            Assertions.assertThat(vendor.complaints()).isEmpty();
        }
    }
}
