package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The list of customers as people see it: how much of it, at which width, in which language, by mouse and by keyboard. */
@PortalTest
class CustomerListJourneyTests {

    private static final int[] WIDTHS = {320, 390, 768, 820, 1024, 1440, 1920};

    /** How many rows lie between the top of the window and what covers its foot. */
    private static final String IN_VIEW = """
            () => {
              const bar = document.querySelector('.topnav');
              const foot = getComputedStyle(bar).position === 'fixed' ? bar.getBoundingClientRect().top : innerHeight;
              return [...document.querySelectorAll('tbody tr')].filter(row => row.getBoundingClientRect().bottom <= foot).length;
            }""";

    /** What of buttons, links and badges sticks out of the window or of its cell, or shows less than it says. */
    private static final String CLIPPED = """
            () => [...document.querySelectorAll('main .btn, main .badge-soft, main .tabs, main summary, main .col-created, main .col-rank')]
              .filter(one => one.checkVisibility() && !one.closest('.visually-hidden') && !(one.closest('thead')?.offsetWidth <= 1))
              .filter(one => {
                const box = one.getBoundingClientRect();
                const around = [one.closest('td, th'), one.closest('tr'), document.documentElement];
                const cell = around.map(it => it?.getBoundingClientRect()).find(it => it && it.width > 0);
                const width = document.documentElement.clientWidth;
                const out = one.matches('.tabs') ? box.right > width + 1
                  : box.right > width + .5 || box.left < -.5 || box.right > cell.right + .5 || box.left < cell.left - .5;
                return out || (!one.matches('.tabs, td, th') && one.scrollWidth > one.clientWidth + 1);
              })
              .map(one => one.className + ' ' + one.textContent.trim())""";

    private static final String STOPS_OF_ROWS = """
            () => [...document.querySelectorAll('tbody a, tbody button, tbody input, tbody summary')]
              .filter(one => one.checkVisibility() && one.tabIndex >= 0).length""";

    private static int vendors;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Value("${portal.base-url}")
    String base;

    private TestVendor vendor;
    private String domain;

    @BeforeEach
    void newVendor() {
        domain = "list" + ++vendors + ".example";
        vendor = people.vendor("List Vendor " + vendors, "vera@" + domain);
    }

    @BrowserTest
    void elevenCustomersAreInViewOnADeskAndFiveOnAPhoneAndNothingIsClippedAtAnyWidth() {
        for (var i = 0; i < 30; i++) {
            add(
                    "Donaudampfschifffahrtsgesellschaft Nummer " + i,
                    "einkauf-und-beschaffung" + i + "@" + domain,
                    i % 3 > 0);
        }
        jobs.runDue();
        for (var language : List.of("en-US", "de-DE")) {
            try (var vera = new Person(base, new Browser.NewContextOptions().setViewportSize(1440, 900), language)) {
                vera.signInWith(vendor.email());
                for (var width : WIDTHS) {
                    vera.page.setViewportSize(width, width < 768 ? 844 : 900);
                    vera.open("/vendor/customers");
                    var where = language + " at " + width;
                    assertThat((List<?>) vera.page.evaluate(CLIPPED)).as(where).isEmpty();
                    assertThat(vera.page.evaluate("document.documentElement.scrollWidth"))
                            .as(where)
                            .isEqualTo(width);
                    if (width == 1440) {
                        assertThat((Integer) vera.page.evaluate(IN_VIEW))
                                .as(where)
                                .isGreaterThanOrEqualTo(11);
                    }
                    if (width == 390) {
                        assertThat((Integer) vera.page.evaluate(IN_VIEW))
                                .as(where)
                                .isGreaterThanOrEqualTo(5);
                    }
                }
            }
        }
    }

