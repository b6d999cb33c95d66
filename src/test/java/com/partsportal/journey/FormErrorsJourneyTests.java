package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.part.NewPart;
import com.partsportal.part.Parts;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * What is wrong with a form, on every kind of form: a list on top in the order of the page, with the words of the fields, which
 * leave both places when the field is mended.
 */
@PortalTest
class FormErrorsJourneyTests {

    /** The texts of the list that are not the field's too, or that are in another order than the fields. */
    private static final String DIFFERENCES = """
            form => {
              const links = [...form.querySelectorAll('.error-summary a')];
              const words = text => text.replace(/\\s+/g, ' ').trim();
              const places = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
              const wrong = links.flatMap((link, i) => {
                const field = places[i];
                const said = document.getElementById(field?.id + '-error');
                return [
                  field ? null : 'no field ' + link.hash,
                  said && words(link.textContent).endsWith(words(said.querySelector('span')?.textContent ?? said.textContent)) ? null : link.hash + ' says ' + words(link.textContent) + ', its field ' + said?.textContent,
                  field?.getAttribute('aria-invalid') === 'true' && field.classList.contains('is-invalid') ? null : link.hash + ' is not marked',
                  field?.getAttribute('aria-describedby')?.split(' ').includes(field.id + '-error') ? null : link.hash + ' does not name its error'
                ].filter(Boolean);
              });
              places.slice(1).forEach((field, i) => {
                if (places[i] && field && !(places[i].compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push(field.id + ' is before ' + places[i].id);
              });
              const unlisted = [...form.querySelectorAll('.field-error:not([hidden])')].length - links.length;
              return unlisted ? [...wrong, unlisted + ' errors are not in the list'] : wrong;
            }""";

    private static int vendorCount;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    Parts parts;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Value("${portal.base-url}")
    String base;

    private final List<String> findings = new ArrayList<>();
    private TestVendor vendor;
    private String domain;

    @BeforeEach
    void newVendor() {
        domain = "errors" + ++vendorCount + ".example";
        vendor = people.vendor("Errors Vendor " + vendorCount, "vera@" + domain);
    }

    /** @param wrong a field, what is wrong in it, and what is right */
    private record Typed(String field, String wrong, String right) {}

    private static Typed typed(String field, String wrong, String right) {
        return new Typed(field, wrong, right);
    }

    @BrowserTest
    void theVendorsForms() {
        var company = people.company(vendor, "Company", "mona@" + domain);
        var part = parts.replace(
                        vendor.id(),
                        company.customer(),
                        List.of(new NewPart("BR-100", "A", "Bracket", null, null, null, null, null, null)),
                        vendor.admin())
                .get(0)
                .id();
        try (var vera = new Person(base);
                var mona = new Person(base)) {
            vera.signIn(vendor.email());
            mona.signIn(company.email());
            customersForms(mona, company, part.toString());
            var rfq = mona.path();

            check(
                    vera,
                    "/vendor/customers/new",
                    "Save",
                    typed("#companyName", "", "Borg"),
                    typed("#email", "nonsense", "ada@" + domain),
                    typed("#phone", "12", ""),
                    typed("#validDays", "99", "5"));
            check(
                    vera,
                    "/vendor/team",
                    "Send invitation",
                    typed("#name", "", "Ben"),
                    typed("#email", "x", "ben@" + domain));
            check(vera, "/vendor/settings", "Save settings", typed("#contactEmail", "x", ""));
            check(vera, "/vendor/rankings", "Add ranking", typed("#label", "", "Gold"));
            check(vera, "/vendor/api-keys", "Create key", typed("#name", "", "ERP"));
            check(vera, "/vendor/webhooks", "Add webhook", typed("#url", "x", "https://hooks.example/a"));
            check(vera, "/vendor/settings/profile", "Save", typed("#contactPhone", "12", ""));
            check(
                    vera,
                    rfq.replace("/portal/", "/vendor/"),
                    "Send answer",
                    typed("input[id^=price-]", "abc", "5"),
                    typed("#leadDays", "soon", "5"));

            vera.open("/vendor/customers/import");
            vera.submit("Check the file");
            PlaywrightAssertions.assertThat(vera.page.locator("#file-error")).isVisible();
            vera.findsNoFault();
        }
        assertThat(findings).isEmpty();
    }

