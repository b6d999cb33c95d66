package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.part.NewPart;
import com.partsportal.part.Parts;
import com.partsportal.shared.FormAnswers;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.Vendors;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** The same form sent again makes nothing new and leads to what the first one made. */
@PortalTest
class RepeatedFormTests {

    private static int vendorCount;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    Parts parts;

    @Autowired
    Accounts accounts;

    @Autowired
    Vendors vendors;

    @Autowired
    Companies companies;

    @Autowired
    SessionRepository<? extends Session> sessions;

    @Autowired
    FormAnswers answers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Value("${portal.base-url}")
    String base;

    private TestVendor vendor;
    private String domain;
    private Browser vera;

    @BeforeEach
    void aVendor() {
        domain = "again" + ++vendorCount + ".example";
        vendor = people.vendor("Again Vendor " + vendorCount, "vera@" + domain);
        vera = new Browser(base);
        vera.signIn(vendor.email(), People.PASSWORD);
    }

    @Test
    void aCustomerIsAddedOnceAndTheRepeatLeadsToIt() {
        var form = form(vera, "/vendor/customers/new", "companyName", "Borg", "email", "ada@" + domain);
        form.putAll(Browser.fields("ranking", "A", "invite", "true"));

        var led = sentTwice(vera, "/vendor/customers/new", form);

        assertThat(led).matches("/vendor/customers/[0-9a-f-]{36}");
        vera.get(led);
        assertThat(vera.get(Browser.location(vera.post("/vendor/customers/new", form)))
                        .body())
                .contains("This form had been sent before.");
        assertThat(count("invitation where email = 'ada@" + domain + "'")).isOne();
    }

    @Test
    void anotherContentOrANewPageIsAnotherForm() {
        var form = form(vera, "/vendor/customers/new", "companyName", "Borg", "email", "ada@" + domain);
        form.putAll(Browser.fields("ranking", "A", "invite", "false"));
        vera.post("/vendor/customers/new", form);

        form.put("email", "ben@" + domain);
        assertThat(vera.post("/vendor/customers/new", form).statusCode()).isEqualTo(302);
        assertThat(count("customer where email like '%@" + domain + "'")).isEqualTo(2);

        var fresh = form(vera, "/vendor/customers/new", "companyName", "Borg", "email", "ben@" + domain);
        fresh.putAll(Browser.fields("ranking", "A", "invite", "false"));
        assertThat(vera.post("/vendor/customers/new", fresh).statusCode())
                .as("a customer with this address is there: no repeat")
                .isEqualTo(409);
    }

    @Test
    void ofTwoTabsOfTheSamePageOneMakesTheRfq() {
        var company = companyWithAPart();
        var mona = new Browser(base);
        mona.signIn(company.email(), People.PASSWORD);
        var part = jdbc.sql("select id::text from part where customer_id = ?")
                .param(company.customer().value())
                .query(String.class)
                .single();
        var page = "/portal/rfqs/new?part=" + part;
        var first = form(mona, page, "part", part, "quantity-" + part, "10");
        var second = form(mona, page, "part", part, "quantity-" + part, "10");

        var made = Browser.location(mona.post("/portal/rfqs/new", first));
        var again = Browser.location(mona.post("/portal/rfqs/new", second));

        assertThat(made).matches("/portal/rfqs/[0-9a-f-]{36}").isEqualTo(again);
        assertThat(count("rfq where company_id = '" + company.id() + "'")).isOne();

        var later = form(mona, page, "part", part, "quantity-" + part, "10");
        assertThat(Browser.location(mona.post("/portal/rfqs/new", later)))
                .as("the same wish a second time, from a page read since")
                .isNotEqualTo(made);
    }