    /** Nothing but keys: search, filter, select, act on the selection, act on a row, and back to where the focus was. */
    @BrowserTest
    void theListIsUsedByKeyboardWithFewStops() {
        for (var i = 0; i < 25; i++) {
            add("Company " + i, "c" + i + "@" + domain, i != 12);
        }
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            assertThat((Integer) vera.page.evaluate("""
                    () => [...document.querySelectorAll('a[href], button, input, summary')]
                      .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length"""))
                    .as("stops of the Tab key")
                    .isLessThanOrEqualTo(62);
            assertThat((Integer) vera.page.evaluate(STOPS_OF_ROWS))
                    .as("stops of 25 rows")
                    .isEqualTo(25);

            go(vera, "Tab", "#filter-q");
            vera.page.keyboard().type("company 1");
            PlaywrightAssertions.assertThat(vera.page.locator("tbody tr")).hasCount(11);
            go(vera, "Tab", "#filter details:nth-of-type(2) summary");
            vera.page.keyboard().press("Enter");
            go(vera, "Tab", "#status-INVITED");
            vera.page.keyboard().press("Space");
            PlaywrightAssertions.assertThat(vera.page.locator("tbody tr")).hasCount(10);
            assertThat(vera.path()).contains("q=company%201", "status=INVITED");
            vera.page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(vera.page.locator("#filter details:nth-of-type(2) summary"))
                    .isFocused();
            assertThat((Integer) vera.page.evaluate(STOPS_OF_ROWS))
                    .as("stops of 10 rows")
                    .isEqualTo(10);

            go(vera, "Tab", "tbody .name");
            PlaywrightAssertions.assertThat(vera.page.locator(".keys-hint")).isVisible();
            vera.page.keyboard().press("ArrowLeft");
            vera.page.keyboard().press("Space");
            vera.page.keyboard().press("ArrowDown");
            vera.page.keyboard().press("Space");
            PlaywrightAssertions.assertThat(vera.page.locator(".row-check:checked"))
                    .hasCount(2);
            go(vera, "Tab", "#bulk-resend");
            vera.page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open]")).containsText("Resend 2 invitations?");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open] [data-part=no]"))
                    .isFocused();
            vera.page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(vera.page.locator("#bulk-resend")).isFocused();

            go(vera, "Shift+Tab", "tbody .name");
            vera.page.keyboard().press("ArrowUp");
            var row = vera.page.locator("tbody tr:has(:focus)");
            assertThat(row.count()).isOne();
            vera.page.keyboard().press("ArrowRight");
            vera.page.keyboard().press("ArrowRight");
            var more = row.locator("summary");
            PlaywrightAssertions.assertThat(vera.page.locator("tbody summary:focus"))
                    .hasCount(1);
            vera.page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(vera.button("Revoke")).isVisible();
            vera.findsNoFault();
            vera.page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(vera.button("Revoke")).hasCount(0);
            PlaywrightAssertions.assertThat(more).isFocused();
            vera.page.keyboard().press("Enter");
            go(vera, "Tab", ".menu-item.is-danger");
            vera.page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open]")).containsText("Revoke the invitation");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open] [data-part=no]"))
                    .isFocused();
            vera.page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open]")).hasCount(0);
            PlaywrightAssertions.assertThat(vera.page.locator("tbody summary:focus"))
                    .hasCount(1);
            PlaywrightAssertions.assertThat(vera.page.locator("tbody tr")).hasCount(10);
        }
    }

    /** Presses the key until the focus is on such an element. */
    private static void go(Person person, String key, String selector) {
        for (var presses = 0; presses < 80; presses++) {
            if ((Boolean) person.page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
            person.page.keyboard().press(key);
        }
        throw new AssertionError(selector + " is not reached by " + key);
    }

    @BrowserTest
    void everythingThatMatchesIsRankedAndExportedAtOnce() throws Exception {
        for (var i = 0; i < 28; i++) {
            add("Company " + i, "c" + i + "@" + domain, false);
        }
        add("Other", "other@" + domain, false);
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers?q=company");
            vera.sees("1–25 of 28 · 25 per page");
            vera.page.locator(".row-check").first().check();
            vera.findsNoFault();
            vera.page.getByText("Select all 28").click();
            vera.sees("All 28 selected");
            vera.findsNoFault();
            vera.page.locator("#bulk-ranking").click();
            vera.page
                    .locator(".bulk-bar .menu-item")
                    .filter(new Locator.FilterOptions().setHasText("B"))
                    .first()
                    .click();
            assertThat(vera.page.locator("dialog[open]").innerText()).contains("Give 28 customers the ranking B?");
            vera.page.waitForNavigation(
                    () -> vera.page.locator("dialog[open] [data-part=yes]").click());
            vera.sees("28 done, 0 skipped", "1–25 of 28");
            vera.open("/vendor/customers?ranking=B");
            vera.sees("1–25 of 28");
            vera.page.getByText("Next").click();
            vera.sees("26–28 of 28");
            vera.page.locator("tbody .name").first().click();
            vera.page.locator(".crumb").click();
            vera.sees("26–28 of 28");
            assertThat(vera.path()).contains("ranking=B", "cursor=");
            vera.page.locator(".row-check").nth(1).check();
            var file = vera.page.waitForDownload(
                    () -> vera.page.locator("#bulk-export").click());
            assertThat(Files.readString(file.path()).lines()).hasSize(2);
        }
    }

    @BrowserTest
    void theListWorksWithoutScripts() {
        add("Borg Inc", "ada@" + domain, true);
        add("Cyan Ltd", "cleo@" + domain, false);
        jobs.runDue();
        clock.advance(Duration.ofMinutes(11));
        try (var vera = Person.withoutScripts(base)) {
            vera.signIn(vendor.email());
            vera.page.locator("#filter summary").nth(1).click();
            vera.page.getByLabel("Invited").check();
            vera.page.locator("#filter").getByText("Apply").nth(1).click();
            vera.page.waitForURL("**status=INVITED**");
            assertThat(vera.text()).contains("Borg Inc").doesNotContain("Cyan Ltd");
            PlaywrightAssertions.assertThat(vera.page.locator(".bulk-bar")).isHidden();
            vera.page.locator(".row-check").first().check();
            PlaywrightAssertions.assertThat(vera.page.locator(".bulk-bar")).isVisible();
            vera.page.locator("#bulk-resend").click();
            vera.sees("1 done, 0 skipped", "Borg Inc: new link sent.");
            vera.menu("More actions for Borg Inc");
            vera.press("Revoke");
            vera.sees("revoked");
        }
    }

    @BrowserTest
    void aSelectionOutlivesTheAnswerToAnotherRequestOfTheFilter() {
        add("Borg Inc", "ada@" + domain, true);
        add("Borg Drafts", "ben@" + domain, false);
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers?q=borg");
            vera.page.getByLabel("Select all rows of this page").check();
            var resend = vera.page.locator("#bulk-resend");
            resend.focus();
            vera.page.waitForResponse(
                    answer -> answer.url().contains("q=borg"),
                    () -> vera.page.evaluate("htmx.trigger('#filter', 'change')"));
            PlaywrightAssertions.assertThat(vera.page.locator("#results.htmx-settling, #results.htmx-swapping"))
                    .hasCount(0);
            PlaywrightAssertions.assertThat(vera.page.locator(".row-check:checked"))
                    .hasCount(2);
            PlaywrightAssertions.assertThat(resend).isFocused();
            vera.page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open]")).containsText("Resend 2 invitations?");
        }
    }

    @BrowserTest
    void languageAndThemeAreChosenInTheAccountMenu() {
        add("Borg Inc", "ada@" + domain, false);
        for (var spoken : Map.of("fr-FR", "en", "de-AT", "de").entrySet()) {
            try (var vera = new Person(base, new Browser.NewContextOptions(), spoken.getKey())) {
                vera.signInWith(vendor.email());
                assertThat(vera.page.locator("html").getAttribute("lang")).isEqualTo(spoken.getValue());
                vera.account();
                vera.press("Deutsch");
                PlaywrightAssertions.assertThat(vera.page.locator("html")).hasAttribute("lang", "de");
                vera.sees("Entwurf");
                vera.account();
                vera.press("Dunkel");
                PlaywrightAssertions.assertThat(vera.page.locator("html")).hasAttribute("data-bs-theme", "dark");
                vera.account();
                vera.press("English");
                PlaywrightAssertions.assertThat(vera.page.locator("html")).hasAttribute("lang", "en");
                assertThat(vera.path()).isEqualTo("/vendor/customers");
            }
        }
    }

    private void add(String company, String email, boolean invite) {
        customers.add(
                vendor.id(), new NewCustomer(company, email, null, "A", invite, null, null, null), vendor.admin());
    }
}
