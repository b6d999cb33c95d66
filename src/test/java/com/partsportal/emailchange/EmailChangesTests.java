package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.EmailChanges.Answer;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests from the first mail to the last row, on PostgreSQL and with the real process. */
@PortalTest
class EmailChangesTests {

    Changing changing;

    @Autowired
    EmailChanges changes;

    @Autowired
    ChangeDecisions decisions;

    @Autowired
    TakeoverActs acts;

    @Autowired
    ChangeSteps steps;

    @Autowired
    UnseenAnswers unseen;

    @Autowired
    SupportCases cases;

    @Autowired
    Accounts accounts;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    AccountId agent;
    AccountId other;

    @BeforeEach
    void agents(@Autowired AutowireCapableBeanFactory beans) {
        changing = beans.createBean(Changing.class);
        agent = changing.agent(Role.SUPPORT);
        other = changing.agent(Role.SUPPORT_LEAD);
    }

    // ---- both mailboxes answer

    @Test
    void changesTheLoginWhenBothMailboxesAndAnAgentSayYes() {
        var company = changing.company();
        var to = address("new");
        var session = people.session(company.email());
        assertThat(session).isNotNull();
        var id = changing.signedIn(company, to);
        var confirm = changing.token(to, "email-change-confirm");
        var notice = changing.token(company.email(), "email-change-notice");
        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");

        assertThat(changes.confirmOld(
                        changes.view(notice).orElseThrow().change().id()))
                .isEqualTo(Answer.DONE);
        decisions.decide(id, agent, "approve", null, null);
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
        assertThat(changes.confirmNew(
                        changes.view(confirm).orElseThrow().change().id()))
                .isEqualTo(Answer.DONE);

        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        assertThat(changing.email(company.manager())).isEqualTo(to);
        assertThat(changing.text(
                        "select email from customer where id = ?",
                        company.customer().value()))
                .isEqualTo(to);
        assertThat(changing.text(
                        "select search_text from customer where id = ?",
                        company.customer().value()))
                .contains(to)
                .doesNotContain(company.email());
        assertThat(changing.count(
                        "spring_session where principal_name = ?",
                        company.manager().value().toString()))
                .isZero();
        assertThat(changing.count(
                        "timeline where customer_id = ? and type = 'EMAIL_CHANGED'",
                        company.customer().value()))
                .isOne();
        assertThat(accounts.isReserved(new EmailAddress(company.email()), null)).isTrue();
        assertThat(openTasks(id)).isEmpty();
        // the invitation keeps what it was sent to
        assertThat(changing.text(
                        "select email from invitation where customer_id = ?",
                        company.customer().value()))
                .isEqualTo(company.email());
        assertThat(changing.token(company.email(), "email-changed")).isNotBlank();
        jobs.runDue();
        assertThat(mailbox.await(to, "email-changed").path()).isEqualTo("/login");
        assertThat(changes.events(id))
                .extracting(ChangeEventRow::type)
                .containsExactly(
                        ChangeEvent.Type.REQUESTED,
                        ChangeEvent.Type.OLD_CONFIRMED,
                        ChangeEvent.Type.APPROVED,
                        ChangeEvent.Type.NEW_CONFIRMED,
                        ChangeEvent.Type.APPLIED);
    }

