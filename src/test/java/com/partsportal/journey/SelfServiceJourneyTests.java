package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyRules;
import com.partsportal.company.CompanyUsers;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.part.NewPart;
import com.partsportal.part.Parts;
import com.partsportal.part.Rfqs;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.People.Shop;
import com.partsportal.testing.PortalTest;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The customer manages itself: from the acceptance on nobody at the vendor has to click. */
@PortalTest
class SelfServiceJourneyTests {

    private static int shops;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    Parts parts;

    @Autowired
    Rfqs rfqs;

    @Autowired
    Companies companies;

    @Autowired
    CompanyUsers users;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Value("${portal.base-url}")
    String base;

    private Shop shop;
    private String domain;

    @BeforeEach
    void newShop() {
        domain = "self" + ++shops + ".example";
        shop = people.shop("Self Service Vendor " + shops, "vera@" + domain);
    }

    @BrowserTest
    void fromTheAcceptanceToTheFirstRfqNobodyAtTheVendorClicks() {
        var customer = customers.add(
                shop.vendor(),
                new NewCustomer("Borg Inc", "ada@" + domain, null, "A", true, null, null, null),
                shop.admin());
        prepareParts(customer);
        jobs.runDue();

        try (var ada = new Person(base)) {
            ada.open(mailbox.await("ada@" + domain, "invitation").link());
            accept(ada, "Ada Borg");
            assertThat(ada.text()).contains("parts are ready to be quoted again", "See your parts");
            ada.findsNoFault();

            ada.open("/portal/parts");
            assertThat(ada.text()).contains("BR-100", "HO-200");
            ada.findsNoFault();
            ada.page.getByLabel("BR-100").check();
            ada.press("Request quote");
            ada.page.waitForURL("**/portal/rfqs/new?**");
            ada.press("Submit RFQ");
            assertThat(ada.text()).contains("BR-100: Enter a quantity");
            ada.findsNoFault();
            ada.fill("Quantity", "10, 100");
            ada.fill("Needed by", "2030-01-31");
            ada.fill("Note", "As last time");
            ada.press("Submit RFQ");
            ada.page.waitForURL(Pattern.compile("/portal/rfqs/[0-9a-f-]{36}$"));
            assertThat(ada.text()).contains("Under Vendor Review", "10 · 100", "As last time");
            ada.findsNoFault();

            ada.open("/portal/company");
            ada.fill("Shipping address", "Street 1\nBerlin");
            ada.page.getByLabel("Same as shipping").check();
            ada.press("Save");
            assertThat(ada.text()).contains("The profile is saved");
            ada.findsNoFault();
            ada.open("/portal");
            assertThat(ada.page.locator(".steps .done").count()).isEqualTo(3);
        }
        jobs.runDue();
        mailbox.await(shop.email(), "rfq-submitted");
    }

