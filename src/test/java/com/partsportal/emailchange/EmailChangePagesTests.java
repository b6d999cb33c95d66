package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyUsers;
import com.partsportal.customer.ContactWithoutSuccessor;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.InvalidValue;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.Statements;
import com.partsportal.testing.TestCompany;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** What requesters, vendors, agents and the lead see of requests and cases, and decisions by REST. */
@PortalTest
class EmailChangePagesTests {

    Changing changing;

    @Autowired
    EmailChanges changes;

    @Autowired
    ChangeDecisions decisions;

    @Autowired
    SupportCases cases;

    @Autowired
    CaseReport report;

    @Autowired
    Companies companies;

    @Autowired
    CompanyUsers companyUsers;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Statements counted;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    WebApplicationContext context;

    @Autowired
    HikariDataSource database;

    @Value("${portal.base-url}")
    String base;

    @BeforeEach
    void words(@Autowired AutowireCapableBeanFactory beans) {
        changing = beans.createBean(Changing.class);
    }

    // ---- the requester

    @Test
    void showsTheRequesterTheStateOfTheCase() {
        var company = changing.company();
        var to = address("new");
        var session = people.session(company.email());
        assertThat(pages.send(session, "/email-change", "requested", to, "reason", "New domain")
                        .getRedirectedUrl())
                .isEqualTo("/email-change?asked");

        assertThat(pages.text(session, "/email-change?asked"))
                .contains("asked the previous mailbox", "See its status")
                .doesNotContain("Nothing happens before");
        assertThat(pages.text(session, "/email-change"))
                .contains("Your open request", "New email: " + to)
                .contains("Confirmed from the new mailbox : waiting", "Approved by support : waiting")
                .contains("A new request takes its place");
        var link = "/email-change/" + changing.token(to, "email-change-confirm");
        assertThat(pages.text(session, link)).contains("Is this mailbox yours?", "Confirm new address");
        assertThat(pages.send(session, link, "confirm", "").getRedirectedUrl()).isEqualTo("?answered");
        assertThat(pages.text(session, link))
                .contains("Your request is being checked")
                .contains("Confirmed from the new mailbox : done", "Answered from the previous address : waiting");
        assertThat(pages.text(session, "/email-change")).doesNotContain("A new request takes its place");

        assertThat(pages.send(session, link, "cancel", "").getStatus()).isEqualTo(302);
        assertThat(pages.text(session, link)).contains("The request was cancelled");
        assertThat(pages.text(session, "/email-change")).doesNotContain("Your open request");
        assertThat(pages.send(session, link, "whatever", "").getStatus()).isEqualTo(400);
    }

    @Test
    void asksTheRequesterOnTheOwnPageToo() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        var session = people.session(company.email());
        assertThat(pages.send(session, "/email-change", "answer", "", "reply", "Nobody asked")
                        .getRedirectedUrl())
                .isEqualTo("/email-change");
        assertThat(changes.get(id).answer()).isNull();

        var supporter = changing.agent(Role.SUPPORT);
        for (var question : List.of("see bit.ly/x", "mailto:x@evil.example", "a\u202eb", "a\u0000b")) {
            assertThatThrownBy(() -> decisions.decide(id, supporter, "ask", question, null))
                    .isInstanceOf(InvalidValue.class);
        }
        decisions.decide(id, supporter, "ask", "Which <site> do you work at?", null);

        assertThat(pages.text(session, "/email-change"))
                .contains("Support has a question", "Which &lt;site&gt; do you work at?", "Your answer");
        var empty = pages.send(session, "/email-change", "answer", "", "reply", " ");
        assertThat(empty.getStatus()).isEqualTo(422);
        assertThat(Pages.text(empty)).contains("Answer with at most 1,000 characters", "Your answer");
        assertThat(pages.send(session, "/email-change", "answer", "", "reply", "Ber\u0000lin")
                        .getStatus())
                .isEqualTo(422);
        var stranger = changing.company();
        pages.send(people.session(stranger.email()), "/email-change", "answer", "", "reply", "Paris");
        assertThat(changes.get(id).answer()).isNull();
        assertThat(pages.send(session, "/email-change", "answer", "", "reply", "Berlin")
                        .getRedirectedUrl())
                .isEqualTo("/email-change");