    private void customersForms(Person mona, TestCompany company, String part) {
        check(mona, "/portal/profile", "Save", typed("#name", "", "Mona"), typed("#phone", "12", "+49 30 1234567"));
        check(
                mona,
                "/portal/profile",
                "Change password",
                typed("#current", "", People.PASSWORD),
                typed("#password", "short", "nine purple hammers sing"));
        check(
                mona,
                "/portal/users",
                "Send invitation",
                typed("#name", "", "Carl"),
                typed("#email", "x", "carl@" + domain));
        check(
                mona,
                "/portal/company",
                "Save",
                typed("#companyName", "", "Company"),
                typed("#phone", "12", "+49 30 1234567"));
        check(
                mona,
                "/email-change",
                "Send request",
                typed("#requested", "x", "new@" + domain),
                typed("#reason", "", "New name"));
        check(mona, "/portal/rfqs/new?part=" + part, "Submit RFQ", typed("input[id^=quantity-]", "abc", "10"));
        mona.press("Submit RFQ");
        mona.page.waitForURL(Pattern.compile("/portal/rfqs/[0-9a-f-]{36}$"));
    }

    @BrowserTest
    void theFormsOfPeopleWhoAreNotSignedIn() {
        people.invite(vendor, "Invited", "ines@" + domain);
        jobs.runDue();
        try (var ines = new Person(base)) {
            ines.open("/login");
            ines.fill("Email", vendor.email());
            ines.fill("Password", "a wrong password");
            ines.submit("Sign in");
            PlaywrightAssertions.assertThat(ines.page.locator("#login-error")).isFocused();
            assertThat(ines.page.locator("#login-error").innerText()).isEqualTo("Wrong email or password.");
            assertThat(ines.page.locator("#email").inputValue()).isEqualTo(vendor.email());
            ines.findsNoFault();

            check(ines, "/password", "Send link", typed("#email", "x", vendor.email()));
            ines.press("Send link");
            Awaitility.await("the request is worked on").until(() -> {
                jobs.runDue();
                return !mailbox.to(vendor.email(), "password-reset").isEmpty();
            });
            check(
                    ines,
                    mailbox.await(vendor.email(), "password-reset").link(),
                    "Save password",
                    typed("#password", "short", "nine purple hammers sing"));
            check(
                    ines,
                    mailbox.await("ines@" + domain, "invitation").link(),
                    "Accept invitation",
                    typed("#name", "", "Ines"),
                    typed("#password", "short", "nine purple hammers sing"),
                    typed("#terms", "", "yes"));
            check(
                    ines,
                    "/email-change",
                    "Send request",
                    typed("#current", "x", "old@" + domain),
                    typed("#requested", "x", "new@" + domain),
                    typed("#reason", "", "New name"));
        }
        assertThat(findings).isEmpty();
    }

    /** Sends what is wrong, looks at what is said, and mends it field by field. */
    private void check(Person person, String path, String button, Typed... fields) {
        person.open(path);
        var form = form(person, button);
        type(person, form, fields, false);
        person.page.waitForResponse(
                answer -> answer.request().method().equals("POST"),
                () -> button(form, button).click());
        look(person, path, form(person, button), fields);
    }

    private void look(Person person, String path, Locator form, Typed... fields) {
        var summary = form.locator(".error-summary");
        PlaywrightAssertions.assertThat(summary).isFocused();
        PlaywrightAssertions.assertThat(summary.locator("h2")).hasText("There is a problem");
        PlaywrightAssertions.assertThat(summary.locator("li")).hasCount(fields.length);
        note(path, (List<?>) form.evaluate(DIFFERENCES));
        note(path, person.faults());
        for (var i = 0; i < fields.length; i++) {
            type(person, form, new Typed[] {fields[i]}, true);
            PlaywrightAssertions.assertThat(form.locator(".error-summary li")).hasCount(fields.length - i - 1);
            PlaywrightAssertions.assertThat(form.locator(".field-error:not([hidden])"))
                    .hasCount(fields.length - i - 1);
        }
        PlaywrightAssertions.assertThat(form.locator(".error-summary, .is-invalid, [aria-invalid=true]"))
                .hasCount(0);
        note(path, person.complaints());
    }

