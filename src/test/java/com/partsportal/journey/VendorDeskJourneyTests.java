package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A vendor's day: parts before people, many customers at once, its own ranks and its own team. */
@PortalTest
class VendorDeskJourneyTests {

    private static final int ROWS = 500;
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
    private String domain;

    @BeforeEach
    void newVendor() {
        domain = "desk" + ++vendorCount + ".example";
        acme = people.vendor("Desk Vendor " + vendorCount, "vera@" + domain);
    }

    @BrowserTest
    void partsThatWaitAreCountedInTheMailAndOnTheInvitationAndNamedNowhere() {
        try (var vendor = new Person(base);
                var contact = new Person(base)) {
            vendor.signIn(acme.email());
            vendor.open("/vendor/customers/new");
            vendor.fill("Company name", "Borg Inc");
            vendor.fill("Primary contact email", "ada@" + domain);
            vendor.findsNoFault();
            vendor.submit("Save");
            vendor.page.waitForURL(Pattern.compile("/vendor/customers/[0-9a-f-]{36}$"));
            var customer = vendor.path();
            vendor.submit("Invite");
            vendor.sees("Invite anyway");
            vendor.findsNoFault();

            vendor.open(customer + "/parts");
            vendor.findsNoFault();
            vendor.fill("Part number", "BR-100");
            vendor.fill("Description", "Bracket");
            vendor.submit("Add part");
            vendor.page
                    .getByLabel("File of parts")
                    .setInputFiles(file(
                            "number,description,last_quoted\nHO-200,Housing,2026-01-31\nXX-1,Broken,2026-02-30\n"));
            vendor.submit("Check the file");
            vendor.sees("One part ready", "Line 3");
            vendor.findsNoFault();
            vendor.submit("Import one part");
            vendor.sees("BR-100", "HO-200");
            assertThat(vendor.text()).doesNotContain("XX-1");
            vendor.findsNoFault();

            vendor.page.getByText("BR-100").first().click();
            vendor.page
                    .getByLabel("Add drawings")
                    .setInputFiles(new FilePayload(
                            "bracket.pdf", "application/pdf", "no drawing".getBytes(StandardCharsets.UTF_8)));
            vendor.submit("Upload drawings");
            vendor.sees("The content of the file does not match its name");
            vendor.isAt("drawing");
            vendor.findsNoFault();
            vendor.page
                    .locator("form[data-uploads]")
                    .dispatchEvent("drop", Map.of("dataTransfer", vendor.page.evaluateHandle("""
                            () => {
                              const dropped = new DataTransfer();
                              dropped.items.add(new File(['%PDF-1.7 a drawing'], 'dropped.pdf'));
                              return dropped;
                            }""")));
            PlaywrightAssertions.assertThat(
                            vendor.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("dropped.pdf")))
                    .isVisible();
            vendor.findsNoFault();

            vendor.open(customer);
            vendor.sees("BR-100", "HO-200", "parts are ready");
            vendor.page.getByText("Note, language, validity of the invitation").click();
            vendor.fill("Valid for (days, optional)", "31");
            vendor.submit("Save and preview");
            vendor.sees("Enter a number of days from 1 to 30");
            vendor.findsNoFault();
            vendor.fill("Valid for (days, optional)", "10");
            vendor.submit("Save and preview");
            vendor.sees("What would be sent");
            var preview = vendor.page.locator("iframe.mail-frame").getAttribute("src");
            assertThat(vendor.page.context().request().get(base + preview).text())
                    .contains("2 parts that " + acme.name())
                    .doesNotContain("BR-100", "HO-200");
            vendor.findsNoFault();
            vendor.submit("Invite");
            vendor.sees("Invited");
            jobs.runDue();
            var mail = mailbox.await("ada@" + domain, "invitation");
            assertThat(mail.text()).contains("2 parts that " + acme.name()).doesNotContain("BR-100", "HO-200");
            assertThat(mail.html()).contains("2 parts that").doesNotContain("BR-100", "HO-200");
            contact.open(mail.link());
            assertThat(contact.text()).contains("2 parts, ready to be quoted").doesNotContain("BR-100", "HO-200");
        }
    }

    @BrowserTest
    void fiveHundredRowsAreImportedWhileABarMovesAndGoOnWhenTheBrowserIsClosed() {
        add("Known Ltd", "known@" + domain, false);
        String run;
        try (var vendor = new Person(base)) {
            vendor.signIn(acme.email());
            vendor.open("/vendor/customers/import");
            vendor.findsNoFault();
            vendor.page.getByLabel("File of customers").setInputFiles(file(customersFile()));
            vendor.submit("Check the file");
            vendor.sees("Check the rows", "20 rejected rows", "Nothing is stored yet");
            vendor.findsNoFault();
            run = vendor.path();
            assertThat(customersOf(vendor)).isEqualTo(1);

            vendor.open(run);
            vendor.submit("Import 480 drafts");
            var bar = vendor.page.locator("progress");
            PlaywrightAssertions.assertThat(bar).isVisible();
            vendor.sees("You may close this page", "of 500 rows");
            var percent = Integer.parseInt(bar.getAttribute("value"));
            vendor.findsNoFault();
            vendor.page.waitForFunction("before => (document.querySelector('progress')?.value ?? 0) > before", percent);
        }
        try (var vendor = new Person(base)) {
            vendor.signIn(acme.email());
            vendor.open(run);
            PlaywrightAssertions.assertThat(vendor.page.locator("h1"))
                    .hasText("The import is done", new LocatorAssertions.HasTextOptions().setTimeout(120_000));
            assertThat(vendor.page.locator(".numbers").innerText()).contains("480", "20");
            vendor.sees(
                    "twice in the file", "malformed", "You already have a draft for this address: saved, not invited.");
            vendor.findsNoFault();
            assertThat(customersOf(vendor)).isEqualTo(481);
        }
    }

    @BrowserTest
    void aFilteredSelectionIsSentAgainWithAResultPerRow() {
        add("Borg Inc", "ada@" + domain, true);
        add("Borg Drafts", "ben@" + domain, false);
        add("Cyan Ltd", "cleo@" + domain, true);
        jobs.runDue();
        clock.advance(Duration.ofMinutes(11));
        try (var vendor = new Person(base);
                var phone = new Person(base, new Browser.NewContextOptions().setViewportSize(390, 844))) {
            vendor.signIn(acme.email());
            vendor.fill("Search", "BÖRG");
            PlaywrightAssertions.assertThat(vendor.page.locator("tbody tr")).hasCount(2);
            // by keyboard alone
            vendor.page.getByLabel("Select all rows of this page").press(" ");
            vendor.page.locator("#bulk-resend").press("Enter");
            assertThat(vendor.page.locator("dialog[open]").innerText())
                    .contains("Resend 2 invitations?", "Borg Inc", "Borg Drafts");
            vendor.findsNoFault();
            vendor.page.waitForNavigation(() -> vendor.page
                    .locator("dialog[open]")
                    .getByText("Resend selected", new Locator.GetByTextOptions().setExact(true))
                    .press("Enter"));
            vendor.sees("1 done, 1 skipped", "Borg Inc: new link sent.", "Borg Drafts: skipped");
            assertThat(vendor.path()).contains("q=B");
            vendor.findsNoFault();
            jobs.runDue();
            mailbox.await("ada@" + domain, "invitation", 2);
            assertThat(mailbox.to("cleo@" + domain, "invitation")).hasSize(1);

            phone.signIn(acme.email());
            for (var page : new String[] {"", "/import", "/new"}) {
                fitsThePhone(phone, "/vendor/customers" + page);
            }
            phone.open("/vendor/customers?q=cyan");
            var cyan = phone.page.locator("a.name").first().getAttribute("href");
            for (var page : new String[] {"", "/preview", "/parts"}) {
                fitsThePhone(phone, cyan + page);
            }
            for (var page : new String[] {"rankings", "team", "settings", "api-keys", "rfqs"}) {
                fitsThePhone(phone, "/vendor/" + page);
            }
        }
    }

    @BrowserTest
    void ranksAreRenamedAndMergedAndKeepTheirCustomers() {
        add("Borg Inc", "ada@" + domain, false);
        try (var vendor = new Person(base)) {
            vendor.signIn(acme.email());
            vendor.open("/vendor/rankings");
            vendor.findsNoFault();
            var first = row(vendor, "", 0);
            first.getByLabel("Label").fill("Gold");
            first.getByText("Save", new Locator.GetByTextOptions().setExact(true))
                    .click();
            vendor.sees("Ranking Gold is saved");
            vendor.open("/vendor/customers?ranking=Gold");
            vendor.sees("Borg Inc");

            vendor.open("/vendor/rankings");
            row(vendor, "", 0).locator("summary").click();
            row(vendor, "", 0).getByLabel("Merge into").selectOption("B");
            row(vendor, "", 0)
                    .getByText("Merge", new Locator.GetByTextOptions().setExact(true))
                    .click();
            confirm(vendor, "Merge");
            vendor.sees("its customers have the other one now");
            vendor.open("/vendor/customers?ranking=B");
            vendor.sees("Borg Inc");
        }
    }

    @BrowserTest
    void aColleagueJoinsTheTeamAndIsOutAtOnceAndTheLastAdminStays() {
        try (var vendor = new Person(base);
                var ben = new Person(base)) {
            vendor.signIn(acme.email());
            vendor.open("/vendor/team");
            vendor.fill("Name", "Ben Desk");
            vendor.fill("Email", "ben@" + domain);
            vendor.submit("Send invitation");
            vendor.sees("Ben Desk is invited", "Invited");
            vendor.findsNoFault();
            jobs.runDue();
            ben.open(mailbox.await("ben@" + domain, "user-invitation").link());
            ben.sees(acme.name() + " invites Ben Desk to Parts Portal");
            ben.findsNoFault();
            assertThat(ben.page.getByLabel("Your name").inputValue()).isEqualTo("Ben Desk");
            ben.fill("Password", People.PASSWORD);
            ben.page.getByLabel(Pattern.compile("terms")).check();
            ben.submit("Accept invitation");
            ben.page.waitForURL("**/vendor/customers");
            assertThat(ben.open("/vendor/team").status()).isEqualTo(403);

            vendor.open("/vendor/team");
            deactivate(row(vendor, "ben@" + domain, 0), vendor);
            vendor.sees("The person is deactivated", "Inactive");
            vendor.findsNoFault();
            assertThat(ben.open("/vendor/customers").status()).isEqualTo(403);

            deactivate(row(vendor, acme.email(), 0), vendor);
            vendor.sees("this is your last active Vendor Admin");
            assertThat(row(vendor, acme.email(), 0).innerText()).contains("Active");
        }
    }

    private static void deactivate(Locator member, Person by) {
        member.locator("summary").click();
        member.getByText("Deactivate", new Locator.GetByTextOptions().setExact(true))
                .click();
        confirm(by, "Deactivate");
    }

    /** Says yes to the question that stands there, and waits for the page that answers. */
    private static void confirm(Person person, String word) {
        person.page.waitForNavigation(() -> person.page
                .locator("dialog[open]")
                .getByText(word, new Locator.GetByTextOptions().setExact(true))
                .click());
    }

    private static void fitsThePhone(Person phone, String path) {
        phone.open(path);
        assertThat(phone.page.evaluate("document.documentElement.scrollWidth"))
                .as(path)
                .isEqualTo(390);
        phone.findsNoFault();
    }

    private static Locator row(Person person, String words, int place) {
        return person.page
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(words))
                .nth(place);
    }

    private void add(String company, String email, boolean invite) {
        customers.add(acme.id(), new NewCustomer(company, email, null, "A", invite, null, null, null), acme.admin());
    }

    /** How many the list tells without a filter. */
    private static int customersOf(Person vendor) {
        vendor.open("/vendor/customers");
        return Integer.parseInt(vendor.page.locator(".tabs b").first().innerText());
    }

    /** 480 good rows; one customer is there already, nine addresses are twice in the file, ten are none. */
    private String customersFile() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "Company %d,%s,,A"
                        .formatted(
                                row,
                                switch (row % 25) {
                                    case 3 ->
                                        row == 3 ? "known@" + domain : row < 250 ? "c0@" + domain : "no address " + row;
                                    default -> "c" + row + "@" + domain;
                                }))
                .collect(Collectors.joining("\n", "company_name,email,phone,ranking\n", "\n"));
    }

    private static FilePayload file(String content) {
        return new FilePayload("file.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8));
    }
}
