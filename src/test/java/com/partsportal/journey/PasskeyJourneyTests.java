package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.options.RequestOptions;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A device of one's own instead of the password. */
@PortalTest
class PasskeyJourneyTests {

    @Autowired
    People people;

    @Value("${portal.base-url}")
    String base;

    @BrowserTest
    void aPasskeySignsInUntilItIsRemoved() {
        var vendor = people.vendor("Passkey Vendor", "pia@passkey.example");
        try (var pia = new Person(base)) {
            giveADevice(pia);
            pia.signIn(vendor.email());
            pia.open("/portal/profile");
            pia.fill("Passkey name", "Lathe <3");
            pia.fill("Confirm your password to add a passkey", "not the password");
            pia.press("Add a passkey");
            assertThat(pia.text()).contains("This is not your current password");
            pia.fill("Confirm your password to add a passkey", People.PASSWORD);
            pia.press("Add a passkey");
            pia.findsNoFault();
            pia.press("Create passkey");
            pia.page.waitForURL("**/portal/profile");
            assertThat(pia.text()).contains("The passkey Lathe <3 is added", "not used yet");
            pia.findsNoFault();

            pia.signOut();
            pia.open("/vendor/team");
            pia.findsNoFault();
            var stranger = session(pia);
            var used = pia.page.waitForRequest(
                    request -> request.url().endsWith("/login/passkey")
                            && request.method().equals("POST"),
                    () -> pia.press("Use a passkey"));
            pia.page.waitForURL("**/vendor/team");
            assertThat(session(pia)).isNotEqualTo(stranger);

            assertThat(repeat(pia, used.postData()))
                    .as("what was signed once, sent again")
                    .isEqualTo(401);

            pia.open("/portal/profile");
            assertThat(pia.text()).doesNotContain("not used yet");
            pia.page.getByText("Rename").click();
            pia.fill("New name of the passkey Lathe <3", "Saw");
            pia.press("Save name");
            pia.page.waitForURL("**/portal/profile");
            pia.press("Remove the passkey Saw");
            pia.page.locator("dialog [data-part=yes]").click();
            pia.page.waitForURL("**/portal/profile");
            assertThat(pia.page.getByText("The passkey was removed").count()).isEqualTo(1);
            assertThat(pia.text())
                    .containsSubsequence(
                            "You removed a passkey", "gave a passkey another label", "You added a passkey");

            pia.signOut();
            pia.open("/login");
            pia.press("Use a passkey");
            pia.page.waitForURL("**/login/passkey");
            assertThat(pia.text()).contains("The passkey did not work here");
            assertThat(pia.open("/vendor/team").url()).contains("/login");
        }
    }

    private static int repeat(Person person, String body) {
        var context = person.page.context();
        var form = context.request().get(person.page.url()).text();
        var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form);
        assertThat(csrf.find()).isTrue();
        return context.request()
                .post(
                        person.page.url().replaceFirst("(://[^/]+).*", "$1/login/passkey"),
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .setData(body.replaceFirst("_csrf=[^&]+", "_csrf=" + csrf.group(1))))
                .status();
    }

    private static String session(Person person) {
        return person.page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("portal-session"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElse("");
    }

    /** A device that knows its owner and always says yes. */
    private static void giveADevice(Person person) {
        var devices = person.page.context().newCDPSession(person.page);
        devices.send("WebAuthn.enable");
        var options = JsonParser.parseString("""
                {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
                 "isUserVerified": true, "automaticPresenceSimulation": true}}""").getAsJsonObject();
        devices.send("WebAuthn.addVirtualAuthenticator", options);
    }
}
