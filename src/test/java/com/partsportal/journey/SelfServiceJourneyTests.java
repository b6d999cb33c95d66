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
import com.partsportal.rfq.Rfqs;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
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

    private static int vendorCount;

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

    private TestVendor vendor;
    private String domain;

    @BeforeEach
    void newVendor() {
        domain = "self" + ++vendorCount + ".example";
        vendor = people.vendor("Self Service Vendor " + vendorCount, "vera@" + domain);
    }

    /** The whole story: the vendor clicks Save and Invite, and then nothing until the RFQ is there. */
    @BrowserTest
    void fromAddCustomerToTheFirstRfqAndItsAnswer() throws IOException {
        var drawing =
                Files.writeString(Files.createTempDirectory("journey").resolve("adapter.pdf"), "%PDF-1.7 adapter");
        var offer = Files.writeString(drawing.resolveSibling("offer.pdf"), "%PDF-1.7 offer");
        var email = "cleo@" + domain;
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.press("+ Add Customer");
            vera.fill("Company name", "Story Works");
            vera.fill("Primary contact email", email);
            vera.press("Save and Invite");
            vera.page.waitForURL(Pattern.compile("/vendor/customers/[0-9a-f-]{36}$"));
            vera.sees("Story Works", "Invited");
        }
        jobs.runDue();
        var sinceInvited = jdbc.sql("select now()").query(OffsetDateTime.class).single();
        String rfq;
        try (var cleo = new Person(base)) {
            cleo.open(mailbox.await(email, "invitation").link());
            accept(cleo, "Cleo Story");
            jobs.runDue();
            assertThat(mailbox.await(email, "welcome").text()).doesNotContain("parts are ready");
            cleo.open("/portal/parts");
            cleo.findsNoFault();
            cleo.page.getByText("Request a quote for a new part").click();
            cleo.page.waitForURL("**/portal/rfqs/new");
            cleo.sees("New part 1");
            cleo.page.locator("input[type=file]").setInputFiles(drawing);
            cleo.sees("adapter.pdf 1 KB");
            cleo.press("Submit RFQ");
            cleo.sees("New part 1: Describe the part.", "adapter.pdf");
            cleo.findsNoFault();
            cleo.fill("Description", "Adapter plate");
            cleo.fill("Material", "AlMg3");
            cleo.fill("Quantity", "10");
            cleo.press("Add another quantity");
            cleo.fill("Quantity 2", "50");
            cleo.fill("Needed by", "2030-01-31");
            cleo.fill("Note", "For the new machine");
            cleo.press("Submit RFQ");
            cleo.page.waitForURL(Pattern.compile("/portal/rfqs/[0-9a-f-]{36}$"));
            cleo.sees("RFQ-1001", "Under Vendor Review", "Adapter plate", "adapter.pdf");
            cleo.findsNoFault();
            rfq = cleo.path();
        }
        jobs.runDue();
        assertThat(jdbc.sql("""
                        select count(*) from timeline t join customer c on c.id = t.customer_id
                        where c.email = ? and t.actor_id = ? and t.at > ?""")
                        .params(email, vendor.admin().value(), sinceInvited)
                        .query(Long.class)
                        .single())
                .as("what the vendor did between the invitation and the RFQ")
                .isZero();
        assertThat(jdbc.sql("""
                        select c.status || ' ' || (c.company_id is not null) || ' ' || (c.first_rfq_at is not null) || ' '
                            || (select string_agg(r.status || ' ' || l.description, ',') from rfq r
                                join rfq_line l on l.rfq_id = r.id where r.customer_id = c.id)
                        from customer c where c.email = ?""").param(email).query(String.class).single())
                .isEqualTo("ACTIVE true true UNDER_REVIEW Adapter plate");

        var path = mailbox.await(vendor.email(), "rfq-submitted").path();
        try (var vera = new Person(base)) {
            vera.signIn(vendor.email());
            vera.open(path);
            vera.sees("Adapter plate", "AlMg3", "10 · 50", "adapter.pdf");
            vera.findsNoFault();
            vera.press("Add Adapter plate to the parts of this customer");
            vera.sees("It is now a part of Story Works, with its files.", "Open the part");
            vera.fill("Adapter plate, 10 pieces: price each", "12.50");
            vera.fill("Adapter plate, 50 pieces: price each", "9.80");
            vera.fill("Lead time in days", "15");
            vera.page.locator("#document").setInputFiles(offer);
            vera.press("Send answer");
            vera.sees("RFQ-1001 is answered", "12.50 EUR", "490.00 EUR", "offer.pdf");
            vera.findsNoFault();
        }
        jobs.runDue();
        assertThat(mailbox.await(email, "rfq-answered").path()).isEqualTo(rfq);
        try (var cleo = new Person(base)) {
            cleo.signIn(email);
            cleo.open(rfq);
            cleo.sees("The vendor's answer", "12.50 EUR", "125.00 EUR", "490.00 EUR", "offer.pdf", "Print");
            cleo.findsNoFault();
            cleo.press("Request again with other quantities");
            cleo.sees("RFQ-1001-1");
            assertThat(cleo.page.getByLabel("Quantity 2").inputValue()).isEqualTo("50");
            cleo.open("/portal/parts");
            cleo.sees("RFQ-1001-1", "adapter.pdf");
        }
        assertThat(jdbc.sql("select count(*) from rfq_price where price in (12.5, 9.8)")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from sent_mail where recipient in (?, ?) and state <> 'SENT'")
                        .params(email, vendor.email())
                        .query(Long.class)
                        .single())
                .as("mails that did not go out")
                .isZero();
    }

    @BrowserTest
    void fromTheAcceptanceToTheFirstRfqNobodyAtTheVendorClicks() {
        var customer = customers.add(
                vendor.id(),
                new NewCustomer("Borg Inc", "ada@" + domain, null, "A", true, null, null, null),
                vendor.admin());
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
            ada.fill("Quantity", "1,500");
            ada.press("Submit RFQ");
            ada.sees("Did you mean 1500?");
            ada.findsNoFault();
            ada.press("Yes, 1500");
            ada.press("Add another quantity");
            ada.fill("Quantity 2", "10");
            ada.findsNoFault();
            ada.fill("Needed by", "2030-01-31");
            ada.fill("Note", "As last time");
            ada.press("Submit RFQ");
            ada.page.waitForURL(Pattern.compile("/portal/rfqs/[0-9a-f-]{36}$"));
            assertThat(ada.text()).contains("Under Vendor Review", "10 · 1500", "As last time");
            ada.findsNoFault();

            ada.open("/portal/company");
            ada.fill("Shipping address", "Street 1\nBerlin");
            ada.page.getByLabel("Same as shipping").check();
            ada.press("Save");
            assertThat(ada.text()).contains("The profile is saved");
            ada.findsNoFault();
            ada.open("/portal");
            assertThat(ada.page.locator("progress").getAttribute("value")).isEqualTo("3");
        }
        jobs.runDue();
        mailbox.await(vendor.email(), "rfq-submitted");
    }

    @BrowserTest
    void aColleagueIsInvitedAndPromotedAndTheFirstManagerLeaves() {
        var company = people.company(vendor, "Cyan Ltd", "mona@" + domain);
        try (var mona = new Person(base);
                var ben = new Person(base, new Browser.NewContextOptions().setViewportSize(390, 844))) {
            mona.signIn(company.email());
            mona.open("/portal/users");
            mona.fill("Name", "Ben Cyan");
            mona.fill("Email", "ben@" + domain);
            mona.page
                    .getByLabel("Role", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("CUSTOMER_USER");
            mona.press("Send invitation");
            assertThat(mona.text()).contains("ben@" + domain, "Invited");
            row(mona, "ben@" + domain).locator("summary").click();
            mona.findsNoFault();

            jobs.runDue();
            ben.open(mailbox.await("ben@" + domain, "user-invitation").link());
            accept(ben, "Ben Cyan");
            assertThat(ben.page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            ben.findsNoFault();

            mona.open("/portal/users");
            row(mona, "ben@" + domain).locator("summary").click();
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

            assertThat(list.get(vendor.id(), company.customer()).email().value())
                    .isEqualTo("ben@" + domain);
            ben.open("/portal/leave");
            ben.press("Leave the company");
            assertThat(ben.text()).contains("a company needs an active Customer Manager");
            ben.open("/portal/users");
            row(ben, "ben@" + domain).locator("summary").click();
            row(ben, "ben@" + domain).getByText("Make User").click();
            assertThat(ben.text()).contains("a company needs an active Customer Manager");
            row(ben, "ben@" + domain).locator("summary").click();
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
        var company = people.company(vendor, "Both Ltd", "bo@" + domain);
        prepareParts(company.customer());
        var other = people.vendor("Other Vendor " + vendorCount, "olga@" + domain);
        var known = customers.add(
                other.id(),
                new NewCustomer("Both, as Olga says", "bo@" + domain, null, "A", true, null, null, null),
                other.admin());
        parts.replace(other.id(), known, List.of(part("ZZ-900")), other.admin());
        var elsewhere = people.company(vendor, "Elsewhere Ltd", "els@" + domain);
        companies.join(elsewhere.id(), company.manager(), Role.CUSTOMER_USER);
        jobs.runDue();

        try (var bo = new Person(base)) {
            bo.signIn("bo@" + domain);
            bo.open(mailbox.await("bo@" + domain, "invitation").link());
            assertThat(bo.page.getByLabel("Password").count()).isZero();
            bo.findsNoFault();
            bo.press("Accept invitation");
            bo.page.waitForURL("**/portal");
            assertThat(bo.text()).contains(vendor.name(), other.name());

            bo.open("/portal/parts");
            assertThat(bo.text()).contains("BR-100", "ZZ-900", "Vendor");
            bo.page.getByLabel("BR-100").check();
            bo.page.getByLabel("ZZ-900").check();
            bo.press("Request quote");
            bo.page.getByLabel("Quantity").first().fill("5");
            bo.page.getByLabel("Quantity").nth(1).fill("5");
            bo.press("Submit RFQ");
            bo.page.waitForURL("**/portal/rfqs");
            assertThat(bo.text()).contains(vendor.name(), other.name());
            bo.findsNoFault();

            bo.switchTo("Elsewhere Ltd");
            bo.page.waitForURL("**/portal");
            assertThat(bo.text()).contains("Elsewhere Ltd").doesNotContain("Both Ltd", other.name(), "BR-100");
            bo.open("/portal/rfqs");
            assertThat(bo.text()).contains("No RFQ yet");
            assertThat(bo.open("/portal/users").status()).isEqualTo(403);
        }
        assertThat(rfqs.of(other.id(), null, 50).rows())
                .singleElement()
                .satisfies(rfq -> assertThat(rfqs.lines(rfq.id()))
                        .extracting(line -> line.number())
                        .containsExactly("ZZ-900"));
    }

    @BrowserTest
    void twoManagersWriteOneProfile() {
        var company = people.company(vendor, "Two Ltd", "one@" + domain);
        people.member(company, "two@" + domain, Role.CUSTOMER_MANAGER);
        try (var one = new Person(base);
                var two = new Person(base)) {
            one.signIn(company.email());
            two.signIn("two@" + domain);
            one.open("/portal/company");
            two.open("/portal/company");
            one.fill("Phone", "+49 30 1234567");
            one.press("Save");
            two.fill("Shipping address", "Street 2");
            two.press("Save");

            assertThat(two.text()).contains("Somebody else saved in the meantime", "+49301234567");
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
        var company = people.company(vendor, "Hands Ltd", "hanna@" + domain);
        prepareParts(company.customer());
        people.member(company, "uma@" + domain, Role.CUSTOMER_USER);
        users.setRules(company.id(), new CompanyRules(List.of(), true), company.manager());
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
            uma.fill("Quantity", "5");
            uma.press("Add another quantity");
            uma.fill("Quantity 2", "500");
            uma.press("Submit RFQ");
            uma.sees("Waiting for a Manager");
            var rfq = uma.path();

            hanna.signIn(company.email());
            hanna.open(rfq);
            hanna.press("Send back");
            hanna.sees("Enter some text");
            hanna.isAt("text");
            hanna.findsNoFault();
            hanna.page.locator("#text").fill("500 are too many");
            hanna.press("Send back");
            hanna.sees("Sent back");

            uma.open(rfq);
            uma.sees("500 are too many");
            uma.findsNoFault();
            uma.press("Change and submit again");
            uma.fill("Quantity 2", "50");
            uma.findsNoFault();
            uma.press("Submit RFQ");
            uma.sees("Waiting for a Manager");
            hanna.open(rfq);
            hanna.press("Approve");
            hanna.sees("Under Vendor Review", "5 · 50");
            assertThat(hanna.page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);

            vera.signIn(vendor.email());
            vera.open("/vendor/rfqs");
            vera.findsNoFault();
            vera.open(rfq.replace("/portal/", "/vendor/"));
            vera.press("Reject");
            vera.sees("Enter some text");
            vera.findsNoFault();
            vera.page.locator("#text").fill("Not made any more");
            vera.press("Reject");
            vera.sees("Rejected");
            uma.open(rfq);
            uma.sees("The vendor will not quote it", "Not made any more");
            uma.findsNoFault();
        }
    }

    @BrowserTest
    void theWayBackInAndTheQuestionAboutNewTermsAreForEverybody() {
        var company = people.company(vendor, "Terms Ltd", "tia@" + domain);
        try (var tia = new Person(base)) {
            tia.open("/password");
            tia.findsNoFault();
            tia.fill("Email", company.email());
            tia.press("Send link");
            tia.sees("Check your email");
            tia.findsNoFault();
            Awaitility.await("the ask is worked on").until(() -> {
                jobs.runDue();
                return !mailbox.to(company.email(), "password-reset").isEmpty();
            });
            tia.open(mailbox.await(company.email(), "password-reset").link());
            tia.findsNoFault();
            tia.fill("Password", "nine purple hammers sing");
            tia.press("Save password");
            tia.page.waitForURL("**/login?password");
            jdbc.sql("update account set terms_version = 'older' where email = ?")
                    .param(company.email())
                    .update();

            tia.fill("Email", company.email());
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
        parts.replace(vendor.id(), customer, List.of(part("BR-100"), part("HO-200")), vendor.admin());
    }

    private static NewPart part(String number) {
        return new NewPart(number, "A", "A part", "AlMg3", null, null, null, null, null);
    }
}