        assertThat(changes.get(id).answer()).isEqualTo("Berlin");
        assertThat(changes.events(id)).last().extracting(ChangeEventRow::actor).isEqualTo("Mona Manager");
        assertThat(pages.text(session, "/email-change")).doesNotContain("Support has a question");
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(id.toString())
                        .taskDefinitionKey("ReviewEmailChange")
                        .count())
                .isOne();
        assertThat(pages.send(session, "/email-change", "cancel", "").getRedirectedUrl())
                .isEqualTo("/email-change");
        assertThat(pages.text(session, "/email-change"))
                .doesNotContain("Your open request", "The request was cancelled Nothing");
    }

    @Test
    void tellsTheRequesterForTwoWeeksThatItWasNotApproved() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        decisions.decide(id, changing.agent(Role.SUPPORT), "reject", "Nobody answered the phone", null);
        var session = people.session(company.email());

        assertThat(pages.text(session, "/email-change"))
                .contains("The address stays as it is", "New email: " + to, "Ended on")
                .doesNotContain("Nobody answered the phone", "Your open request");
        assertThat(pages.text(people.session(changing.company().email()), "/email-change"))
                .doesNotContain("The address stays as it is");
        jdbc.update("update email_change set ended_at = ended_at - interval '15 days' where id = ?", id.value());
        assertThat(pages.text(session, "/email-change")).doesNotContain("The address stays as it is");
    }

    @Test
    void showsAStrangerTheSameStateWhetherOrNotTheLoginExists() {
        var company = changing.company();
        var known = address("known");
        var unknown = address("unknown");
        var nobodys = address("nobody");
        changing.signedOut(company.email(), known);
        changing.signedOut(nobodys, unknown);

        assertThat(stateAfterConfirming(company.email(), known))
                .contains("Our support checks everything else")
                .isEqualTo(stateAfterConfirming(nobodys, unknown));
    }

    private String stateAfterConfirming(String from, String to) {
        var stranger = new Cookie("nothing", "x");
        var link = "/email-change/" + changing.token(to, "email-change-confirm");
        pages.send(stranger, link, "confirm", "");
        return pages.text(stranger, link)
                .replace(to, "the new one")
                .replace(from, "the old one")
                .replaceFirst("number \\d+", "number n");
    }

    @Test
    void doesTheSameWorkForAStrangerWhetherOrNotTheLoginExists() {
        ask(address("first"), address("new")); // fills the caches of models
        var known = ask(changing.company().email(), address("new"));
        var unknown = ask(address("nobody"), address("new"));

        assertThat(known.toString()).contains("insert into email_change", "update email_change");
        assertThat(unknown).isEqualTo(known);
    }

    /** Asks and confirms; the statements of both, and how often each ran. */
    private Map<String, Long> ask(String from, String to) {
        var stranger = new Cookie("nothing", "x");
        counted.forget();
        var asked = pages.send(stranger, "/email-change", "current", from, "requested", to, "reason", "Lost mailbox");
        var statements = new TreeMap<>(statements());
        assertThat(asked.getRedirectedUrl()).isEqualTo("/email-change?asked");
        assertThat(asked.getHeaderNames()).doesNotContain("Set-Cookie");
        assertThat(asked.getContentLength()).isZero();

        var link = "/email-change/" + changing.token(to, "email-change-confirm");
        counted.forget();
        assertThat(pages.send(stranger, link, "confirm", "").getRedirectedUrl()).isEqualTo("?answered");
        statements().forEach((query, calls) -> statements.merge(query, calls, Long::sum));
        return statements;
    }

    /**
     * Without what comes by the clock: a look for imports, the end of old sessions, and what the engine remembers for two
     * seconds.
     */
    private Map<String, Long> statements() {
        return jdbc.queryForList("""
                        select query, sum(calls)::bigint as calls from measured.pg_stat_statements s
                        join pg_database d on d.oid = s.dbid
                        where d.datname = current_database() and toplevel and query !~* '(pg_stat_statements|customer_import|expiry_time <|act_re_|act_ru_jobdef|select exists)'
                        group by query""").stream()
                .collect(Collectors.toMap(
                        row -> withoutConstants((String) row.get("query")), row -> (Long) row.get("calls"), Long::sum));
    }

    /** A statement that was prepared before {@code forget} is listed with its constants. */
    private static String withoutConstants(String query) {
        return query.replaceAll("\\$\\d+|'\\w*'|\\b(\\d+|true|false)\\b", "?");
    }

    // ---- an agent for somebody who wrote or called

    @Test
    void anAgentRegistersARequestAndSaysHowItCame() {
        var company = changing.company();
        var agent = changing.agent(Role.SUPPORT);
        var session = people.session(changing.email(agent));
        var to = address("new");
        assertThat(pages.text(session, "/email-change")).contains("Current email", "How it came");

        var unsaid = pages.send(
                session,
                "/email-change",
                "current",
                company.email(),
                "requested",
                to,
                "reason",
                "Called",
                "source",
                "");
        assertThat(unsaid.getStatus()).isEqualTo(422);
        assertThat(pages.send(
                                session,
                                "/email-change",
                                "current",
                                company.email(),
                                "requested",
                                to,
                                "reason",
                                "Called",
                                "source",
                                "SIGNED_IN")
                        .getStatus())
                .as("nobody vouches for a session that is not there")
                .isEqualTo(422);
        assertThat(pages.send(
                                session,
                                "/email-change",
                                "current",
                                company.email(),
                                "requested",
                                to,
                                "reason",
                                "Called",
                                "source",
                                "BY_PHONE")
                        .getRedirectedUrl())
                .isEqualTo("/email-change?asked");
        assertThat(pages.text(session, "/email-change?asked"))
                .contains("The request is registered – Parts Portal", "The request is registered A link was sent")
                .doesNotContain("Check your new inbox");

        var id = EmailChangeId.of(changing.text("select id::text from email_change where new_email = ?", to));
        assertThat(changes.get(id).source()).isEqualTo(ChangeSource.BY_PHONE);
        assertThat(changes.events(id))
                .singleElement()
                .extracting(ChangeEventRow::actor)
                .isEqualTo("Sam Support");
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(id.toString())
                        .count())
                .as("nothing before the new mailbox is proven")
                .isZero();
        pages.send(session, "/email-change/" + changing.token(to, "email-change-confirm"), "confirm", "");
        jobs.runDue();
        var review = tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
        assertThat((String) tasks.getVariable(review.getId(), "requested")).contains("by phone, registered by support");
    }

    // ---- sessions

    @Test
    void theSessionsEndOnTheOtherNodesToo() throws Exception {
        var company = changing.company();
        var session = people.session(company.email());
        var other = otherNode();
        assertThat(status(other, session)).isEqualTo(200);

        var id = changing.signedIn(company, address("new"));
        changes.confirmNew(id);
        changes.confirmOld(id);
        decisions.decide(id, changing.agent(Role.SUPPORT), "approve", null, null);

        assertThat(status(other, session)).as("at the next request").isEqualTo(302);
        assertThat(pages.open(session, "/portal").getRedirectedUrl()).startsWith("/login");
    }

    @Test
    void theOldAddressOpensNothingAnyMoreAndItsLinksAreDead() {
        var company = changing.company();
        var to = address("new");
        var stranger = new Cookie("nothing", "x");
        pages.send(stranger, "/password", "email", company.email());
        jobs.runDue();
        var reset = mailbox.await(company.email(), "password-reset").path();
        assertThat(pages.open(stranger, reset).getStatus()).isEqualTo(200);
        assertThat(pages.call(company.email(), "/api/v1/me").getStatus()).isEqualTo(200);

        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        changes.confirmOld(id);
        decisions.decide(id, changing.agent(Role.SUPPORT), "approve", null, null);

        assertThat(pages.open(stranger, reset).getStatus()).isEqualTo(410);
        assertThat(pages.call(company.email(), "/api/v1/me").getStatus()).isEqualTo(401);
        assertThat(pages.call(to, "/api/v1/me").getStatus()).isEqualTo(200);
    }

    /** With connections and a repository of sessions of its own; only the database is the same. */
    private MockMvc otherNode() {
        var connections = new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), "");
        var sessions = new JdbcIndexedSessionRepository(
                new JdbcTemplate(connections), new TransactionTemplate(new JdbcTransactionManager(connections)));
        var filter = new SessionRepositoryFilter<>(sessions);
        var cookie = new CookieHttpSessionIdResolver();
        cookie.setCookieSerializer(context.getBean(CookieSerializer.class));
        filter.setHttpSessionIdResolver(cookie);
        return MockMvcBuilders.webAppContextSetup(context)
                .addFilters(filter, context.getBean("springSecurityFilterChain", Filter.class))
                .build();
    }

    private static int status(MockMvc node, Cookie session) throws Exception {
        return node.perform(get("/portal").cookie(session))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    // ---- the vendor

    @Test
    void theVendorSeesTheNewAddressAndSinceWhen() {
        var acme = people.vendor("Acme Machining", address("vendor"));
        var company = people.company(acme, "Initech", address("manager"));
        var vendor = people.session(acme.email());
        var page = "/vendor/customers/" + company.customer();
        assertThat(pages.text(vendor, page)).contains(company.email()).doesNotContain("changed on");

        var to = address("new");
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        changes.confirmOld(id);
        decisions.decide(id, changing.agent(Role.SUPPORT), "approve", null, null);

        assertThat(pages.text(vendor, "/vendor/customers"))
                .contains(to + " changed on ")
                .doesNotContain(company.email());
        assertThat(pages.text(vendor, page)).contains(to + " changed on ").contains("new address");
        // what was sent stays what it was
        assertThat(changing.text(
                        "select email from invitation where customer_id = ?",
                        company.customer().value()))
                .isEqualTo(company.email());
    }

    // ---- the lead

    @Test
    void tellsTheLeadWhatNobodyDidInTime() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        transactions.executeWithoutResult(
                status -> cases.openWithoutManager(company.id().value(), null));
        var agent = changing.agent(Role.SUPPORT);
        var lead = changing.agent(Role.SUPPORT_LEAD);
        var leadsSession = people.session(changing.email(lead));
        assertThat(Pages.html(pages.open(leadsSession, "/email-change"))).doesNotContain(id.toString());

        clock.advance(Duration.ofDays(2).plusMinutes(1));
        jobs.runDue();

        leadsSession = people.session(changing.email(lead));
        assertThat(pages.text(leadsSession, "/email-change"))
                .contains("Overdue: these are yours now", "Email change escalated", "Company without a manager");
        assertThat(Pages.html(pages.open(leadsSession, "/email-change"))).contains(id.toString());
        assertThat(pages.text(people.session(changing.email(agent)), "/email-change"))
                .doesNotContain("Overdue");
        assertThat(tasks.createTaskQuery()
                        .taskMinPriority(100)
                        .taskCandidateGroup("support-lead")
                        .processInstanceBusinessKeyIn(
                                id.toString(), caseOf(company).toString())
                        .count())
                .isEqualTo(2);
        assertThat(changes.events(id)).extracting(ChangeEventRow::type).contains(ChangeEvent.Type.ESCALATED);

        decisions.decide(id, lead, "reject", "Nobody could be reached", null);
        assertThat(escalated(id.value())).isFalse();
        assertThat(escalated(caseOf(company))).isTrue();
    }

    @Test
    void aSecondApprovalIsTheLeadsAnew() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        clock.advance(Duration.ofDays(2).plusMinutes(1));
        jobs.runDue();
        assertThat(escalated(id.value())).isTrue();

        decisions.decide(id, changing.agent(Role.SUPPORT), "approve", null, null);
        assertThat(escalated(id.value())).isFalse();

        clock.advance(Duration.ofDays(2).plusMinutes(1));
        jobs.runDue();
        assertThat(escalated(id.value())).isTrue();
        assertThat(changes.events(id))
                .filteredOn(event -> event.type() == ChangeEvent.Type.ESCALATED)
                .hasSize(2);
        changes.confirmOld(id);
        assertThat(escalated(id.value())).isFalse();
    }

    private boolean escalated(UUID id) {
        return report.find("", CaseReport.State.OVERDUE).stream()
                .anyMatch(one -> one.id().equals(id));
    }

    // ---- a company without a manager

    @Test
    void supportNamesASuccessorWithoutEditingAnAddress() {
        var vendor = people.vendor("Acme Machining", address("vendor"));
        var company = people.company(vendor, "Initech", address("manager"));
        var carl = address("carl");
        people.member(company, carl, Role.CUSTOMER_USER);
        // the only other manager is the contact of another customer of this vendor
        var elsewhere = people.company(vendor, "Initrode", address("elsewhere"));
        transactions.executeWithoutResult(
                status -> companies.join(company.id(), elsewhere.manager(), Role.CUSTOMER_MANAGER));
        companyUsers.leave(company.id(), company.manager());
        var id = caseOf(company);
        var agent = changing.agent(Role.SUPPORT);
        var session = people.session(changing.email(agent));
        var page = "/email-change/cases/" + id;
        assertThat(pages.text(session, page)).contains("Company without a manager", "Initech", carl);
        assertThat(contact(company)).isEqualTo(company.email());

        assertThat(pages.send(
                                session,
                                page,
                                "manager",
                                people.membership(company, carl).toString())
                        .getStatus())
                .isEqualTo(302);

        assertThat(contact(company)).as("one agent is not enough").isEqualTo(company.email());
        assertThat(pages.send(
                                session,
                                page,
                                "manager",
                                people.membership(company, carl).toString())
                        .getStatus())
                .as("nor the same one twice")
                .isEqualTo(409);
        var second = people.session(changing.email(changing.agent(Role.SUPPORT)));
        assertThat(pages.text(second, page)).contains("another agent has to agree");
        pages.send(second, page, "manager", people.membership(company, carl).toString());

        assertThat(contact(company)).isEqualTo(carl);
        assertThat(changing.text(
                        "select u.role from company_user u join account a on a.id = u.account_id where a.email = ?",
                        carl))
                .isEqualTo("CUSTOMER_MANAGER");
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
        assertThat(cases.get(new SupportCaseId(id)).open()).isTrue();

        cases.close(new SupportCaseId(id), agent, "done", "Carl manages it now");
        assertThat(pages.send(
                                session,
                                page,
                                "manager",
                                people.membership(company, carl).toString())
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void opensOneCaseOfACompanyHoweverOftenItsContactIsMissed() {
        var company = changing.company();
        for (var time = 0; time < 2; time++) {
            transactions.executeWithoutResult(
                    status -> events.publishEvent(new ContactWithoutSuccessor(company.customer(), company.id())));
        }

        var id = caseOf(company);
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(id.toString())
                        .list())
                .singleElement()
                .satisfies(task -> assertThat(task.getTaskDefinitionKey()).isEqualTo("HandleCase"));
    }

    /** The one case of this company. */
    private UUID caseOf(TestCompany company) {
        return UUID.fromString(changing.text(
                "select id::text from support_case where company_id = ?",
                company.id().value()));
    }

    private String contact(TestCompany company) {
        return changing.text(
                "select email from customer where id = ?", company.customer().value());
    }

    // ---- the same decision by REST

    @Test
    void decidesOnceHoweverOftenTheHelpDeskSendsIt() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        var first = changing.agent(Role.SUPPORT);
        var desk = ApiClient.of(base, changing.email(first), People.PASSWORD);
        var path = "/api/v1/email-changes/" + id + "/decision";
        var approval = "{\"decision\": \"approve\", \"comment\": \"Called back\"}";
        var key = UUID.randomUUID().toString();

        var review = tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
        tasks.claim(review.getId(), changing.agent(Role.SUPPORT).value().toString());
        assertThat(desk.post(path, approval).outcome()).isEqualTo("409 claimed");
        tasks.setAssignee(review.getId(), first.value().toString());

        assertThat(desk.post(path, "{\"decision\": \"reject\"}").outcome()).startsWith("400");
        assertThat(desk.post(path, "{\"decision\": \"whatever\", \"comment\": \"x\"}")
                        .outcome())
                .startsWith("400");
        var approved = desk.post(path, approval, "Idempotency-Key", key);
        assertThat(approved.outcome()).isEqualTo("200");
        assertThat(approved.text("missing")).isEqualTo("OLD_ADDRESS");
        var repeated = desk.post(path, approval, "Idempotency-Key", key);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(approved.body());
        assertThat(desk.post(path, "{\"decision\": \"reject\", \"comment\": \"x\"}", "Idempotency-Key", key)
                        .outcome())
                .isEqualTo("422 idempotency-mismatch");

        assertThat(desk.post(path, approval).outcome()).isEqualTo("409 four-eyes");
        var other = ApiClient.of(base, changing.email(changing.agent(Role.SUPPORT_LEAD)), People.PASSWORD);
        assertThat(other.post(path, "{\"decision\": \"ask\", \"comment\": \"Who?\"}")
                        .outcome())
                .startsWith("400");
        assertThat(other.post(path, approval).outcome()).isEqualTo("200");
        var late = other.post(path, approval);
        assertThat(late.outcome()).isEqualTo("409 wrong-state");
        assertThat(late.text("detail")).doesNotContain("customer");
        assertThat(changes.events(id))
                .extracting(ChangeEventRow::type)
                .containsExactly(
                        ChangeEvent.Type.REQUESTED,
                        ChangeEvent.Type.APPROVED,
                        ChangeEvent.Type.SECOND_APPROVED,
                        ChangeEvent.Type.COOLING_OFF);
        assertThat(ApiClient.of(base, company.email(), People.PASSWORD)
                        .post(path, approval)
                        .status())
                .isEqualTo(403);
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
    }
}
