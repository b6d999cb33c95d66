package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Faults that people saw once, and that only a browser shows. */
@PortalTest
class SeenFaultsJourneyTests {

    private static final int[] WIDTHS = {320, 390, 768, 820, 1024, 1440, 1920};

    /** Badges and buttons that show less than they say or stick out of the window, and a page that scrolls sideways. */
    private static final String CLIPPED = """
            () => {
              const width = document.documentElement.clientWidth;
              const clipped = [...document.querySelectorAll('main .btn, main .badge-soft, main h1')]
                .filter(one => one.checkVisibility() && !one.closest('.visually-hidden, .scroll-x, .tabs, .subnav'))
                .filter(one => {
                  const box = one.getBoundingClientRect();
                  return box.width > 1 && (box.right > width + .5 || box.left < -.5 || one.scrollWidth > one.clientWidth + 1);
                })
                .map(one => one.className + ' ' + one.textContent.trim().slice(0, 60));
              const page = document.documentElement.scrollWidth;
              const wide = [...document.querySelectorAll('body *')]
                .filter(one => one.checkVisibility() && !one.closest('.scroll-x, .tabs, .subnav') && one.getBoundingClientRect().right > width + .5)
                .map(one => one.tagName + '.' + one.className);
              return page > width ? [...clipped, 'the page is ' + page + ' wide: ' + wide.join(', ')] : clipped;
            }""";

    /** The corners of each kind of button, field and link, before and while it has the focus. */
    private static final String CORNERS = """
            () => [...document.querySelectorAll('main a, main button, main input, main select, main textarea, main summary')]
              .filter(one => one.checkVisibility() && !one.disabled)
              .filter(one => {
                const before = getComputedStyle(one).borderRadius;
                one.focus({ preventScroll: true });
                return document.activeElement === one && getComputedStyle(one).borderRadius !== before;
              })
              .map(one => one.outerHTML.slice(0, 100))""";

    /** What a step's circle is painted with, by its class. */
    private static final String CIRCLES = """
            () => [...document.querySelectorAll('.stepper li')].map(step => step.className + ' ' +
              ['backgroundColor', 'borderTopColor'].map(name => getComputedStyle(step, '::before')[name]).join(' '))""";

    private static final String AMBER = """
            () => {
              const probe = document.body.appendChild(document.createElement('i'));
              return ['--pp-amber', '--pp-amber-soft', '--bs-warning', '--bs-yellow'].map(name => {
                probe.style.color = 'var(' + name + ')';
                return getComputedStyle(probe).color;
              });
            }""";

    private static int vendors;

    @Autowired
    People people;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Value("${portal.base-url}")
    String base;

    private TestVendor vendor;
    private String domain;

    @BeforeEach
    void newVendor() {
        domain = "seen" + ++vendors + ".example";
        vendor = people.vendor("Seen Vendor " + vendors, "vera@" + domain);
    }

    @BrowserTest
    void nothingIsClippedAtSevenWidthsInBothLanguages() {
        var company = people.company(vendor, "Donaudampfschifffahrtsgesellschaft mbH", "mona@" + domain);
        var invited = people.invite(vendor, "Norrköping Instruments Aktiebolag", "einkauf-und-beschaffung@" + domain);
        people.member(company, "carl@" + domain, Role.CUSTOMER_USER);
        jobs.runDue();
        var findings = new ArrayList<String>();
        for (var language : List.of("en-US", "de-DE")) {
            try (var vera = person(language);
                    var mona = person(language)) {
                vera.signInWith(vendor.email());
                mona.signInWith(company.email());
                measure(
                        vera,
                        language,
                        findings,
                        "/vendor/customers/" + company.customer(),
                        "/vendor/customers/" + invited,
                        "/vendor/team",
                        "/vendor/rankings",
                        "/vendor/rfqs");
                measure(mona, language, findings, "/portal", "/portal/users", "/portal/profile", "/portal/company");
            }
        }
        assertThat(findings).isEmpty();
    }

    private Person person(String language) {
        return new Person(base, new Browser.NewContextOptions().setViewportSize(1440, 900), language);
    }

    private static void measure(Person person, String language, List<String> findings, String... paths) {
        for (var path : paths) {
            person.open(path);
            for (var width : WIDTHS) {
                person.page.setViewportSize(width, width < 768 ? 844 : 900);
                ((List<?>) person.page.evaluate(CLIPPED))
                        .forEach(one -> findings.add(path + " " + language + " at " + width + ": " + one));
            }
        }
    }

    @BrowserTest
    void stepsHaveTheirOwnColoursCornersStayAndTheTitleIsThePages() {
        var invited = people.invite(vendor, "Borg Inc", "ada@" + domain);
        jobs.runDue();
        mailbox.await("ada@" + domain, "invitation");
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            for (var path : List.of(
                    "/vendor/customers", page(invited), "/vendor/customers/new", "/portal/profile", "/vendor/team")) {
                vera.open(path);
                assertThat((List<?>) vera.page.evaluate(CORNERS)).as(path).isEmpty();
            }

            vera.open(page(invited));
            var amber = (List<?>) vera.page.evaluate(AMBER);
            var circles = (List<?>) vera.page.evaluate(CIRCLES);
            assertThat(circles).hasSize(5);
            assertThat(circles)
                    .allSatisfy(circle -> assertThat(amber)
                            .noneMatch(colour -> circle.toString().contains(colour.toString())));

            vera.open("/vendor/customers");
            var title = vera.page.title();
            vera.page.waitForResponse(answer -> answer.url().contains("q=borg"), () -> vera.fill("Search", "borg"));
            PlaywrightAssertions.assertThat(vera.page.locator("tbody tr")).hasCount(1);
            assertThat(vera.page.title()).isEqualTo(title).contains("Customer Onboarding");
            vera.open("/vendor/customers/new");
            vera.page.waitForResponse("**/email-check**", () -> vera.fill("Primary contact email", "ben@" + domain));
            PlaywrightAssertions.assertThat(vera.page.locator("#email-check"))
                    .not()
                    .isEmpty();
            assertThat(vera.page.title()).isEqualTo("Add Customer – Parts Portal");

            // one word for what became of the email
            vera.open(page(invited));
            assertThat(vera.text()).contains("sent").doesNotContain("on its way");
        }
    }

    @BrowserTest
    void aPasswordThatIsTooShortIsNotStrongAsWell() {
        people.invite(vendor, "Borg Inc", "ada@" + domain);
        jobs.runDue();
        try (var ada = new Person(base)) {
            ada.open(mailbox.await("ada@" + domain, "invitation").link());
            for (var typed : List.of("Ab1! x", "Zq7$ pL9#w", "aaaaaaaaaaa")) {
                ada.page.fill("#password", typed);
                PlaywrightAssertions.assertThat(ada.page.locator("#password-strength"))
                        .hasText("too short");
            }
            ada.page.fill("#password", "Zq7$ pL9#w");
            ada.submit("Accept invitation");
            PlaywrightAssertions.assertThat(ada.page.locator("#password-error")).isVisible();
            assertThat(ada.text()).doesNotContain("strong");
        }
    }

    private static String page(CustomerId customer) {
        return "/vendor/customers/" + customer;
    }
}