    @Test
    void sixteenAtOnceOfOneSessionAreAllAnsweredWithTheOneRfq() throws Exception {
        var company = companyWithAPart();
        var mona = new Browser(base);
        mona.signIn(company.email(), People.PASSWORD);
        var part = jdbc.sql("select id::text from part where customer_id = ?")
                .param(company.customer().value())
                .query(String.class)
                .single();
        var form = form(mona, "/portal/rfqs/new?part=" + part, "part", part, "quantity-" + part, "10");

        var led = atOnce(16, () -> mona.post("/portal/rfqs/new", form));

        assertThat(led).extracting(HttpResponse::statusCode).containsOnly(302);
        assertThat(led.stream().map(Browser::location).distinct()).hasSize(1);
        assertThat(count("rfq where company_id = '" + company.id() + "'")).isOne();
    }

    @Test
    void differentFormsOfOneSessionAtOnceAreAllDone() throws Exception {
        var form = form(vera, "/vendor/customers/new", "companyName", "Borg", "ranking", "A");
        form.put("invite", "false");
        var emails =
                IntStream.range(0, 12).mapToObj(n -> "p" + n + "@" + domain).iterator();

        var led = atOnce(12, () -> {
            Map<String, String> own;
            synchronized (emails) {
                own = new java.util.LinkedHashMap<>(form);
                own.put("email", emails.next());
            }
            return vera.post("/vendor/customers/new", own);
        });

        assertThat(led).extracting(HttpResponse::statusCode).containsOnly(302);
        assertThat(count("customer where email like 'p%@" + domain + "'")).isEqualTo(12);
    }

    @Test
    void aRefusalIsNoAnswerThatIsKept() {
        var form = form(vera, "/vendor/rankings", "label", "Gold", "discount", "often");
        assertThat(vera.post("/vendor/rankings", form).statusCode()).isEqualTo(422);
        form.put("discount", "12");
        assertThat(vera.post("/vendor/rankings", form).statusCode()).isEqualTo(302);
        assertThat(count("form_answer where page is null")).isZero();
    }

    @Test
    void rankingsTeammatesKeysPartsAndColleaguesAreMadeOnce() {
        sentTwice(vera, "/vendor/rankings", form(vera, "/vendor/rankings", "label", "Gold", "discount", "12"));
        assertThat(count("ranking where label = 'Gold' and vendor_id = '" + vendor.id() + "'"))
                .isOne();

        var teammate = form(vera, "/vendor/team", "name", "Tim", "email", "tim@" + domain, "role", "TEAM_MEMBER");
        sentTwice(vera, "/vendor/team", teammate);
        assertThat(count("invitation where email = 'tim@" + domain + "'")).isOne();

        var key = form(vera, "/vendor/api-keys", "name", "Vendor system");
        assertThat(vera.post("/vendor/api-keys", key).statusCode()).isEqualTo(201);
        assertThat(vera.get(Browser.location(vera.post("/vendor/api-keys", key)))
                        .body())
                .contains("one key was made, and it is shown once")
                .doesNotContain("data-once");
        assertThat(count("api_key where vendor_id = '" + vendor.id() + "'")).isOne();

        var customer = customers.add(vendor.id(), draft("Cyan", "c@" + domain), vendor.admin());
        var desk = "/vendor/customers/" + customer + "/parts";
        sentTwice(vera, desk, form(vera, desk, "number", "BR-1", "description", "Bracket"));
        assertThat(count("part where customer_id = '" + customer + "'")).isOne();
        var corrected = "/vendor/customers/" + customer + "/corrected-address";
        var page = OrganisationCheckTests.form(vera.get("/vendor/customers/" + customer), corrected);
        page.put("email", "cc@" + domain);
        assertThat(sentTwice(vera, corrected, page)).matches("/vendor/customers/[0-9a-f-]{36}");

        var company = people.company(vendor, "Company", "mona@" + domain);
        var mona = new Browser(base);
        mona.signIn(company.email(), People.PASSWORD);
        var colleague = form(mona, "/portal/users", "name", "Cora", "email", "cora@" + domain, "role", "CUSTOMER_USER");
        sentTwice(mona, "/portal/users", colleague);
        assertThat(count("invitation where email = 'cora@" + domain + "'")).isOne();
    }

