package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.part.NewPart;
import com.partsportal.part.Parts;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.ApiKeys;
import com.partsportal.vendor.NewApiKey;
import com.partsportal.vendor.Vendors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * The question before an act that cannot simply be undone: with scripts it names act, object and consequence, and its focus is
 * on Cancel; without scripts the act is one form on the page and one POST. All acts are a table of {@link Act}.
 */
@PortalTest
class QuestionsJourneyTests {

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Vendors vendors;

    @Autowired
    Customers customers;

    @Autowired
    Parts parts;

    @Autowired
    ApiKeys keys;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Value("${portal.base-url}")
    String base;

    private TestVendor vendor;
    private TestCompany company;
    private String draft;
    private String invited;
    private String listed;
    private String active;

    /**
     * @param button of which form, as a selector
     * @param question words of the dialog
     * @param after words of the page that follows the act
     */
    private record Act(String path, String button, String question, String after) {}

    private List<Act> ofTheVendor() {
        return List.of(
                new Act(
                        invited,
                        ".page-head form[action$='/revoke'] button",
                        "Revoke the invitation of Invited Ltd?",
                        ""),
                new Act(
                        invited,
                        "details.edit form[action$='/revoke'] button[type=submit]",
                        "Revoke the invitation of Invited Ltd?",
                        "The invitation of Invited Ltd is revoked"),
                new Act(
                        "/vendor/customers",
                        "tr:has-text('Listed Ltd') .menu-panel form[action$='/revoke'] button",
                        "Revoke the invitation of Listed Ltd?",
                        "The invitation of Listed Ltd is revoked"),
                new Act(
                        draft,
                        ".page-head form[action$='/discard'] button",
                        "Discard the draft of Draft Ltd?",
                        "The draft of Draft Ltd is discarded"),
                new Act(
                        active + "/parts",
                        "form[action$='/remove'] button",
                        "Remove part BR-100?",
                        "Part BR-100 is removed"),
                new Act(
                        "/vendor/rankings",
                        "tr:has(input[value='A']) form[action$='/merge'] button",
                        "Merge A into another ranking?",
                        "its customers have the other one now"),
                new Act(
                        "/vendor/team",
                        "tr:has-text('tom@questions.example') form[action$='/deactivate'] button",
                        "Deactivate Tom Team?",
                        "The person is deactivated"),
                new Act(
                        "/vendor/team",
                        "tr:has-text('ben@questions.example') form[action$='/revoke'] button",
                        "Revoke the invitation of Ben Team?",
                        "The invitation of Ben Team is revoked"),
                new Act(
                        "/vendor/api-keys",
                        "form[action$='/revoke'] button",
                        "Revoke the key ERP?",
                        "The key is revoked"));
    }

    private List<Act> ofTheCompany() {
        return List.of(
                new Act(
                        "/portal/users",
                        "tr:has-text('carl@questions.example') form[action$='/deactivate'] button",
                        "Deactivate Carl carl?",
                        "Deactivated: the person no longer has access"),
                new Act(
                        "/portal/users",
                        "tr:has-text('carl@questions.example') form[action$='/remove'] button",
                        "Remove Carl carl?",
                        "Removed: the person no longer belongs"),
                new Act(
                        "/portal/users",
                        "tr:has-text('cleo@questions.example') form[action$='/revoke'] button",
                        "Revoke the invitation of Cleo User?",
                        "The invitation is revoked"));
    }

    private List<Act> ofTheContact(String link) {
        return List.of(
                new Act(
                        link,
                        "form[action$='?decline'] button[name=notForMe]",
                        "Decline the invitation from Questions Vendor?",
                        ""),
                new Act(
                        link,
                        "form[action$='?decline'] button:not([name])",
                        "Decline the invitation from Questions Vendor?",
                        "You declined this invitation"));
    }

    /** Each act asks and does nothing; then each is done without scripts; last the vendor deactivates the customer. */
    @BrowserTest
    void everyActAsksWithScriptsAndIsOneFormWithoutThem() {
        prepare();
        jobs.runDue();
        var link = mailbox.await("kim@questions.example", "invitation").link();
        try (var vera = new Person(base);
                var mona = new Person(base);
                var kim = new Person(base)) {
            vera.signIn(vendor.email());
            invite(vera, "/vendor/team", "Ben Team", "ben@questions.example");
            mona.signIn(company.email());
            invite(mona, "/portal/users", "Cleo User", "cleo@questions.example");
            ofTheVendor().forEach(act -> asks(vera, act));
            asks(vera, new Act(active, ".page-head form[action$='/deactivate'] button", "Deactivate Active Ltd?", ""));
            ofTheCompany().forEach(act -> asks(mona, act));
            ofTheContact(link).forEach(act -> asks(kim, act));
            selectionsAsk(vera);
            importAsks(vera);
        }
        try (var vera = Person.withoutScripts(base);
                var mona = Person.withoutScripts(base);
                var kim = Person.withoutScripts(base)) {
            vera.signIn(vendor.email());
            mona.signIn(company.email());
            ofTheVendor().forEach(act -> acts(vera, act));
            ofTheCompany().forEach(act -> acts(mona, act));
            ofTheContact(link).forEach(act -> acts(kim, act));
            acts(
                    vera,
                    new Act(
                            active,
                            ".page-head form[action$='/deactivate'] button",
                            "Deactivate Active Ltd?",
                            "Active Ltd is deactivated"));
        }
    }