    @BrowserTest
    void aColleagueIsInvitedAndPromotedAndTheFirstManagerLeaves() {
        var firm = people.firm(shop, "Cyan Ltd", "mona@" + domain);
        try (var mona = new Person(base);
                var ben = new Person(base, new Browser.NewContextOptions().setViewportSize(390, 844))) {
            mona.signIn(firm.email());
            mona.open("/portal/users");
            mona.fill("Name", "Ben Cyan");
            mona.fill("Email", "ben@" + domain);
            mona.page
                    .getByLabel("Role", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("CUSTOMER_USER");
            mona.press("Send invitation");
            assertThat(mona.text()).contains("ben@" + domain, "Invited");
            row(mona, "ben@" + domain).getByText("Revoke").first().click();
            mona.findsNoFault();

            jobs.runDue();
            ben.open(mailbox.await("ben@" + domain, "user-invitation").link());
            accept(ben, "Ben Cyan");
            assertThat(ben.page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            ben.findsNoFault();

            mona.open("/portal/users");
            row(mona, "ben@" + domain).getByText("Make Manager").click();
            assertThat(row(mona, "ben@" + domain).innerText()).contains("Customer Manager");
            ben.open("/portal/users");
            assertThat(ben.page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            ben.findsNoFault();

            mona.open("/portal/leave");
            mona.findsNoFault();
            mona.press("Leave the company");
            assertThat(mona.path()).isEqualTo("/start");

            assertThat(list.get(shop.vendor(), firm.customer()).email().value()).isEqualTo("ben@" + domain);
            ben.open("/portal/leave");
            ben.press("Leave the company");
            assertThat(ben.text()).contains("a company needs an active Customer Manager");
            ben.open("/portal/users");
            row(ben, "ben@" + domain).getByText("Make User").click();
            assertThat(ben.text()).contains("a company needs an active Customer Manager");
            row(ben, "ben@" + domain).getByText("Deactivate").click();
            ben.page.locator("dialog [data-part=yes]").click();
            ben.page.waitForURL("**/deactivate");
            assertThat(ben.text()).contains("a company needs an active Customer Manager");
            ben.open("/portal/company/history");
            assertThat(ben.text()).contains("Mona Manager made Ben Cyan a Customer Manager", "left the company");
            ben.findsNoFault();
        }
    }

    @BrowserTest
    void aPersonWithTwoVendorsAndTwoCompaniesNeverMixesThem() {
        var firm = people.firm(shop, "Both Ltd", "bo@" + domain);
        prepareParts(firm.customer());
        var other = people.shop("Other Vendor " + shops, "olga@" + domain);
        var known = customers.add(
                other.vendor(),
                new NewCustomer("Both, as Olga says", "bo@" + domain, null, "A", true, null, null, null),
                other.admin());
        parts.replace(other.vendor(), known, List.of(part("ZZ-900")), other.admin());
        var elsewhere = people.firm(shop, "Elsewhere Ltd", "els@" + domain);
        companies.join(elsewhere.company(), firm.manager(), Role.CUSTOMER_USER);
        jobs.runDue();

        try (var bo = new Person(base)) {
            bo.signIn("bo@" + domain);
            bo.open(mailbox.await("bo@" + domain, "invitation").link());
            assertThat(bo.page.getByLabel("Password").count()).isZero();
            bo.findsNoFault();
            bo.press("Accept invitation");
            bo.page.waitForURL("**/portal");
            assertThat(bo.text()).contains(shop.name(), other.name());

            bo.open("/portal/parts");
            assertThat(bo.text()).contains("BR-100", "ZZ-900", "Vendor");
            bo.page.getByLabel("BR-100").check();
            bo.page.getByLabel("ZZ-900").check();
            bo.press("Request quote");
            bo.page.getByLabel("Quantity").all().forEach(quantity -> quantity.fill("5"));
            bo.press("Submit RFQ");
            bo.page.waitForURL("**/portal/rfqs");
            assertThat(bo.text()).contains(shop.name(), other.name());
            bo.findsNoFault();

            bo.page.getByLabel("Switch to").selectOption("Elsewhere Ltd");
            bo.press("Switch");
            bo.page.waitForURL("**/portal");
            assertThat(bo.text()).contains("Elsewhere Ltd").doesNotContain("Both Ltd", other.name(), "BR-100");
            bo.open("/portal/rfqs");
            assertThat(bo.text()).contains("No RFQ yet");
            assertThat(bo.open("/portal/users").status()).isEqualTo(403);
        }
        assertThat(rfqs.of(other.vendor(), null, 50).rows())
                .singleElement()
                .satisfies(rfq -> assertThat(rfqs.lines(rfq.id()))
                        .extracting(line -> line.number())
                        .containsExactly("ZZ-900"));
    }

    @BrowserTest
    void twoManagersWriteOneProfile() {
        var firm = people.firm(shop, "Two Ltd", "one@" + domain);
        people.member(firm, "two@" + domain, Role.CUSTOMER_MANAGER);
        try (var one = new Person(base);
                var two = new Person(base)) {
            one.signIn(firm.email());
            two.signIn("two@" + domain);
            one.open("/portal/company");
            two.open("/portal/company");
            one.fill("Phone", "+49 30 1234567");
            one.press("Save");
            two.fill("Shipping address", "Street 2");
            two.press("Save");

            assertThat(two.text()).contains("Somebody else saved meanwhile", "+49301234567");
            assertThat(two.page.getByLabel("Shipping address").inputValue()).isEqualTo("Street 2");
            two.findsNoFault();
            two.press("Save");
            assertThat(two.text()).contains("The profile is saved");
            assertThat(two.page.getByLabel("Phone").inputValue())
                    .as("what only the other changed stays")
                    .isEqualTo("+49301234567");
        }
    }

    @BrowserTest
    void aUsersRfqGoesThroughTheHandsOfAManagerAndOfTheVendor() {
        var firm = people.firm(shop, "Hands Ltd", "hanna@" + domain);
        prepareParts(firm.customer());
        people.member(firm, "uma@" + domain, Role.CUSTOMER_USER);
        users.rule(firm.company(), new CompanyRules(List.of(), true), firm.manager());
        try (var uma = new Person(base);
                var hanna = new Person(base, new Browser.NewContextOptions().setViewportSize(390, 844));
                var vera = new Person(base)) {
            uma.signIn("uma@" + domain);
            uma.open("/portal/parts?q=nothing");
            uma.findsNoFault();
            uma.open("/portal/rfqs/new");
            uma.findsNoFault();
            uma.open("/portal/parts?q=BR");
            uma.page.getByLabel("BR-100").check();
            uma.press("Request quote");
            uma.fill("Quantity", "5, 500");
            uma.press("Submit RFQ");
            uma.sees("Waiting for a Manager");
            var rfq = uma.path();

            hanna.signIn(firm.email());
            hanna.open(rfq);
            hanna.press("Send back");
            hanna.sees("Please write a few words");
            hanna.isAt("words");
            hanna.findsNoFault();
            hanna.page.locator("#words").fill("500 are too many");
            hanna.press("Send back");
            hanna.sees("Sent back");

            uma.open(rfq);
            uma.sees("500 are too many");
            uma.findsNoFault();
            uma.press("Change and submit again");
            uma.fill("Quantity", "5, 50");
            uma.findsNoFault();
            uma.press("Submit RFQ");
            uma.sees("Waiting for a Manager");
            hanna.open(rfq);
            hanna.press("Approve");
            hanna.sees("Under Vendor Review", "5 · 50");
            assertThat(hanna.page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);

            vera.signIn(shop.email());
            vera.open("/vendor/rfqs");
            vera.findsNoFault();
            vera.open(rfq.replace("/portal/", "/vendor/"));
            vera.press("Reject");
            vera.sees("Please write a few words");
            vera.findsNoFault();
            vera.page.locator("#words").fill("Not made any more");
            vera.press("Reject");
            vera.sees("Rejected");
            uma.open(rfq);
            uma.sees("The vendor will not quote it", "Not made any more");
            uma.findsNoFault();
        }
    }

    @BrowserTest
    void theWayBackInAndTheQuestionAboutNewTermsAreForEverybody() {
        var firm = people.firm(shop, "Terms Ltd", "tia@" + domain);
        try (var tia = new Person(base)) {
            tia.open("/password");
            tia.findsNoFault();
            tia.fill("Email", firm.email());
            tia.press("Send link");
            tia.sees("Please check your mail");
            tia.findsNoFault();
            Awaitility.await("the ask is worked on").until(() -> {
                jobs.runDue();
                return !mailbox.to(firm.email(), "password-reset").isEmpty();
            });
            tia.open(mailbox.await(firm.email(), "password-reset").link());
            tia.findsNoFault();
            tia.fill("Password", "nine purple hammers sing");
            tia.press("Save password");
            tia.page.waitForURL("**/login?password");
            jdbc.sql("update account set terms_version = 'older' where email = ?")
                    .param(firm.email())
                    .update();

            tia.fill("Email", firm.email());
            tia.fill("Password", "nine purple hammers sing");
            tia.press("Sign in");
            tia.sees("Our terms of use have changed");
            tia.findsNoFault();
            tia.press("I agree");
            tia.page.waitForURL("**/portal");
            tia.open("/portal/profile");
            assertThat(tia.text())
                    .containsSubsequence("Recent activity", "You agreed to the terms", "A password was set");
        }
    }

    private static void accept(Person person, String name) {
        person.fill("Your name", name);
        person.fill("Password", People.PASSWORD);
        person.page.getByLabel(Pattern.compile("terms")).check();
        person.press("Accept invitation");
        person.page.waitForURL("**/portal");
    }

    private static Locator row(Person person, String words) {
        return person.page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(words));
    }

    private void prepareParts(CustomerId customer) {
        parts.replace(shop.vendor(), customer, List.of(part("BR-100"), part("HO-200")), shop.admin());
    }

    private static NewPart part(String number) {
        return new NewPart(number, "A", "A part", "AlMg3", null, null, null, null, null);
    }
}