    @Test
    void leavesNothingPersonalInTheEngine() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        assertThat(changing.count("act_ru_variable where text_ in (?, ?)", company.email(), to))
                .isEqualTo(2);
        decisions.decide(id, agent, "approve", "Looks right", null);
        changes.confirmNew(id);
        changes.confirmOld(id);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        for (var table : jdbc.sql("select tablename from pg_tables where tablename like 'act\\_%'")
                .query(String.class)
                .list()) {
            assertThat(changing.count(
                            table + " t where t::text like ? or t::text like ?",
                            "%" + company.email() + "%",
                            "%" + to + "%"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void closesInvitationsToTheOldAddress() {
        var company = changing.company();
        var otherVendor = people.vendor("Globex Castings", address("vendor"));
        var invited = customers.add(
                otherVendor.id(),
                new NewCustomer("Initech", company.email(), null, "A", true, null, null, null),
                otherVendor.admin());
        applied(company, address("new"));
        assertThat(list.get(otherVendor.id(), invited).status().name()).isEqualTo("REVOKED");
        assertThat(changing.count("act_ru_execution where business_key_ = ?", invited.toString()))
                .isZero();
    }

    @Test
    void letsNobodyHaveTheOldAddressByAnInvitation() {
        var company = changing.company();
        applied(company, address("new"));
        var vendor = people.vendor("Globex Castings", address("vendor"));
        var invited = customers.add(
                vendor.id(),
                new NewCustomer("Other", company.email(), null, "A", true, null, null, null),
                vendor.admin());
        people.accept(list.get(vendor.id(), invited).invitation(), "Impostor");
        assertThat(accounts.byEmail(new EmailAddress(company.email()))).isEmpty();
        assertThat(list.get(vendor.id(), invited).status().name()).isEqualTo("INVITED");
    }

    // ---- taken

    @Test
    void tellsOnlyTheAgentThatTheNewAddressIsTaken() {
        var company = changing.company();
        var taken = changing.company();
        var id = changing.signedIn(company, taken.email());
        assertThat(
                        changing.text(
                                "select text_ from act_ru_variable where name_ = 'collisions' and text_ like '%another login%'"))
                .isNotBlank();
        changes.confirmOld(id);
        changes.confirmNew(id);
        assertThatThrownBy(() -> decisions.decide(id, agent, "approve", null, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("address-taken"));
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.OPEN);
        assertThat(changes.get(id).approvedAt()).isNull();
        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
        decisions.decide(id, agent, "reject", "Taken", null);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.REJECTED);
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "email-change-rejected")).hasSize(1);
    }

    // ---- from outside

    @Test
    void showsNobodyWhetherAnAddressHasALogin() {
        var company = changing.company();
        var to = address("known");
        var known = changing.signedOut(company.email(), to);
        changes.confirmNew(known);
        jobs.runDue();
        decisions.decide(known, agent, "ask", unseen.question(Locale.ENGLISH), null);
        jobs.runDue();
        var question = alike(known, mailbox.await(to, "email-change-reminder").text());
        changes.answer(known, "Initech");
        decisions.decide(known, agent, "reject", "Not convinced", null);
        jobs.runDue();
        var rejection = alike(known, mailbox.await(to, "email-change-rejected").text());

        var ways = new HashSet<Boolean>();
        while (ways.size() < 2) {
            var mine = address("new");
            var nobody = changing.signedOut(address("nobody"), mine);
            assertThat(changes.confirmNew(nobody)).isEqualTo(Answer.DONE);
            for (var day = 0; day < 9; day++) {
                jobs.runDue(nobody.value());
                deliver(mine);
                assertThat(openTasks(nobody)).isEmpty();
                clock.advance(Duration.ofDays(1));
            }
            assertThat(changes.get(nobody).state()).isEqualTo(ChangeState.REJECTED);
            var asked = mailbox.to(mine, "email-change-reminder").stream()
                    .filter(mail -> mail.subject().contains("question"))
                    .toList();
            assertThat(asked)
                    .hasSize(unseen.sendsQuestionFirst(nobody) ? 1 : 0)
                    .allSatisfy(mail -> assertThat(alike(nobody, mail.text())).isEqualTo(question));
            assertThat(alike(
                            nobody, mailbox.await(mine, "email-change-rejected").text()))
                    .isEqualTo(rejection);
            ways.add(unseen.sendsQuestionFirst(nobody));
        }
    }

    /** Sends what waits for this address, and nothing else. */
    private void deliver(String recipient) {
        jdbc.sql("select id from sent_mail where recipient = ?")
                .param(recipient)
                .query(UUID.class)
                .list()
                .forEach(jobs::runDue);
    }