    private void note(String path, List<?> what) {
        what.forEach(one -> findings.add(path + ": " + one));
    }

    private static void type(Person person, Locator form, Typed[] fields, boolean right) {
        for (var one : fields) {
            var field = form.locator(one.field()).first();
            field.evaluate(
                    "field => { for (let it = field; it; it = it.parentElement) if (it.tagName === 'DETAILS') it.open = true; }");
            if (one.field().equals("#terms")) {
                field.setChecked(right);
            } else {
                field.fill(right ? one.right() : one.wrong());
            }
        }
    }

    private static Locator form(Person person, String button) {
        return person.page
                .locator("main form, dialog[open] form")
                .filter(new Locator.FilterOptions().setHas(person.button(button)))
                .last();
    }

    private static Locator button(Locator form, String name) {
        return form.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    @BrowserTest
    void theDialogSaysWhatIsWrongKeepsWhatWasTypedAndEnterSavesADraft() {
        customers.add(
                vendor.id(),
                new NewCustomer("Cyan Ltd", "c@" + domain, null, "A", false, null, null, null),
                vendor.admin());
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers");
            vera.press("+ Add Customer");
            var form = vera.page.locator("dialog[open] form");
            var wrong =
                    new Typed[] {typed("#companyName", "", "Borg"), typed("#email", "c@" + domain, "ada@" + domain)};
            type(vera, form, wrong, false);
            vera.page.waitForResponse(
                    answer -> answer.request().method().equals("POST"),
                    () -> button(form, "Save").click());
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open] .error-summary"))
                    .isFocused();
            assertThat(vera.path()).isEqualTo("/vendor/customers");
            vera.page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open]")).hasCount(0);
            vera.press("+ Add Customer");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open] #email"))
                    .hasValue("c@" + domain);
            type(vera, vera.page.locator("dialog[open] form"), wrong, true);
            vera.page.keyboard().press("Escape");
            vera.press("+ Add Customer");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open] #companyName"))
                    .hasValue("Borg");
            PlaywrightAssertions.assertThat(vera.page.locator("dialog[open] .error-summary"))
                    .hasCount(0);
            vera.findsNoFault();

            vera.page.locator("dialog[open] #companyName").press("Enter");
            vera.page.waitForURL(Pattern.compile("/vendor/customers/[0-9a-f-]{36}$"));
            vera.sees("Draft");
            // what was done, out of the page's way until it is closed
            var toast = vera.page.locator(".toasts .toast-note");
            PlaywrightAssertions.assertThat(toast).isVisible();
            vera.findsNoFault();
            toast.getByLabel("Close").click();
            PlaywrightAssertions.assertThat(toast).hasCount(0);
        }
        jobs.runDue();
        assertThat(mailbox.to("ada@" + domain)).isEmpty();
        try (var vera = Person.withoutScripts(base)) {
            vera.signIn(vendor.email());
            vera.open("/vendor/customers/new");
            vera.fill("Company name", "Drone");
            vera.fill("Primary contact email", "dan@" + domain);
            vera.page.locator("#companyName").press("Enter");
            vera.page.waitForURL(Pattern.compile("/vendor/customers/[0-9a-f-]{36}$"));
            vera.sees("Draft");
            PlaywrightAssertions.assertThat(vera.page.locator("main .alert-success[role=status]"))
                    .isVisible();
        }
    }

    @BrowserTest
    void aPressedButtonSaysThatItsFormIsSentAndKeepsItsWidth() {
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            for (var page :
                    List.of("/vendor/customers/new Save", "/vendor/team Send invitation", "/portal/profile Save")) {
                var path = page.substring(0, page.indexOf(' '));
                vera.open(path);
                var name = page.substring(page.indexOf(' ') + 1);
                var button = button(form(vera, name), name);
                var width = button.boundingBox().width;
                // with this answer the browser stays on the page, as it does while it waits for one
                vera.page.route("**" + path, route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
                var handle = button.elementHandle();
                button.click();
                vera.page.waitForFunction("button => button.textContent === 'Sending…' && button.disabled", handle);
                assertThat(handle.getAttribute("class")).contains("is-busy");
                assertThat(handle.boundingBox().width).isGreaterThanOrEqualTo(width - 1);
                vera.page.unroute("**" + path);
            }
        }
    }
}
