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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
        var firm = changing.firm();
        var to = address("new");
        var session = people.session(firm.email());
        assertThat(session).isNotNull();
        var id = changing.signedIn(firm, to);
        var confirm = changing.token(to, "email-change-confirm");
        var notice = changing.token(firm.email(), "email-change-notice");
        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");

        assertThat(changes.confirmOld(
                        changes.look(notice).orElseThrow().change().id()))
                .isEqualTo(Answer.DONE);
        changes.decide(id, agent, "approve", null);
        assertThat(changing.email(firm.manager())).isEqualTo(firm.email());
        assertThat(changes.confirmNew(
                        changes.look(confirm).orElseThrow().change().id()))
                .isEqualTo(Answer.DONE);

        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        assertThat(changing.email(firm.manager())).isEqualTo(to);
        assertThat(changing.text(
                        "select email from customer where id = ?",
                        firm.customer().value()))
                .isEqualTo(to);
        assertThat(changing.text(
                        "select search_text from customer where id = ?",
                        firm.customer().value()))
                .contains(to)
                .doesNotContain(firm.email());
        assertThat(changing.count(
                        "spring_session where principal_name = ?",
                        firm.manager().value().toString()))
                .isZero();
        assertThat(changing.count(
                        "timeline where customer_id = ? and type = 'EMAIL_CHANGED'",
                        firm.customer().value()))
                .isOne();
        assertThat(accounts.isReserved(new EmailAddress(firm.email()), null)).isTrue();
        assertThat(openTasks(id)).isEmpty();
        // the invitation keeps what it was sent to
        assertThat(changing.text(
                        "select email from invitation where customer_id = ?",
                        firm.customer().value()))
                .isEqualTo(firm.email());
        assertThat(changing.token(firm.email(), "email-changed")).isNotBlank();
        jobs.runDue();
        assertThat(mailbox.await(to, "email-changed").path()).isEqualTo("/login");
        assertThat(changes.record(id))
                .extracting(ChangeEvent::type)
                .containsExactly(
                        ChangeEvent.Type.REQUESTED,
                        ChangeEvent.Type.OLD_CONFIRMED,
                        ChangeEvent.Type.APPROVED,
                        ChangeEvent.Type.NEW_CONFIRMED,
                        ChangeEvent.Type.APPLIED);
    }

    @Test
    void leavesNothingPersonalInTheEngine() {
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedIn(firm, to);
        assertThat(changing.count("act_ru_variable where text_ in (?, ?)", firm.email(), to))
                .isEqualTo(2);
        changes.decide(id, agent, "approve", "Looks right");
        changes.confirmNew(id);
        changes.confirmOld(id);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        for (var table : jdbc.sql("select tablename from pg_tables where tablename like 'act\\_%'")
                .query(String.class)
                .list()) {
            assertThat(changing.count(
                            table + " t where t::text like ? or t::text like ?",
                            "%" + firm.email() + "%",
                            "%" + to + "%"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void closesInvitationsToTheOldAddress() {
        var firm = changing.firm();
        var otherShop = people.shop("Globex Castings", address("vendor"));
        var invited = customers.add(
                otherShop.vendor(),
                new NewCustomer("Initech", firm.email(), null, "A", true, null, null, null),
                otherShop.admin());
        applied(firm, address("new"));
        assertThat(list.get(otherShop.vendor(), invited).status().name()).isEqualTo("REVOKED");
        assertThat(changing.count("act_ru_execution where business_key_ = ?", invited.toString()))
                .isZero();
    }

    @Test
    void letsNobodyHaveTheOldAddressByAnInvitation() {
        var firm = changing.firm();
        applied(firm, address("new"));
        var shop = people.shop("Globex Castings", address("vendor"));
        var invited = customers.add(
                shop.vendor(), new NewCustomer("Other", firm.email(), null, "A", true, null, null, null), shop.admin());
        people.accept(list.get(shop.vendor(), invited).invitation(), "Impostor");
        assertThat(accounts.byEmail(new EmailAddress(firm.email()))).isEmpty();
        assertThat(list.get(shop.vendor(), invited).status().name()).isEqualTo("INVITED");
    }

    // ---- taken

    @Test
    void tellsOnlyTheAgentThatTheNewAddressIsTaken() {
        var firm = changing.firm();
        var taken = changing.firm();
        var id = changing.signedIn(firm, taken.email());
        assertThat(
                        changing.text(
                                "select text_ from act_ru_variable where name_ = 'collisions' and text_ like '%another login%'"))
                .isNotBlank();
        changes.confirmOld(id);
        changes.confirmNew(id);
        changes.decide(id, agent, "approve", null);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.OPEN);
        assertThat(changes.get(id).approvedAt()).isNull();
        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");
        assertThat(changing.email(firm.manager())).isEqualTo(firm.email());
        changes.decide(id, agent, "reject", "Taken");
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.REJECTED);
        jobs.runDue();
        assertThat(mailbox.to(firm.email(), "email-change-rejected")).hasSize(1);
    }

    // ---- from outside

    @Test
    void showsNobodyWhetherAnAddressHasALogin() {
        var to = address("new");
        var nobody = changing.signedOut(address("nobody"), to);
        changing.token(to, "email-change-confirm");
        assertThat(changes.confirmNew(nobody)).isEqualTo(Answer.DONE);
        jobs.runDue();
        assertThat(openTasks(nobody)).isEmpty();
        assertThat(changes.get(nobody).state()).isEqualTo(ChangeState.OPEN);
        clock.advance(Duration.ofDays(15));
        jobs.runDue();
        assertThat(changes.get(nobody).state()).isEqualTo(ChangeState.EXPIRED);
    }

    @Test
    void asksTheOldMailboxOnlyAfterTheNewOneIsProven() {
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedOut(firm.email(), to);
        jobs.runDue();
        assertThat(mailbox.to(firm.email(), "email-change-notice")).isEmpty();
        assertThat(openTasks(id)).isEmpty();
        assertThat(changes.confirmNew(id)).isEqualTo(Answer.DONE);
        jobs.runDue();
        assertThat(mailbox.to(firm.email(), "email-change-notice")).hasSize(1);
        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");
    }

    @Test
    void countsOneConfirmedRequestOfALogin() {
        var firm = changing.firm();
        var first = changing.signedOut(firm.email(), address("one"));
        changing.signedOut(firm.email(), address("two"));
        assertThat(changes.confirmNew(first)).isEqualTo(Answer.DONE);
        assertThatThrownBy(() -> changing.signedIn(firm, address("three")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("request-open"));
        changes.cancelOwn(firm.manager());
        assertThat(changes.get(first).state()).isEqualTo(ChangeState.CANCELLED);
        var mine = changing.signedIn(firm, address("three"));
        var again = changing.signedIn(firm, address("four"));
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
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedOut(firm.email(), to);
        changes.confirmNew(id);
        jobs.runDue();
        changes.decide(id, agent, "approve", null);
        assertThat(openTasks(id)).containsExactly("SecondApproval");

        assertThatThrownBy(() -> changes.decide(id, agent, "approve", null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("four-eyes"));
        assertThatThrownBy(() -> changes.decide(id, other, "ask", "why")).isInstanceOf(InvalidValue.class);
        assertThat(openTasks(id)).containsExactly("SecondApproval");

        changes.decide(id, other, "approve", null);
        assertThat(openTasks(id)).isEmpty();
        jobs.runDue();
        assertThat(mailbox.to(firm.email(), "email-change-waiting")).hasSize(1);
        clock.advance(Duration.ofHours(71));
        jobs.runDue();
        assertThat(changing.email(firm.manager())).isEqualTo(firm.email());
        clock.advance(Duration.ofHours(2));
        jobs.runDue();
        assertThat(changing.email(firm.manager())).isEqualTo(to);
    }

    @Test
    void takesTheWordOfAnotherManager() {
        var firm = changing.firm();
        var colleague = address("colleague");
        people.member(firm, colleague, Role.CUSTOMER_MANAGER);
        var to = address("new");
        var id = changing.signedIn(firm, to);
        changes.confirmNew(id);
        changes.decide(id, agent, "approve", null);
        var evidence = changing.token(colleague, "email-change-evidence");
        var look = changes.look(evidence).orElseThrow();
        assertThat(changes.giveEvidence(id, look.link().account())).isEqualTo(Answer.DONE);
        assertThat(changes.giveEvidence(id, look.link().account())).isEqualTo(Answer.TOO_LATE);
        assertThat(openTasks(id)).isEmpty();
        clock.advance(Duration.ofHours(73));
        jobs.runDue();
        assertThat(changing.email(firm.manager())).isEqualTo(to);
    }

    @Test
    void letsTheCoolingOffRunToItsEndEvenAfterTheExpiryThatWas() {
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedIn(firm, to);
        changes.confirmNew(id);
        changes.decide(id, agent, "approve", null);
        clock.advance(Duration.ofDays(13));
        jobs.runDue();
        changes.decide(id, other, "approve", null);
        clock.advance(Duration.ofHours(73));
        jobs.runDue();
        assertThat(changing.email(firm.manager())).isEqualTo(to);
    }

    @Test
    void closesTheWaitingWithALateYes() {
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedIn(firm, to);
        changes.confirmNew(id);
        changes.decide(id, agent, "approve", null);
        changes.decide(id, other, "approve", null);
        assertThat(changes.confirmOld(id)).isEqualTo(Answer.DONE);
        assertThat(changing.email(firm.manager())).isEqualTo(to);
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
        var firm = changing.firm();
        var colleague = colleagueOf(firm);
        var to = address("new");
        var id = changing.signedIn(firm, to);
        for (var proof = 0; proof < order.length(); proof++) {
            // of the two that end with a yes nobody waited for, the one before was the last that was missing
            var before = order.equals("ASWNO") && proof == 4;
            assertThat(changing.email(firm.manager()))
                    .as("before " + order.substring(proof))
                    .isEqualTo(before ? to : firm.email());
            prove(id, order.charAt(proof), colleague);
        }
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        assertThat(changing.email(firm.manager())).isEqualTo(to);
        assertThat(changing.count("act_ru_execution where business_key_ = ?", id.toString()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "N", "O", "A", "NA", "ON", "OA", "NAS", "AS", "AM", "ASW", "Q", "NQ", "NQR"})
    void stopsAtAnyMomentWhenTheOldMailboxSaysItWasSomebodyElse(String before) {
        var firm = changing.firm();
        var colleague = colleagueOf(firm);
        var id = changing.signedIn(firm, address("new"));
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
        assertThat(changing.email(firm.manager())).isEqualTo(firm.email());
    }

    @Test
    void beginsAnewWithAnAgentWhenTheAddressIsTakenDuringTheCoolingOff() {
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedIn(firm, to);
        "NAS".chars().forEach(proof -> prove(id, (char) proof, firm.manager()));
        var taker = people.firm(people.shop("Globex Castings", address("vendor")), "Borg", to);

        prove(id, 'W', firm.manager());

        assertThat(openTasks(id)).containsExactly("ReviewEmailChange");
        assertThat(changes.get(id).coolingOffEndsAt()).isNull();
        assertThat(changing.email(firm.manager())).isEqualTo(firm.email());
        assertThat(changing.email(taker.manager())).isEqualTo(to);
        assertThat(changes.cancel(id)).isEqualTo(Answer.DONE);
    }

    private AccountId colleagueOf(People.Firm firm) {
        var email = address("colleague");
        people.member(firm, email, Role.CUSTOMER_MANAGER);
        return accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
    }

    private void prove(EmailChangeId id, char proof, AccountId colleague) {
        switch (proof) {
            case 'N' -> changes.confirmNew(id);
            case 'O' -> changes.confirmOld(id);
            case 'A' -> changes.decide(id, agent, "approve", null);
            case 'S' -> changes.decide(id, other, "approve", null);
            case 'M' -> assertThat(changes.giveEvidence(id, colleague)).isEqualTo(Answer.DONE);
            case 'W' -> clock.advance(Duration.ofHours(73));
            case 'Q' -> changes.decide(id, agent, "ask", "Which domain?");
            case 'R' -> changes.answer(id, "borg.example");
            default -> throw new IllegalArgumentException(String.valueOf(proof));
        }
        jobs.runDue(id.value());
    }

    // ---- it was somebody else

    @Test
    void stopsAndOpensACaseWhenTheOldMailboxSaysItWasSomebodyElse() {
        var firm = changing.firm();
        var id = changing.signedIn(firm, address("new"));
        changes.confirmNew(id);
        changes.decide(id, agent, "approve", null);
        changes.decide(id, other, "approve", null);

        assertThat(changes.dispute(id)).isEqualTo(Answer.DONE);
        assertThat(changes.dispute(id)).isEqualTo(Answer.TOO_LATE);

        clock.advance(Duration.ofDays(20));
        jobs.runDue();
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.DISPUTED);
        assertThat(changing.email(firm.manager())).isEqualTo(firm.email());
        assertThat(changing.count("support_case where email_change_id = ? and state = 'OPEN'", id.value()))
                .isOne();
        assertThat(tasks.createTaskQuery().taskDefinitionKey("HandleCase").count())
                .isPositive();
    }

    @Test
    void undoesFromTheOldMailboxAndGivesTheAddressBack() {
        var firm = changing.firm();
        var to = address("new");
        applied(firm, to);
        var undo = changing.token(firm.email(), "email-changed");

        assertThat(changes.undo(undo)).isEqualTo(Answer.DONE);
        assertThat(changes.undo(undo)).isEqualTo(Answer.TOO_LATE);

        assertThat(accounts.find(firm.manager()).orElseThrow().active()).isFalse();
        var supportCase = SupportCaseId.of(changing.text(
                "select id::text from support_case where account_id = ?",
                firm.manager().value()));
        assertThatThrownBy(() -> cases.check(supportCase, agent, "restore", " "))
                .isInstanceOf(InvalidValue.class);
        cases.close(supportCase, agent, "restore", "Called the owner");
        var back = accounts.find(firm.manager()).orElseThrow();
        assertThat(back.active()).isTrue();
        assertThat(back.email().value()).isEqualTo(firm.email());
        assertThat(changing.text(
                        "select email from customer where id = ?",
                        firm.customer().value()))
                .isEqualTo(firm.email());
        jobs.runDue();
        assertThat(mailbox.to(firm.email(), "password-reset")).hasSize(1);
    }

    @Test
    void undoesNothingAfterSevenDays() {
        var firm = changing.firm();
        applied(firm, address("new"));
        var undo = changing.token(firm.email(), "email-changed");
        clock.advance(Duration.ofDays(8));
        assertThat(changes.undo(undo)).isEqualTo(Answer.TOO_LATE);
        assertThat(accounts.find(firm.manager()).orElseThrow().active()).isTrue();
    }

    // ---- asks, reminders, expiry

    @Test
    void asksBackAndGoesOnWithTheAnswer() {
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedIn(firm, to);
        changes.decide(id, agent, "ask", "Which domain?");
        assertThat(openTasks(id)).isEmpty();
        assertThatThrownBy(() -> changes.decide(id, agent, "approve", null))
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
        var firm = changing.firm();
        var to = address("new");
        var id = changing.signedIn(firm, to);
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
        var firm = changing.firm();
        changing.signedIn(firm, address("new"));
        assertThat(changing.count("timeline where actor_id = ?", firm.manager().value()))
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
                            .param("account", firm.manager().value())
                            .update())
                    .as(sql)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("23001"));
        }
        assertThat(changing.email(firm.manager())).isEqualTo(firm.email());
        assertThat(changing.text(
                        "select email from customer where id = ?",
                        firm.customer().value()))
                .isEqualTo(firm.email());
    }

    @Test
    void appliesOnlyWithEveryProof() {
        var firm = changing.firm();
        var id = changing.signedIn(firm, address("new"));
        assertThatThrownBy(() -> changes.apply(id)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> jdbc.sql(
                                "update email_change set state = 'APPLIED', ended_at = expires_at, admitted = true, new_confirmed_at = requested_at where id = ?")
                        .param(id.value())
                        .update())
                .isInstanceOf(RuntimeException.class);
    }

    private void applied(People.Firm firm, String to) {
        var id = changing.signedIn(firm, to);
        changes.confirmNew(id);
        changes.confirmOld(id);
        changes.decide(id, agent, "approve", null);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
    }

    private List<String> openTasks(EmailChangeId id) {
        return tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).list().stream()
                .map(task -> task.getTaskDefinitionKey())
                .toList();
    }
}
