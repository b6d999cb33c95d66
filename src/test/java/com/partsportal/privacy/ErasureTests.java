package com.partsportal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.NewColleague;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.CustomerStatus;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.ChangeSource;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.emailchange.NewEmailChange;
import com.partsportal.emailchange.SupportCases;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Refused;
import com.partsportal.testing.ApiLogins;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.NewTeammate;
import com.partsportal.vendor.Team;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
class ErasureTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    KnownPeople known;

    @Autowired
    PersonCommand command;

    @Autowired
    Retention retention;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    CompanyUsers companyUsers;

    @Autowired
    Team team;

    @Autowired
    EmailChanges changes;

    @Autowired
    SupportCases cases;

    @Autowired
    ApiLogins logins;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ObjectMapper json;

    String name;
    String email;
    String admin;
    Cookie session;
    TestVendor vendor;

    @BeforeEach
    void somebodyAndAnAdministrator() {
        var number = NUMBER.incrementAndGet();
        name = "Kimberly Quartz O'Neil-" + number;
        email = "kim.q-" + number + "@erasure.example";
        admin = "admin-" + number + "@erasure.example";
        accounts.openStaff(new EmailAddress(admin), "Ann Admin", Role.ADMIN, Locale.ENGLISH, People.HASH);
        session = people.session(admin);
        vendor = people.vendor("Acme Erasure", "vera-" + number + "@erasure.example");
    }

    @Test
    void nothingIsLeftOfAPersonWithEveryKindOfTrace() throws Exception {
        var company = companyOfKim();
        var kim = company.manager();
        var ben = people.member(company, "ben-" + email, Role.CUSTOMER_MANAGER);
        var other = people.vendor("Globex Erasure", "olga-" + email);
        var invited = customers.add(other.id(), customer("Kim at Globex", true), other.admin());
        var third = people.vendor("Third Erasure", "tom-" + email);
        var draft = customers.add(third.id(), customer("A draft", false), third.admin());
        traces(company, kim, other, third);
        var change = changes.request(new NewEmailChange(
                new EmailAddress(email),
                new EmailAddress("new-" + email),
                "I am " + name + " and moved to " + email,
                ChangeSource.SIGNED_IN,
                kim,
                Locale.ENGLISH));
        jobs.runDue();
        comment(change);
        transactions.executeWithoutResult(status -> cases.openTakeover(change, kim));
        jdbc.sql("update support_case set report = :words where account_id = :kim")
                .param("words", "call of " + name)
                .param("kim", kim.value())
                .update();
        accounts.openStaff(new EmailAddress("x" + email), "Somebody Else", Role.SUPPORT, Locale.ENGLISH, People.HASH);
        assertThat(traces()).hasSizeGreaterThan(20);

        var page = mvc.perform(post("/admin/people")
                        .param("email", email)
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString()).contains(email, "Emails", "Primary contact of customers");
        var export = mvc.perform(post("/admin/people/export")
                        .param("email", email)
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(export.getHeader("Content-Disposition")).contains("person.json");
        assertThat(json.readTree(export.getContentAsByteArray()).path("tables").findValuesAsText("table"))
                .contains(
                        "account",
                        "passkey",
                        "staff_identity",
                        "spring_session",
                        "invitation",
                        "company_user",
                        "company_change",
                        "vendor_user",
                        "api_key",
                        "customer",
                        "customer_import_row",
                        "sent_mail",
                        "email_change",
                        "support_case",
                        "act_hi_comment");

        assertThat(erase(email)).isEqualTo("/admin/people");

        assertThat(traces()).isEmpty();
        assertThat(accounts.byEmail(new EmailAddress(email))).isEmpty();
        assertThat(accounts.find(kim).orElseThrow().active()).isFalse();
        assertThat(accounts.find(kim).orElseThrow().name()).isEqualTo(Person.ERASED_NAME);
        // Ben follows as the contact; the others' records stay, without the person
        assertThat(list.get(vendor.id(), company.customer()).email().value()).isEqualTo("ben-" + email);
        assertThat(ben).isNotNull();
        var revoked = list.get(other.id(), invited);
        assertThat(revoked.status()).isEqualTo(CustomerStatus.REVOKED);
        assertThat(revoked.email().value()).isEqualTo("erased-" + invited + "@erased.invalid");
        assertThat(revoked.companyName()).isEqualTo("Kim at Globex");
        assertThat(list.get(third.id(), draft).status()).isEqualTo(CustomerStatus.DRAFT);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(invited.toString())
                        .count())
                .isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(change.toString())
                        .count())
                .isZero();
        assertThat(timeline(other, invited)).contains("CONTACT_ERASED");
        assertThat(jdbc.sql("select count(*) from support_case where account_id = :kim and state = 'OPEN'")
                        .param("kim", kim.value())
                        .query(Long.class)
                        .single())
                .isZero();

        // whatever still waited is not sent
        mailbox.clear();
        jobs.runDue();
        assertThat(mailbox.all())
                .noneMatch(mail ->
                        mail.recipient().equals(email) || mail.recipient().endsWith("erased.invalid"));

        // a repeat changes nothing, and the page says when it was
        assertThat(erase(email)).isEqualTo("/admin/people");
        assertThat(known.find(new EmailAddress(email)).erasedAt()).isNotNull();
        assertThat(accounts.isReserved(new EmailAddress(email), null)).isTrue();
    }

    @Test
    void theOnlyManagerLeavesACaseForSupport() throws Exception {
        var company = companyOfKim();

        erase(email);

        assertThat(jdbc.sql("select kind from support_case where company_id = :company and state = 'OPEN'")
                        .param("company", company.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("COMPANY_WITHOUT_MANAGER");
        assertThat(list.get(vendor.id(), company.customer()).email().value())
                .isEqualTo("erased-" + company.customer() + "@erased.invalid");
        assertThat(traces()).isEmpty();
    }

    @Test
    void somebodyWhoWasOnlyWrittenToIsFoundAndErased() throws Exception {
        var invited = customers.add(vendor.id(), customer("Only invited", true), vendor.admin());
        jobs.runDue();
        mailbox.await(email, "invitation");
        var page = mvc.perform(post("/admin/people")
                        .param("email", email.toUpperCase(Locale.ROOT))
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(page.getContentAsString()).contains("Has no login");

        erase(email);

        assertThat(traces()).isEmpty();
        assertThat(list.get(vendor.id(), invited).status()).isEqualTo(CustomerStatus.REVOKED);
        assertThat(mailbox.to(email, "invitation-revoked")).isEmpty();
    }

    @Test
    void theCommandPrintsAndErases() throws Exception {
        companyOfKim();

        var printed = command.answer(new DefaultApplicationArguments("--person=" + email));
        assertThat(printed.orElseThrow()).contains(email, name, "\"sent_mail\"");
        assertThat(command.answer(new DefaultApplicationArguments("--person=" + email, "--erase"))
                        .orElseThrow())
                .doesNotContain(email, name);
        assertThat(traces()).isEmpty();
        assertThat(command.answer(new DefaultApplicationArguments())).isEmpty();
        assertThat(jdbc.sql("select type from privacy_event where by_account is null order by at desc limit 2")
                        .query(String.class)
                        .list())
                .containsExactly("ERASED", "EXPORTED");
    }

    @Test
    void nobodyErasesThemselvesAndTheLastAdministratorStays() throws Exception {
        erase(admin);
        assertThat(accounts.byEmail(new EmailAddress(admin))).isPresent();

        // one administrator is left in a transaction that is rolled back
        transactions.executeWithoutResult(status -> {
            jdbc.sql("update account set active = false where staff_role = 'ADMIN' and email <> :email")
                    .param("email", admin)
                    .update();
            assertThatThrownBy(() -> known.erase(new EmailAddress(admin), UUID.randomUUID()))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("last-administrator"));
            status.setRollbackOnly();
        });
    }

    @Test
    void theSearchSaysWhatIsNoAddressAndWhatIsUnknown() throws Exception {
        assertThat(mvc.perform(get("/admin/people").cookie(session))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("People");
        var malformed = mvc.perform(post("/admin/people")
                        .param("email", "nobody")
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(malformed.getStatus()).isEqualTo(422);
        assertThat(malformed.getContentAsString()).contains("Enter an email address", "value=\"nobody\"");
        assertThat(mvc.perform(post("/admin/people")
                                .param("email", "unknown-" + email)
                                .cookie(session)
                                .with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("Nothing is kept");
    }

    @Test
    void whatIsOlderThanItMayBeIsTakenAwayAtNight() {
        var company = companyOfKim();
        var change = changes.request(new NewEmailChange(
                new EmailAddress(email),
                new EmailAddress("new-" + email),
                "I am " + name,
                ChangeSource.SIGNED_IN,
                company.manager(),
                Locale.ENGLISH));
        jobs.runDue();
        changes.cancelOwn(company.manager());
        jobs.runDue();
        jdbc.sql("update invitation set note = :note where email = :email")
                .param("note", "Dear " + name)
                .param("email", email)
                .update();
        importRows();
        retention.apply();
        assertThat(traces())
                .contains(
                        "sent_mail.recipient",
                        "email_change.current_email",
                        "email_change_link.recipient",
                        "customer_import_row.email",
                        "invitation.note");

        clock.advance(Duration.ofDays(731));
        retention.apply();
        retention.apply();

        // the login, the vendors' records and what they were invited as are not old, they are in use
        assertThat(traces())
                .containsExactlyInAnyOrder(
                        "account.email",
                        "account.name",
                        "customer.email",
                        "customer.note",
                        "customer.search_text",
                        "invitation.email");
        assertThat(change).isNotNull();
    }

    private TestCompany companyOfKim() {
        var customer = customers.add(vendor.id(), customer("Initech", true), vendor.admin());
        jobs.runDue();
        people.accept(Objects.requireNonNull(list.get(vendor.id(), customer).invitation()), name);
        var manager = accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
        var company = jdbc.sql("select company_id from customer where id = :id")
                .param("id", customer.value())
                .query(UUID.class)
                .single();
        jobs.runDue();
        people.session(email);
        return new TestCompany(customer, new com.partsportal.company.CompanyId(company), manager, email);
    }

    private NewCustomer customer(String company, boolean invite) {
        return new NewCustomer(company, email, "+12025550177", "A", invite, null, null, "Dear " + name);
    }

    /** What other modules keep: as their services write it, or as rows where a person would need a browser. */
    private void traces(TestCompany company, AccountId kim, TestVendor other, TestVendor third) {
        team.invite(other.id(), new NewTeammate(name, email, Role.TEAM_MEMBER), other.admin());
        var colleagues = people.company(other, "Colleagues Ltd", "boss-" + email);
        companyUsers.invite(colleagues.id(), new NewColleague(name, email, "CUSTOMER_USER"), colleagues.manager());
        var ids = List.of(
                jdbc.sql("insert into vendor_user (id, vendor_id, account_id, role, active, joined_at, version)"
                                + " values (gen_random_uuid(), :vendor, :kim, 'TEAM_MEMBER', true, now(), 0)")
                        .param("vendor", third.id().value())
                        .param("kim", kim.value())
                        .update(),
                jdbc.sql(
                                "insert into api_key (id, vendor_id, name, key_hash, created_at, created_by, read_only)"
                                        + " values (gen_random_uuid(), :vendor, :name, gen_random_uuid()::text::bytea, now(), :kim, false)")
                        .param("vendor", third.id().value())
                        .param("name", "Key of " + name)
                        .param("kim", kim.value())
                        .update(),
                jdbc.sql(
                                "insert into passkey (id, account_id, name, credential_id, public_key, signature_count, uv_initialized,"
                                        + " backup_eligible, backup_state, transports, attestation_object, created_at)"
                                        + " values (gen_random_uuid(), :kim, :name, gen_random_uuid()::text::bytea, ''::bytea, 0, true,"
                                        + " true, true, '', ''::bytea, now())")
                        .param("name", name + "'s phone")
                        .param("kim", kim.value())
                        .update(),
                jdbc.sql("insert into staff_identity (id, account_id, issuer, subject, linked_at)"
                                + " values (gen_random_uuid(), :kim, 'https://id.example', :email, now())")
                        .param("email", email)
                        .param("kim", kim.value())
                        .update(),
                jdbc.sql(
                                "insert into company_change (id, at, company_id, actor_id, version, field, old_value, new_value)"
                                        + " values (gen_random_uuid(), now(), :company, :kim, 1, 'shippingAddress', :old, :new)")
                        .param("company", company.id().value())
                        .param("kim", kim.value())
                        .param("old", "c/o " + name.toUpperCase(Locale.ROOT))
                        .param("new", "write to " + email)
                        .update(),
                jdbc.sql("update company set shipping_address = :words where id = :company")
                        .param("company", company.id().value())
                        .param("words", "c/o " + name + ", 1 Main Street")
                        .update(),
                jdbc.sql("update vendor set contact_email = :email, contact_name = :name where id = :vendor")
                        .param("email", email)
                        .param("name", name)
                        .param("vendor", third.id().value())
                        .update(),
                jdbc.sql("insert into idempotent_answer (caller, path, key, body_hash, status, body, created_at)"
                                + " values ('x', '/api/v1/customers', :key, ''::bytea, 201, :body, now())")
                        .param("key", UUID.randomUUID().toString())
                        .param("body", "{\"email\": \"" + email + "\"}")
                        .update(),
                jdbc.sql(
                                "insert into rfq (id, vendor_id, customer_id, company_id, number, status, needed_by, note,"
                                        + " submitted_by, created_at, version)"
                                        + " values (gen_random_uuid(), :vendor, :customer, :company, 1, 'AWAITING_APPROVAL', :day, :note, :kim, now(), 0)")
                        .param("vendor", vendor.id().value())
                        .param("customer", company.customer().value())
                        .param("company", company.id().value())
                        .param("day", LocalDate.of(2027, 1, 1))
                        .param("note", "Regards, " + name + " <" + email + ">")
                        .param("kim", kim.value())
                        .update());
        assertThat(ids).containsOnly(1);
        jdbc.sql("insert into rfq_line (id, rfq_id, position, quantities, description)"
                        + " select gen_random_uuid(), id, 0, '{1}', :words from rfq where vendor_id = :vendor")
                .param("words", "as drawn by " + name)
                .param("vendor", vendor.id().value())
                .update();
        jdbc.sql("insert into engine_operation (id, at, action, affected, reason)"
                        + " values (gen_random_uuid(), now(), 'CANCEL', 1, :words)")
                .param("words", name + " called")
                .update();
        jdbc.sql("insert into drawing (id, file_name, media_type, size, added_at, company_id)"
                        + " values (gen_random_uuid(), :words, 'application/pdf', 1, now(), :company)")
                .param("words", name + ".pdf")
                .param("company", company.id().value())
                .update();
        importRows();
    }

    private void importRows() {
        var api = logins.newVendor();
        var imported = api.post(
                "/api/v1/customers/import?dryRun=false&invite=false",
                "company_name,email,phone,ranking\nKim's,%s,,A\nBad,%s,12,Z\n".formatted(email, email),
                "Content-Type",
                "text/csv");
        assertThat(imported.status()).isEqualTo(202);
        await().until(() -> api.get("/api/v1/imports/" + imported.text("id")).text("state"), "DONE"::equals);
    }

    private void comment(EmailChangeId change) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(change.toString())
                .singleResult();
        tasks.createComment(null, instance.getId(), "Called " + name + " at " + email);
    }

    private String erase(String address) throws Exception {
        return mvc.perform(post("/admin/people/erase")
                        .param("email", address)
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    private List<String> timeline(TestVendor of, CustomerId customer) {
        return jdbc.sql("select type from timeline where customer_id = :id and vendor_id = :vendor")
                .param("id", customer.value())
                .param("vendor", of.id().value())
                .query(String.class)
                .list();
    }

    /** Every column of every table, the engine's included, in which the address or the name is. */
    private List<String> traces() {
        var found = new ArrayList<String>();
        var skipped = Set.of("flyway_schema_history");
        jdbc
                .sql("""
                        select table_name, column_name, data_type from information_schema.columns
                        join information_schema.tables using (table_schema, table_name)
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                          and data_type in ('text', 'character varying', 'character', 'jsonb', 'json', 'bytea', 'ARRAY')""")
                .query((row, number) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .list()
                .stream()
                .filter(column -> !skipped.contains(column.get(0)))
                .forEach(column -> {
                    var text = column.get(2).equals("bytea")
                            ? "encode(" + column.get(1) + ", 'escape')"
                            : column.get(1) + "::text";
                    var rows = jdbc.sql("select count(*) from " + column.get(0) + " where " + text + " ~* :email or "
                                    + text + " ilike :name")
                            .param("email", "(^|[^a-z-])" + email.replace(".", "\\."))
                            .param("name", "%" + name + "%")
                            .query(Long.class)
                            .single();
                    if (rows > 0) {
                        found.add(column.get(0) + "." + column.get(1));
                    }
                });
        return found;
    }
}
