package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** From the vendor's + Add Customer to the customer's start page, and every way that it can go otherwise. */
@PortalTest
class OnboardingJourneyTests {

    private static int vendorCount;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Value("${portal.base-url}")
    String base;

    private TestVendor acme;

    @BeforeEach
    void newVendor() {
        acme = people.vendor("Acme Machining " + ++vendorCount, "vera" + vendorCount + "@acme.example");
    }

    @BrowserTest
    void aVendorInvitesAndTheCustomerManagesItself() {
        try (var vendor = new Person(base);
                var customer = new Person(base)) {
            vendor.signIn(acme.email());
            vendor.page.waitForURL("**/vendor/customers");
            vendor.findsNoFault();

            vendor.press("+ Add Customer");
            vendor.fill("Company name", "Borg & Söhne <b>GmbH</b>");
            vendor.fill("Primary contact email", "Ada@Borg.example");
            vendor.page
                    .getByLabel("Ranking", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("B");
            PlaywrightAssertions.assertThat(vendor.page.locator("#email-check"))
                    .containsText("This address can be invited");
            vendor.findsNoFault();
            vendor.press("Save and Invite");
            vendor.page.waitForURL(Pattern.compile("/vendor/customers/[0-9a-f-]{36}$"));
            vendor.sees("Borg & Söhne <b>GmbH</b>", "ada@borg.example", "Invited");

            jobs.runDue();
            vendor.page.reload();
            vendor.page.getByText("Show the process").click();
            watermarkIsInView(vendor);
            PlaywrightAssertions.assertThat(
                            vendor.page.locator(".djs-element.is-active").first())
                    .isVisible();
            vendor.sees("Current step: ", "Next reminder: ", "Expires: ");
            vendor.findsNoFault();

            customer.open(mailbox.await("ada@borg.example", "invitation").link());
            customer.sees(acme.name() + " invites Borg & Söhne <b>GmbH</b> to Parts Portal", "ada@borg.example");
            customer.findsNoFault();
            customer.press("Accept invitation");
            PlaywrightAssertions.assertThat(customer.page.locator("#error-summary"))
                    .isFocused();
            customer.findsNoFault();
            customer.fill("Your name", "Ada Borg");
            customer.fill("Password", People.PASSWORD);
            customer.page.getByLabel(Pattern.compile("terms")).check();
            customer.press("Accept invitation");

            customer.page.waitForURL("**/portal");
            customer.sees("Welcome, Ada Borg", acme.name(), "First steps");
            customer.findsNoFault();
            vendor.open("/vendor/customers");
            assertThat(vendor.page.locator("tbody tr").first().innerText()).contains("Active");
            vendor.findsNoFault();
        }
    }

    @BrowserTest
    void everythingWorksWithoutScripts() {
        try (var vendor = Person.withoutScripts(base);
                var customer = Person.withoutScripts(base)) {
            vendor.signIn(acme.email());
            vendor.press("+ Add Customer");
            vendor.fill("Company name", "Plain Ltd");
            vendor.fill("Primary contact email", "no address");
            vendor.press("Save and Invite");
            vendor.sees("There is a problem");
            assertThat(vendor.page.getByLabel("Company name").inputValue()).isEqualTo("Plain Ltd");
            vendor.fill("Primary contact email", "pia@plain.example");
            vendor.submit("Save and Invite");
            vendor.open("/vendor/customers");
            vendor.fill("Search", "plain");
            vendor.page
                    .getByLabel("Search", new Page.GetByLabelOptions().setExact(true))
                    .press("Enter");
            vendor.page.waitForURL("**q=plain**");
            vendor.sees("pia@plain.example");

            jobs.runDue();
            customer.open(mailbox.await("pia@plain.example", "invitation").link());
            customer.fill("Your name", "Pia Plain");
            customer.fill("Password", People.PASSWORD);
            customer.page.getByLabel(Pattern.compile("terms")).check();
            customer.press("Accept invitation");
            customer.page.waitForURL("**/portal");
        }
    }

    @BrowserTest
    void aFilterWorksWhileItIsTypedAndOnAPhone() {
        add("Borg Inc", "ada@filter.example", true);
        add("Cyan Ltd", "bob@filter.example", false);
        try (var vendor = new Person(base, new Browser.NewContextOptions().setViewportSize(390, 844))) {
            vendor.signIn(acme.email());
            vendor.page
                    .getByLabel("Search", new Page.GetByLabelOptions().setExact(true))
                    .pressSequentially("cyan");
            PlaywrightAssertions.assertThat(vendor.page.locator("tbody tr")).hasCount(1);
            vendor.page.waitForURL("**/vendor/customers?q=cyan");
            vendor.sees("Cyan Ltd");
            assertThat(vendor.text()).doesNotContain("Borg Inc");
            assertThat(vendor.page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            vendor.findsNoFault();

            vendor.menu("More actions for Cyan Ltd");
            vendor.press("Discard");
            assertThat(vendor.page.locator("dialog[open]").innerText()).contains("Discard the draft of Cyan Ltd?");
            vendor.findsNoFault();
            vendor.page
                    .locator("dialog[open]")
                    .getByText("Discard", new Locator.GetByTextOptions().setExact(true))
                    .click();
            PlaywrightAssertions.assertThat(vendor.page.getByText("The draft of Cyan Ltd is discarded."))
                    .isVisible();
        }
    }

    @BrowserTest
    void everyDeadLinkExplainsWhyAndWhereToGo() {
        var expired = invite("Expired Inc", "eve@dead.example");
        clock.advance(Duration.ofDays(15));
        var revoked = invite("Revoked Inc", "rob@dead.example");
        customers.revoke(acme.id(), revoked.customer, null, acme.admin());
        var declined = invite("Declined Inc", "dan@dead.example");
        var newer = invite("Newer Inc", "ned@dead.example");
        clock.advance(Duration.ofMinutes(11));
        customers.resend(acme.id(), newer.customer, acme.admin());
        var accepted = invite("Accepted Inc", "abe@dead.example");

        try (var person = new Person(base)) {
            person.open(declined.link);
            person.page.getByText("Don’t want this?").click();
            person.fill("Reason (optional)", "We buy elsewhere");
            person.press("Decline");
            var question = person.page.locator("dialog[open]");
            PlaywrightAssertions.assertThat(question).containsText("Decline the invitation from " + acme.name() + "?");
            PlaywrightAssertions.assertThat(question.locator("[data-part=no]")).isFocused();
            person.findsNoFault();
            question.locator("[data-part=yes]").click();
            person.sees("You declined this invitation");
            leadsNowhere(person, declined.link, 410, "You declined this invitation");
            leadsNowhere(person, expired.link, 410, "This invitation has expired");
            leadsNowhere(person, revoked.link, 410, "This invitation was withdrawn");
            leadsNowhere(person, newer.link, 410, "A newer invitation was sent");
            leadsNowhere(person, "/invitations/" + "x".repeat(43), 404, "We don’t know this link");

            person.open(expired.link);
            person.press("Ask for a new invitation");
            person.sees("Thank you, we pass it on");
            person.findsNoFault();
            jobs.runDue();
            mailbox.await(acme.email(), "new-invitation-asked");

            accept(person, accepted.link, "Abe Accepted");
            person.page.context().clearCookies();
            leadsNowhere(person, accepted.link, 200, "You have already accepted");
        }
    }

    @BrowserTest
    void whoIsSignedInAsSomebodyElseConsumesNothing() {
        var invited = invite("Wrong Inc", "wil@wrong.example");
        try (var person = new Person(base)) {
            person.signIn(acme.email());
            person.open(invited.link);
            person.sees("This invitation is for another login", "wil@wrong.example", acme.email());
            person.findsNoFault();

            person.press("Sign out and continue");

            person.sees("Set up your login");
            accept(person, invited.link, "Wil Wrong");
        }
    }

    @BrowserTest
    void aLoginOfAnotherVendorAcceptsWithOneButton() {
        var first = invite("Shared Inc", "sam@shared.example");
        try (var person = new Person(base)) {
            accept(person, first.link, "Sam Shared");
            person.page.context().clearCookies();
            var other = acme;
            newVendor();
            var second = invite("Shared Incorporated", "sam@shared.example");

            person.open(second.link);
            person.sees("already has a login at Parts Portal");
            person.findsNoFault();
            person.press("Sign in to accept");
            person.fill("Email", "sam@shared.example");
            person.fill("Password", People.PASSWORD);
            person.press("Sign in");
            person.page.waitForURL("**/invitations/continue");
            assertThat(person.page.getByLabel("Password").count()).isZero();
            person.findsNoFault();
            person.press("Accept invitation");

            person.page.waitForURL("**/portal");
            person.sees(other.name(), acme.name());
        }
    }

    private record Invitee(CustomerId customer, String link) {}

    private CustomerId add(String company, String email, boolean invite) {
        return customers.add(
                acme.id(), new NewCustomer(company, email, null, "A", invite, null, null, null), acme.admin());
    }

    private Invitee invite(String company, String email) {
        var customer = add(company, email, true);
        var before = mailbox.to(email, "invitation").size();
        jobs.runDue(customer.value());
        return new Invitee(
                customer,
                mailbox.await(email, "invitation", before + 1).get(before).link());
    }

    private static void accept(Person person, String link, String name) {
        person.open(link);
        person.fill("Your name", name);
        person.fill("Password", People.PASSWORD);
        person.page.getByLabel(Pattern.compile("terms")).check();
        person.press("Accept invitation");
        person.page.waitForURL("**/portal");
    }

    private static void leadsNowhere(Person person, String link, int status, String words) {
        assertThat(person.open(link).status()).as(words).isEqualTo(status);
        person.sees(words);
        person.findsNoFault();
    }

    /** As the licence of bpmn-js wants it: visible, and nothing lies over it. */
    private static void watermarkIsInView(Person person) {
        var watermark = person.page.locator(".bjs-powered-by");
        watermark.scrollIntoViewIfNeeded();
        PlaywrightAssertions.assertThat(watermark).isVisible();
        assertThat((Boolean) watermark.evaluate("""
                element => {
                  const box = element.getBoundingClientRect();
                  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                  return element.contains(top) && getComputedStyle(element).opacity === '1';
                }""")).isTrue();
    }
}