    @Test
    void vendorsStaffAndEmailChangesAreMadeOnce() {
        var own = new LoginsByRole(accounts, vendors, companies, sessions);
        var admin = new Browser(base).as(own.with(Role.ADMIN));
        var vendor = form(admin, "/admin/vendors/new", "/admin/vendors", "name", "Twice Ltd");
        vendor.putAll(Browser.fields("adminName", "Ada", "adminEmail", "ada-admin@" + domain));
        assertThat(sentTwice(admin, "/admin/vendors", vendor)).isEqualTo("/admin/vendors");
        assertThat(count("vendor where name = 'Twice Ltd'")).isOne();

        var staff = form(admin, "/admin/staff/new", "/admin/staff", "name", "Sam", "email", "sam@" + domain);
        staff.put("role", "SUPPORT");
        assertThat(sentTwice(admin, "/admin/staff", staff)).isEqualTo("/admin/staff");

        var change = form(vera, "/email-change", "requested", "new-vera@" + domain, "reason", "Married since June");
        assertThat(sentTwice(vera, "/email-change", change)).isEqualTo("/email-change?asked");
        assertThat(count("email_change where new_email = 'new-vera@" + domain + "'"))
                .isOne();

        var stranger = new Browser(base);
        var ask = form(stranger, "/email-change", "current", "nobody@" + domain, "requested", "n2@" + domain);
        ask.put("reason", "The company was renamed");
        assertThat(sentTwice(stranger, "/email-change", ask)).isEqualTo("/email-change?asked");
        assertThat(count("email_change where new_email = 'n2@" + domain + "'")).isOne();
    }

    @Test
    void aResentLinkAndAnAnswerAreSentOnce() {
        var customer = customers.add(
                vendor.id(), new NewCustomer("Cyan", "c@" + domain, null, "A", true, null, null, null), vendor.admin());
        clock.advance(Duration.ofHours(1));
        var here = "/vendor/customers/" + customer;
        var resend = OrganisationCheckTests.form(vera.get(here), here + "/resend");

        assertThat(sentTwice(vera, here + "/resend", resend)).isEqualTo(here);

        assertThat(count("invitation where email = 'c@" + domain + "'")).isEqualTo(2);
    }

    @Test
    void anAnswerIsForgottenAfterADay() {
        sentTwice(vera, "/vendor/rankings", form(vera, "/vendor/rankings", "label", "Old", "discount", "1"));
        assertThat(count("form_answer")).isPositive();
        clock.advance(Duration.ofHours(25));
        answers.forget();
        assertThat(count("form_answer")).isZero();
    }

    private TestCompany companyWithAPart() {
        var company = people.company(vendor, "Rfq Company " + vendorCount, "mona@" + domain);
        parts.replace(
                vendor.id(),
                company.customer(),
                List.of(new NewPart("BR-100", "A", "Bracket", null, null, null, null, null, null)),
                vendor.admin());
        return company;
    }

    private static NewCustomer draft(String name, String email) {
        return new NewCustomer(name, email, null, "A", false, null, null, null);
    }

    /** Where both lead. */
    private static String sentTwice(Browser browser, String action, Map<String, String> form) {
        var first = browser.post(action, form);
        var second = browser.post(action, form);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(302);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(302);
        assertThat(Browser.location(second)).isEqualTo(Browser.location(first));
        return Browser.location(first);
    }

    private static List<HttpResponse<String>> atOnce(int many, Callable<HttpResponse<String>> send) throws Exception {
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(many);
        try {
            var sent = IntStream.range(0, many)
                    .mapToObj(n -> pool.submit(() -> {
                        start.await();
                        return send.call();
                    }))
                    .toList();
            start.countDown();
            var answers = new java.util.ArrayList<HttpResponse<String>>();
            for (var one : sent) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Map<String, String> form(Browser browser, String page, String... fields) {
        var action = fields.length % 2 == 1 ? fields[0] : page.split("\\?")[0];
        var form = OrganisationCheckTests.form(browser.get(page), action);
        form.putAll(Browser.fields(java.util.Arrays.copyOfRange(fields, fields.length % 2, fields.length)));
        return form;
    }

    private long count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }
}
