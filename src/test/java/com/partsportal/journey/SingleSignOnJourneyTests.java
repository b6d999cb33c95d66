package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.IdentityProvider;
import com.partsportal.testing.People;
import com.partsportal.testing.SingleSignOnPortal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;

/** The way to the provider and back as a browser goes it, whose policies forbid more than HTTP does. */
class SingleSignOnJourneyTests extends SingleSignOnPortal {

    private static final String EMAIL = "ada@sso-journey.example";

    @Autowired
    Accounts accounts;

    @BrowserTest
    void anAdministratorSignsInAtTheProviderAndOutOfBoth() {
        accounts.openStaff(new EmailAddress(EMAIL), "Ada Admin", Role.ADMIN, Locale.ENGLISH, People.HASH);
        IdentityProvider.enter("ada", EMAIL, true, "portal-admins");
        try (var ada = new Person(base)) {
            ada.open("/admin/staff");
            ada.findsNoFault();
            toTheProvider(ada);
            signInThere(ada);

            ada.page.waitForURL(base + "/admin/staff");
            ada.sees("Everybody signs in with Portal ID", "has signed in there");
            ada.findsNoFault();
            ada.open("/portal/profile");
            ada.sees("You sign in with Portal ID");
            ada.findsNoFault();

            ada.signOut();
            ada.page.waitForURL(base + "/login?signedout");
            ada.sees("You are signed out.");
            assertThat(ada.complaints()).isEmpty();

            toTheProvider(ada);
            ada.page.waitForURL(Pattern.compile(Pattern.quote(IdentityProvider.issuer()) + "/login.*"));
        }
    }

    private static void toTheProvider(Person person) {
        person.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Staff: sign in with Portal ID"))
                .click();
    }

    private static void signInThere(Person person) {
        person.page.locator("#username").fill("ada");
        person.page.locator("#password").fill(IdentityProvider.PASSWORD);
        person.page.locator("button[type=submit]").click();
    }
}
