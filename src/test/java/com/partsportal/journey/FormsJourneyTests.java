package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.partsportal.account.Role;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.part.NewPart;
import com.partsportal.part.Parts;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.Vendors;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to a form between the page and the portal: two tabs, an ended session, a failure, a second click. */
@PortalTest
class FormsJourneyTests {

    private static final String DRAFTS = "sessionStorage.getItem('portal.drafts')";

    private static final Pattern RFQ = Pattern.compile("/portal/rfqs/[0-9a-f-]{36}$");

    private static int vendorCount;

    @Autowired
    People people;

    @Autowired
    Vendors vendors;

    @Autowired
    Customers customers;

    @Autowired
    Parts parts;

    @Autowired
    JdbcClient jdbc;

    @Value("${portal.base-url}")
    String base;

    private TestVendor vendor;
    private String domain;

    @BeforeEach
    void newVendor() {
        domain = "forms" + ++vendorCount + ".example";
        vendor = people.vendor("Forms Vendor " + vendorCount, "vera@" + domain);
    }

    @BrowserTest
    void aCustomerTypedInOneTabIsNotStoredAtTheVendorChosenInAnother() {
        var second = vendors.open("Second Vendor");
        vendors.join(second, vendor.admin(), Role.VENDOR_ADMIN);
        customers.add(vendor.id(), draft("Cyan Ltd", "c@" + domain), vendor.admin());
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers");
            vera.press("+ Add Customer");
            vera.fill("Company name", "Borg Inc");
            vera.fill("Primary contact email", "ad@" + domain);
            switchInASecondTab(vera, "Second Vendor");
            // the check beside the field is answered, and leaves the form where it is
            vera.page.waitForResponse("**/email-check**", () -> vera.fill("Primary contact email", "ada@" + domain));

            vera.press("Save");

            vera.sees(
                    "This form was made for " + vendor.name(), "You act for Second Vendor now, so nothing was stored.");
            vera.findsNoFault();
            assertThat(count("customer where email = 'ada@" + domain + "'")).isZero();

            vera.press("Switch to " + vendor.name());
            vera.page.waitForURL("**/vendor/customers");
            vera.sees("Your input is back.");
            PlaywrightAssertions.assertThat(vera.page.getByLabel("Company name", exact()))
                    .hasValue("Borg Inc");
            vera.findsNoFault();
            vera.press("Save");
            vera.page.waitForURL(Pattern.compile("/vendor/customers/[0-9a-f-]{36}$"));
        }
        assertThat(jdbc.sql("select vendor_id::text from customer where email = ?")
                        .param("ada@" + domain)
                        .query(String.class)
                        .single())
                .isEqualTo(vendor.id().toString());
    }

    @BrowserTest
    void aFragmentOfAnEndedSessionLeadsToSignInAndBackToWhatWasTyped() {
        customers.add(vendor.id(), draft("Cyan Ltd", "c@" + domain), vendor.admin());
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers?q=cyan");
            vera.press("+ Add Customer");
            vera.fill("Company name", "Borg Inc");
            vera.page.getByLabel("Personal note (optional)").evaluate("field => field.closest('details').open = true");
            vera.fill("Personal note (optional)", "Good to see you");
            endSessions();

            vera.fill("Primary contact email", "ada@" + domain);

            vera.page.waitForURL("**/login?continue=**");
            signInHere(vera);
            vera.page.waitForURL("**/vendor/customers?q=cyan");
            vera.sees("Your input is back.");
            PlaywrightAssertions.assertThat(vera.page.getByLabel("Company name", exact()))
                    .hasValue("Borg Inc");
            PlaywrightAssertions.assertThat(vera.page.getByLabel("Primary contact email", exact()))
                    .hasValue("ada@" + domain);
            PlaywrightAssertions.assertThat(vera.page.getByLabel("Personal note (optional)"))
                    .hasValue("Good to see you");
            vera.press("Save");
            vera.page.waitForURL(Pattern.compile("/vendor/customers/[0-9a-f-]{36}$"));
            assertThat(vera.page.evaluate(DRAFTS)).isNull();
        }
    }

    @BrowserTest
    void theListIsNotFilledWithTheSignInPage() {
        customers.add(vendor.id(), draft("Cyan Ltd", "c@" + domain), vendor.admin());
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers");
            endSessions();

            vera.fill("Search", "cyan");

            vera.page.waitForURL("**/login?continue=**");
            signInHere(vera);
            vera.page.waitForURL("**/vendor/customers");
            vera.sees("Cyan Ltd");
        }
    }

    @BrowserTest
    void aFormOfAnEndedSessionLeadsBackToItsPageButNoPasswordIsKept() {
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/portal/profile");
            vera.fill("Name", "Vera von Vendor");
            vera.page.locator("input[type=password]").first().fill("a secret of mine");
            assertThat(vera.page.evaluate(DRAFTS).toString())
                    .contains("Vera von Vendor")
                    .doesNotContain("a secret of mine");
            endSessions();

            vera.press("Save");

            vera.page.waitForURL("**/login?continue=**");
            signInHere(vera);
            vera.page.waitForURL("**/portal/profile");
            PlaywrightAssertions.assertThat(vera.page.getByLabel("Name", exact()))
                    .hasValue("Vera von Vendor");
            assertThat(vera.page.locator("input[type=password]").first().inputValue())
                    .isEmpty();
        }
    }

    @BrowserTest
    void aDraftIsOfOnePersonAndGoneAfterSigningOut() {
        var other = people.vendor("Other Vendor " + vendorCount, "otto@" + domain);
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers/new");
            vera.fill("Company name", "Secret plans");
            endSessions();
            vera.press("Save");
            vera.page.waitForURL("**/login?continue=**");
            vera.fill("Email", other.email());
            vera.fill("Password", People.PASSWORD);
            vera.press("Sign in");
            vera.page.waitForURL(Pattern.compile(".*/(vendor/customers/new|membership.*)$"));
            vera.open("/vendor/customers/new");

            assertThat(vera.page.getByLabel("Company name", exact()).inputValue())
                    .isEmpty();
            assertThat(vera.page.evaluate(DRAFTS)).isNull();
        }
    }

    @BrowserTest
    void aFragmentThatFailsSaysSoAndIsTriedAgain() {
        customers.add(vendor.id(), draft("Cyan Ltd", "c@" + domain), vendor.admin());
        customers.add(vendor.id(), draft("Drone AG", "d@" + domain), vendor.admin());
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers");
            var failing = new AtomicBoolean(true);
            vera.page.route("**/vendor/customers?**", route -> {
                if (failing.get()) {
                    route.fulfill(new Route.FulfillOptions().setStatus(503));
                } else {
                    route.resume();
                }
            });

            vera.fill("Search", "cyan");

            vera.sees("This could not be loaded.", "Drone AG");
            vera.findsNoFault();
            failing.set(false);
            vera.press("Try again");
            PlaywrightAssertions.assertThat(vera.page.locator("main")).not().containsText("Drone AG");
            PlaywrightAssertions.assertThat(vera.page.locator(".request-failed"))
                    .hasCount(0);

            vera.page.route("**/vendor/customers?**", Route::abort);
            vera.fill("Search", "drone");
            vera.sees("No connection.");
        }
    }

    @BrowserTest
    void whileAFormIsSentItsButtonsRest() {
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers/new");
            vera.fill("Company name", "Borg Inc");
            vera.fill("Primary contact email", "ada@" + domain);
            // with this answer the browser stays on the page, as it does while it waits for one
            vera.page.route(
                    "**/vendor/customers/new", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));

            vera.press("Save");

            PlaywrightAssertions.assertThat(vera.button("Sending…")).isDisabled();
            PlaywrightAssertions.assertThat(vera.button("Save and Invite")).isDisabled();
            PlaywrightAssertions.assertThat(vera.page.locator("#busy")).not().hasAttribute("hidden", "");
        }
    }

    @BrowserTest
    void backAndSubmitAndADoubleClickMakeOneRfq() {
        var company = people.company(vendor, "Company", "mona@" + domain);
        var part = parts.replace(
                        vendor.id(),
                        company.customer(),
                        List.of(new NewPart("BR-100", "A", "Bracket", null, null, null, null, null, null)),
                        vendor.admin())
                .get(0)
                .id();
        try (var mona = new Person(base)) {
            mona.signIn(company.email());
            mona.open("/portal/rfqs/new?part=" + part);
            mona.fill("Quantity", "10");
            mona.button("Submit RFQ").dblclick();
            mona.page.waitForURL(RFQ);
            var made = mona.page.url();
            assertThat(count("rfq where company_id = '" + company.id() + "'")).isOne();

            mona.page.goBack();
            mona.page.waitForURL("**/portal/rfqs/new?part=" + part);
            mona.fill("Quantity", "10");
            mona.press("Submit RFQ");
            mona.page.waitForURL(RFQ);
            mona.sees("This form had been sent before.");
            assertThat(mona.page.url()).isEqualTo(made);
            assertThat(count("rfq where company_id = '" + company.id() + "'")).isOne();

            mona.open("/portal/rfqs/new?part=" + part);
            mona.fill("Quantity", "10");
            mona.press("Submit RFQ");
            mona.sees("RFQ-1002");
        }
    }

    private void switchInASecondTab(Person person, String organisation) {
        var tab = person.page.context().newPage();
        tab.navigate(base + "/portal/profile");
        tab.locator("summary.account").click();
        tab.locator(".menu-item[name=organisation]")
                .filter(new Locator.FilterOptions().setHasText(organisation))
                .click();
        tab.waitForURL("**/vendor/customers");
        tab.close();
    }

    private void signInHere(Person person) {
        person.fill("Email", vendor.email());
        person.fill("Password", People.PASSWORD);
        person.press("Sign in");
    }

    private void endSessions() {
        jdbc.sql("delete from spring_session").update();
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static NewCustomer draft(String name, String email) {
        return new NewCustomer(name, email, null, "A", false, null, null, null);
    }

    private long count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }
}