    /** An email without what differs from request to request. */
    private String alike(EmailChangeId id, String text) {
        var change = changes.get(id);
        return text.replace(change.current().value(), "FROM")
                .replace(change.requested().value(), "TO")
                .replaceAll("/email-change/\\S+", "LINK")
                .replaceAll("\\d+ [A-Z][a-z]+ \\d+, \\S+ Z", "DATE")
                .replaceAll("\\d+", "#");
    }

    @Test
    void asksTheOldMailboxOnlyAfterTheNewOneIsProven() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedOut(company.email(), to);
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "email-change-notice")).isEmpty();
        assertThat(openTasks(id)).isEmpty();
        assertThat(changes.confirmNew(id)).isEqualTo(Answer.DONE);
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "email-change-notice")).hasSize(1);
        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");
    }

    @Test
    void countsOneConfirmedRequestOfALogin() {
        var company = changing.company();
        var first = changing.signedOut(company.email(), address("one"));
        changing.signedOut(company.email(), address("two"));
        assertThat(changes.confirmNew(first)).isEqualTo(Answer.DONE);
        assertThatThrownBy(() -> changing.signedIn(company, address("three")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("request-open"));
        changes.cancelOwn(company.manager());
        assertThat(changes.get(first).state()).isEqualTo(ChangeState.CANCELLED);
        var mine = changing.signedIn(company, address("three"));
        var again = changing.signedIn(company, address("four"));
        assertThat(changes.get(mine).state()).isEqualTo(ChangeState.CANCELLED);
        assertThat(changes.get(again).state()).isEqualTo(ChangeState.OPEN);
    }

    @Test
    void isNotForStaff() {
        var staff = accounts.find(agent).orElseThrow();
        assertThatThrownBy(() -> changes.request(new NewEmailChange(
                        staff.email(),
                        new EmailAddress(address("new")),
                        "r",
                        ChangeSource.SIGNED_IN,
                        agent,
                        Locale.ENGLISH)))
                .isInstanceOf(Refused.class);
        var id = changing.signedOut(staff.email().value(), address("new"));
        changes.confirmNew(id);
        jobs.runDue();
        assertThat(openTasks(id)).isEmpty();
    }

    // ---- the old mailbox is lost

    @Test
    void needsFourEyesAndTimeWhenTheOldMailboxIsSilent() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedOut(company.email(), to);
        changes.confirmNew(id);
        jobs.runDue();
        decisions.decide(id, agent, "approve", null, null);
        assertThat(openTasks(id)).containsExactly("SecondApproval");

        assertThatThrownBy(() -> decisions.decide(id, agent, "approve", null, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("four-eyes"));
        assertThatThrownBy(() -> decisions.decide(id, other, "ask", "why", null))
                .isInstanceOf(InvalidValue.class);
        assertThat(openTasks(id)).containsExactly("SecondApproval");

        decisions.decide(id, other, "approve", null, null);
        assertThat(openTasks(id)).isEmpty();
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "email-change-waiting")).hasSize(1);
        clock.advance(Duration.ofHours(71));
        jobs.runDue();
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
        clock.advance(Duration.ofHours(2));
        jobs.runDue();
        assertThat(changing.email(company.manager())).isEqualTo(to);
    }

    @Test
    void takesTheWordOfAnotherManager() {
        var company = changing.company();
        var colleague = address("colleague");
        people.member(company, colleague, Role.CUSTOMER_MANAGER);
        var to = address("new");
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        decisions.decide(id, agent, "approve", null, null);
        var evidence = changing.token(colleague, "email-change-evidence");
        var look = changes.view(evidence).orElseThrow();
        assertThat(changes.giveEvidence(id, look.link().account())).isEqualTo(Answer.DONE);
        assertThat(changes.giveEvidence(id, look.link().account())).isEqualTo(Answer.TOO_LATE);
        assertThat(openTasks(id)).isEmpty();
        clock.advance(Duration.ofHours(73));
        jobs.runDue();
        assertThat(changing.email(company.manager())).isEqualTo(to);
    }

    @Test
    void letsTheCoolingOffRunToItsEndEvenAfterTheExpiryThatWas() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        decisions.decide(id, agent, "approve", null, null);
        clock.advance(Duration.ofDays(13));
        jobs.runDue();
        decisions.decide(id, other, "approve", null, null);
        clock.advance(Duration.ofHours(73));
        jobs.runDue();
        assertThat(changing.email(company.manager())).isEqualTo(to);
    }

    @Test
    void closesTheWaitingWithALateYes() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        decisions.decide(id, agent, "approve", null, null);
        decisions.decide(id, other, "approve", null, null);
        assertThat(changes.confirmOld(id)).isEqualTo(Answer.DONE);
        assertThat(changing.email(company.manager())).isEqualTo(to);
    }

    // ---- in whatever order

    /** N, O: the new and the old mailbox say yes; A, S: first and second agent approve; M: a manager vouches; W: the waiting. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOA", "NAO", "ONA", "OAN", "ANO", "AON", "NASW", "ANSW", "ASNW", "ASWN", "NAMW", "ANMW", "AMNW",
                "AMWN", "NASO", "ASON", "ASNO", "ASWNO", "ASWON", "AMNO", "AMON", "QRNOA", "NQORA", "OQNRA"
            })
    void appliesWithTheLastOfItsProofsInWhateverOrder(String order) {
        var company = changing.company();
        var colleague = colleagueOf(company);
        var to = address("new");
        var id = changing.signedIn(company, to);
        for (var proof = 0; proof < order.length(); proof++) {
            // of the two that end with a yes nobody waited for, the one before was the last that was missing
            var before = order.equals("ASWNO") && proof == 4;
            assertThat(changing.email(company.manager()))
                    .as("before " + order.substring(proof))
                    .isEqualTo(before ? to : company.email());
            prove(id, order.charAt(proof), colleague);
        }
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        assertThat(changing.email(company.manager())).isEqualTo(to);
        assertThat(changing.count("act_ru_execution where business_key_ = ?", id.toString()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "N", "O", "A", "NA", "ON", "OA", "NAS", "AS", "AM", "ASW", "Q", "NQ", "NQR"})
    void stopsAtAnyMomentWhenTheOldMailboxSaysItWasSomebodyElse(String before) {
        var company = changing.company();
        var colleague = colleagueOf(company);
        var id = changing.signedIn(company, address("new"));
        before.chars().forEach(proof -> prove(id, (char) proof, colleague));

        assertThat(changes.dispute(id)).isEqualTo(Answer.DONE);

        assertThat(changes.get(id).state()).isEqualTo(ChangeState.DISPUTED);
        assertThat(openTasks(id)).isEmpty();
        assertThat(changing.count("act_ru_execution where business_key_ = ?", id.toString()))
                .isZero();
        assertThat(changing.count("support_case where email_change_id = ? and state = 'OPEN'", id.value()))
                .isOne();
        for (var late : List.of(changes.confirmNew(id), changes.confirmOld(id), changes.cancel(id))) {
            assertThat(late).isEqualTo(Answer.TOO_LATE);
        }
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
    }

    @Test
    void beginsAnewWithAnAgentWhenTheAddressIsTakenDuringTheCoolingOff() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        "NAS".chars().forEach(proof -> prove(id, (char) proof, company.manager()));
        var taker = people.company(people.vendor("Globex Castings", address("vendor")), "Borg", to);

        prove(id, 'W', company.manager());

        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");
        assertThat(changes.get(id).coolingOffEndsAt()).isNull();
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
        assertThat(changing.email(taker.manager())).isEqualTo(to);
        assertThat(changes.cancel(id)).isEqualTo(Answer.DONE);
    }

    private AccountId colleagueOf(TestCompany company) {
        var email = address("colleague");
        people.member(company, email, Role.CUSTOMER_MANAGER);
        return accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
    }

    private void prove(EmailChangeId id, char proof, AccountId colleague) {
        switch (proof) {
            case 'N' -> changes.confirmNew(id);
            case 'O' -> changes.confirmOld(id);
            case 'A' -> decisions.decide(id, agent, "approve", null, null);
            case 'S' -> decisions.decide(id, other, "approve", null, null);
            case 'M' -> assertThat(changes.giveEvidence(id, colleague)).isEqualTo(Answer.DONE);
            case 'W' -> clock.advance(Duration.ofHours(73));
            case 'Q' -> decisions.decide(id, agent, "ask", "Which domain?", null);
            case 'R' -> changes.answer(id, "borg.example");
            default -> throw new IllegalArgumentException(String.valueOf(proof));
        }
        jobs.runDue(id.value());
    }

    // ---- it was somebody else

    @Test
    void stopsAndOpensACaseWhenTheOldMailboxSaysItWasSomebodyElse() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        changes.confirmNew(id);
        decisions.decide(id, agent, "approve", null, null);
        decisions.decide(id, other, "approve", null, null);

        assertThat(changes.dispute(id)).isEqualTo(Answer.DONE);
        assertThat(changes.dispute(id)).isEqualTo(Answer.TOO_LATE);

        clock.advance(Duration.ofDays(20));
        jobs.runDue();
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.DISPUTED);
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
        assertThat(changing.count("support_case where email_change_id = ? and state = 'OPEN'", id.value()))
                .isOne();
        assertThat(tasks.createTaskQuery().taskDefinitionKey("HandleCase").count())
                .isPositive();
    }

    @Test
    void undoesFromTheOldMailboxAndGivesTheAddressBack() {
        var company = changing.company();
        var to = address("new");
        applied(company, to);
        var undo = changing.token(company.email(), "email-changed");

        assertThat(changes.undo(undo)).isEqualTo(Answer.DONE);
        assertThat(changes.undo(undo)).isEqualTo(Answer.TOO_LATE);

        assertThat(accounts.find(company.manager()).orElseThrow().active()).isFalse();
        var supportCase = SupportCaseId.of(changing.text(
                "select id::text from support_case where account_id = ?",
                company.manager().value()));
        assertThatThrownBy(() -> acts.perform(supportCase, TakeoverAct.RESTORE_ADDRESS, agent, " "))
                .isInstanceOf(InvalidValue.class);
        acts.perform(supportCase, TakeoverAct.RESTORE_ADDRESS, agent, "Called the owner");
        var restore = new EmailChangeId(UUID.fromString(changing.text(
                "select id::text from email_change where account_id = ? and source = 'RESTORE'",
                company.manager().value())));
        assertThat(changes.confirmNew(restore)).isEqualTo(Answer.DONE);
        decisions.decide(restore, agent, "approve", null, null);
        assertThat(accounts.find(company.manager()).orElseThrow().active())
                .as("one agent is not enough")
                .isFalse();
        approveSecond(restore);
        clock.advance(Duration.ofHours(73));
        jobs.runDue();
        assertThat(mailbox.to(to, "email-change-notice"))
                .as("the mailbox that has the login now is asked")
                .isNotEmpty();
        var back = accounts.find(company.manager()).orElseThrow();
        assertThat(back.active()).isTrue();
        assertThat(back.email().value()).isEqualTo(company.email());
        assertThat(changing.text(
                        "select email from customer where id = ?",
                        company.customer().value()))
                .isEqualTo(company.email());
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "password-reset")).hasSize(1);
    }

    private void approveSecond(EmailChangeId id) {
        decisions.decide(id, other, "approve", null, null);
    }

    @Test
    void undoesNothingAfterSevenDays() {
        var company = changing.company();
        applied(company, address("new"));
        var undo = changing.token(company.email(), "email-changed");
        clock.advance(Duration.ofDays(8));
        assertThat(changes.undo(undo)).isEqualTo(Answer.TOO_LATE);
        assertThat(accounts.find(company.manager()).orElseThrow().active()).isTrue();
    }

    // ---- asks, reminders, expiry

    @Test
    void asksBackAndGoesOnWithTheAnswer() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        decisions.decide(id, agent, "ask", "Which domain?", null);
        assertThat(openTasks(id)).isEmpty();
        assertThatThrownBy(() -> decisions.decide(id, agent, "approve", null, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("wrong-state"));
        jobs.runDue();
        assertThat(mailbox.await(to, "email-change-reminder").text()).contains("Which domain?");
        assertThat(changes.answer(id, "borg.example")).isEqualTo(Answer.DONE);
        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");
        assertThat(changing.text(
                        "select v.text_ from act_ru_variable v where name_ = 'reason' and text_ like '%borg.example%'"))
                .contains("Our domain has changed");
    }

    @Test
    void remindsOnceAndExpires() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        jobs.runDue();
        clock.advance(Duration.ofDays(8));
        jobs.runDue();
        assertThat(mailbox.to(to, "email-change-reminder")).hasSize(1);
        clock.advance(Duration.ofDays(7));
        jobs.runDue();
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.EXPIRED);
        assertThat(changes.confirmNew(id)).isEqualTo(Answer.TOO_LATE);
        assertThat(openTasks(id)).isEmpty();
    }

    // ---- walls

    @Test
    void theDatabaseRefusesEveryOtherWayToAnAddressAndToTheRecord() {
        var company = changing.company();
        changing.signedIn(company, address("new"));
        assertThat(changing.count(
                        "timeline where actor_id = ?", company.manager().value()))
                .isPositive();

        for (var sql : List.of(
                "update account set email = 'x@evil.example' where id = :account",
                "update account set email = 'x@evil.example', active = false, version = version + 1 where id = :account",
                "update account set email = upper(email) where id = :account",
                "insert into account select * from account where id = :account on conflict (id) do update set email = 'x@evil.example'",
                "update customer set email = 'x@evil.example' where contact_account_id = :account",
                "update customer set email = 'x@evil.example', status = 'DEACTIVATED' where contact_account_id = :account",
                "insert into customer select * from customer where contact_account_id = :account"
                        + " on conflict (id) do update set email = 'x@evil.example'",
                "with login as (update account set email = 'x@evil.example' where id = :account returning id, email)"
                        + " update customer c set email = login.email from login where c.contact_account_id = login.id",
                "update email_change set new_email = 'x@evil.example' where account_id = :account",
                "update email_change set current_email = 'x@evil.example' where account_id = :account",
                "update timeline set details = '{\"x\": 1}' where actor_id = :account",
                "delete from timeline where actor_id = :account",
                "truncate timeline",
                "update email_change_event set comment = 'x' where actor_id = :account",
                "delete from email_change_event where actor_id = :account",
                "truncate email_change_event")) {
            assertThatThrownBy(() -> jdbc.sql(sql)
                            .param("account", company.manager().value())
                            .update())
                    .as(sql)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("23001"));
        }
        assertThat(changing.email(company.manager())).isEqualTo(company.email());
        assertThat(changing.text(
                        "select email from customer where id = ?",
                        company.customer().value()))
                .isEqualTo(company.email());
    }

    @Test
    void appliesOnlyWithEveryProof() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        assertThatThrownBy(() -> steps.apply(id)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> jdbc.sql(
                                "update email_change set state = 'APPLIED', ended_at = expires_at, admitted = true, new_confirmed_at = requested_at where id = ?")
                        .param(id.value())
                        .update())
                .isInstanceOf(RuntimeException.class);
    }

    private void applied(TestCompany company, String to) {
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        changes.confirmOld(id);
        decisions.decide(id, agent, "approve", null, null);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
    }

    private List<String> openTasks(EmailChangeId id) {
        return tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).list().stream()
                .map(task -> task.getTaskDefinitionKey())
                .toList();
    }
}