    private void prepare() {
        vendor = people.vendor("Questions Vendor", "vera@questions.example");
        company = people.company(vendor, "Active Ltd", "mona@questions.example");
        active = page(company.customer());
        draft = page(customers.add(
                vendor.id(),
                new NewCustomer("Draft Ltd", "draft@questions.example", null, "A", false, null, null, null),
                vendor.admin()));
        invited = page(people.invite(vendor, "Invited Ltd", "ida@questions.example"));
        listed = page(people.invite(vendor, "Listed Ltd", "lisa@questions.example"));
        people.invite(vendor, "Kim Ltd", "kim@questions.example");
        people.member(company, "carl@questions.example", Role.CUSTOMER_USER);
        parts.replace(
                vendor.id(),
                company.customer(),
                List.of(new NewPart("BR-100", "A", "Bracket", null, null, null, null, null, null)),
                vendor.admin());
        var tom = accounts.open(new NewAccount(
                new EmailAddress("tom@questions.example"), "Tom Team", People.HASH, Locale.ENGLISH, null));
        vendors.join(vendor.id(), tom, Role.TEAM_MEMBER);
        keys.issue(vendor.id(), new NewApiKey("ERP", false, null), vendor.admin());
    }

    private static String page(CustomerId customer) {
        return "/vendor/customers/" + customer;
    }

    private static void invite(Person person, String path, String name, String email) {
        person.open(path);
        person.fill("Name", name);
        person.fill("Email", email);
        person.submit("Send invitation");
        person.sees(name);
    }

    private static void asks(Person person, Act act) {
        person.open(act.path());
        var button = find(person, act.button());
        var sent = new AtomicInteger();
        person.page.onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.incrementAndGet();
            }
        });
        var label = button.innerText().strip();
        button.click();
        question(person, act.question(), label);
        assertThat(sent).as(act.toString()).hasValue(0);
    }

    /** Names the act, says what it means, has the focus on Cancel and goes with Escape. */
    private static void question(Person person, String words, String label) {
        var dialog = person.page.locator("dialog[open]");
        PlaywrightAssertions.assertThat(dialog.locator("[data-part=title]")).containsText(words);
        PlaywrightAssertions.assertThat(dialog.locator("[data-part=no]")).isFocused();
        assertThat(dialog.locator("[data-part=no]").innerText()).isEqualTo("Cancel");
        assertThat(dialog.locator("[data-part=text]").innerText()).isNotBlank();
        assertThat(dialog.locator("[data-part=yes]").innerText()).isEqualTo(label);
        person.page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(dialog).hasCount(0);
    }

    private static void selectionsAsk(Person vera) {
        vera.open("/vendor/customers");
        vera.page.getByLabel("Select all rows of this page").check();
        for (var act : List.of(
                "invite: Invite 5 customers?",
                "resend: Resend 5 invitations?",
                "ranking:B: Give 5 customers the ranking B?",
                "revoke: Revoke 5 invitations?",
                "deactivate: Deactivate 5 customers?")) {
            var code = act.substring(0, act.lastIndexOf(": "));
            var button = find(vera, ".bulk-bar button[name=action][value='" + code + "']");
            var label = button.innerText().strip();
            button.click();
            question(vera, act.substring(act.lastIndexOf(": ") + 2), label.replaceAll("\\s+", " "));
        }
    }

    private static void importAsks(Person vera) {
        vera.open("/vendor/customers/import");
        vera.page
                .getByLabel("File of customers")
                .setInputFiles(new FilePayload(
                        "file.csv",
                        "text/csv",
                        "company_name,email,phone,ranking\nNew Ltd,new@questions.example,,A\n"
                                .getBytes(StandardCharsets.UTF_8)));
        vera.submit("Check the file");
        vera.sees("Check the rows");
        var button =
                find(vera, "form[action$='/confirm'] button[name=invite][value=true], form[action$='/confirm'] button");
        var label = button.innerText().strip();
        button.click();
        question(vera, "Import and invite one customer?", label);
    }

    private static void acts(Person person, Act act) {
        if (act.after().isEmpty()) {
            return;
        }
        person.open(act.path());
        var button = find(person, act.button());
        var answer = person.page.waitForResponse(it -> it.request().method().equals("POST"), button::click);
        assertThat(answer.status()).as(act.toString()).isEqualTo(302);
        person.sees(act.after());
    }

    /** The button, with all folds and menus around it opened. */
    private static Locator find(Person person, String selector) {
        var button = person.page.locator("main").locator(selector).first();
        button.evaluate(
                "button => { for (let it = button; it; it = it.parentElement) if (it.tagName === 'DETAILS') it.open = true; }");
        return button;
    }
}
