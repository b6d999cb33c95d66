package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.EmailChanges.Answer;
import com.partsportal.process.SupportTasks;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** "This was not me" stops the attacker, and agents decide on facts of now. */
@PortalTest
class DisputeTests {

    @Autowired
    EmailChanges changes;

    @Autowired
    ChangeDecisions decisions;

    @Autowired
    SupportCases cases;

    @Autowired
    TakeoverActs acts;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    IdentityService identity;

    @Autowired
    MovableClock clock;

    private Changing changing;
    private AccountId agent;

    @BeforeEach
    void agents(@Autowired AutowireCapableBeanFactory beans) {
        changing = beans.createBean(Changing.class);
        agent = changing.agent(Role.SUPPORT);
    }

    // ---- facts of now

    @Test
    void anOpenTaskShowsEachProofAndEachCollisionWhenItComesAndWhenItGoes() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        assertThat(fact(id, "proofs")).contains("Old address: no answer yet").contains("New address: no answer yet");

        changes.confirmOld(id);
        assertThat(fact(id, "proofs")).contains("Old address: said yes");
        changes.confirmNew(id);
        assertThat(fact(id, "proofs")).contains("New address: confirmed");
        assertThat(fact(id, "collisions")).startsWith("Yes");

        var other = changing.signedIn(changing.company(), to);
        changes.confirmNew(other);
        assertThat(fact(id, "collisions")).contains("Another open request wants the same new address.");
        changes.cancel(other);
        assertThat(fact(id, "collisions")).startsWith("Yes");
    }

    @Test
    void refusesTheApprovalOfWhatCannotBeApplied() {
        var company = changing.company();
        var id = changing.signedIn(company, changing.company().email());
        assertThatThrownBy(() -> decisions.decide(id, agent, "approve", null, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("address-taken"));
        assertThat(changes.get(id).approvedAt()).isNull();
    }

    // ---- not me

    @Test
    void aDisputeEndsSessionsAndPasswordAndLetsNoNewRequestIn() {
        var company = changing.company();
        var session = people.session(company.email());
        assertThat(pages.open(session, "/portal").getStatus()).isEqualTo(200);
        var id = changing.signedIn(company, address("thief"));

        assertThat(changes.dispute(id)).isEqualTo(Answer.DONE);

        assertThat(pages.open(session, "/portal").getRedirectedUrl()).startsWith("/login");
        assertThat(pages.call(company.email(), "/api/v1/me").getStatus()).isEqualTo(401);
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "password-reset")).hasSize(1);
        assertThatThrownBy(() -> changing.signedIn(company, address("again")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("under-review"));
    }

    @Test
    void theCaseIsUrgentAndSupportHearsOfItByEmail() {
        var company = changing.company();
        var id = changing.signedIn(company, address("thief"));
        changes.dispute(id);

        var task = task(takeover(company.manager()).toString());
        assertThat(task.getPriority()).isEqualTo(SupportTasks.URGENT_PRIORITY);
        jobs.runDue();
        var mails = mailbox.to(changing.email(agent), "support-escalated");
        assertThat(mails).isNotEmpty();
        assertThat(mails.get(mails.size() - 1).path()).startsWith("/email-change/cases/");
    }

    @Test
    void aDisputeOfSomebodySignedOutLeavesTheLoginAsItIs() {
        var company = changing.company();
        var session = people.session(company.email());
        var id = changing.signedOut(company.email(), address("thief"));
        changes.confirmNew(id);
        jobs.runDue();
        assertThat(changes.dispute(id)).isEqualTo(Answer.DONE);
        assertThat(pages.open(session, "/portal").getStatus()).isEqualTo(200);

        var next = changing.signedOut(company.email(), address("thief"));
        changes.confirmNew(next);
        assertThat(changes.get(next).admitted()).as("blocked, silently").isFalse();
    }

    @Test
    void theNextRequestAfterADisputeShowsIt() {
        var company = changing.company();
        changes.dispute(changing.signedIn(company, address("thief")));
        close(takeover(company.manager()));

        var next = changing.signedIn(company, address("new"));
        assertThat(fact(next, "earlier")).contains("1 in the last 180 days, 1 of them stopped");
        assertThat(fact(next, "hints")).contains("'this was not me'");
    }

    @Test
    void aColleaguesNoIsTheColleagues() {
        var company = changing.company();
        var email = address("colleague");
        people.member(company, email, Role.CUSTOMER_MANAGER);
        var colleague = accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
        var id = changing.signedIn(company, address("new"));
        assertThat(changes.deny(id, agent)).isEqualTo(Answer.TOO_LATE);
        assertThat(changes.deny(id, colleague)).isEqualTo(Answer.DONE);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.DISPUTED);
        assertThat(changes.events(id))
                .filteredOn(event -> event.type() == ChangeEvent.Type.DENIED_BY_MANAGER)
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isNotNull());
        assertThat(changes.events(id)).extracting(ChangeEventRow::type).doesNotContain(ChangeEvent.Type.DISPUTED);
    }

    // ---- acts of the takeover case

    @Test
    void eachActNeedsACommentAndIsRecorded() {
        var company = changing.company();
        changes.dispute(changing.signedIn(company, address("thief")));
        var id = takeover(company.manager());
        assertThatThrownBy(() -> acts.perform(id, TakeoverAct.STOP_LOGIN, agent, ""))
                .isInstanceOf(InvalidValue.class);

        acts.perform(id, TakeoverAct.END_SESSIONS, agent, "Unknown device");
        acts.perform(id, TakeoverAct.REMOVE_PASSKEYS, agent, "Not the owner's");
        acts.perform(id, TakeoverAct.STOP_LOGIN, agent, "Owner on the phone");
        assertThat(accounts.find(company.manager()).orElseThrow().active()).isFalse();
        assertThatThrownBy(() -> acts.perform(id, TakeoverAct.REQUIRE_NEW_PASSWORD, agent, "No"))
                .isInstanceOf(Refused.class);
        acts.perform(id, TakeoverAct.RESUME_LOGIN, agent, "Owner has the mailbox");
        assertThat(accounts.find(company.manager()).orElseThrow().active()).isTrue();
        acts.perform(id, TakeoverAct.REQUIRE_NEW_PASSWORD, agent, "Once more");

        assertThat(cases.events(id))
                .extracting(SupportCaseEventRow::type)
                .containsExactly(
                        SupportCaseEvent.Type.OPENED,
                        SupportCaseEvent.Type.SESSIONS_ENDED,
                        SupportCaseEvent.Type.PASSKEYS_REMOVED,
                        SupportCaseEvent.Type.LOGIN_STOPPED,
                        SupportCaseEvent.Type.LOGIN_RESUMED,
                        SupportCaseEvent.Type.NEW_PASSWORD_REQUIRED);
        assertThat(cases.events(id)).last().satisfies(event -> {
            assertThat(event.actor()).isEqualTo("Sam Support");
            assertThat(event.comment()).isEqualTo("Once more");
        });
    }

    @Test
    void aCompanyWhoseOnlyManagerIsStoppedIsACase() {
        var company = changing.company();
        changes.dispute(changing.signedIn(company, address("thief")));
        acts.perform(takeover(company.manager()), TakeoverAct.STOP_LOGIN, agent, "Owner on the phone");
        assertThat(changing.count(
                        "support_case where kind = 'COMPANY_WITHOUT_MANAGER' and state = 'OPEN' and company_id = ?",
                        company.id().value()))
                .isOne();
    }

    @Test
    void nobodyButSupportActs() {
        var company = changing.company();
        changes.dispute(changing.signedIn(company, address("thief")));
        var id = takeover(company.manager());
        assertThatThrownBy(() -> acts.perform(id, TakeoverAct.STOP_LOGIN, company.manager(), "Me"))
                .isInstanceOf(Refused.class);
        close(id);
        assertThatThrownBy(() -> acts.perform(id, TakeoverAct.STOP_LOGIN, agent, "Too late"))
                .isInstanceOf(Refused.class);
    }

    // ---- agents

    @Test
    void theSecondApprovalIsNotOfferedToTheFirstAgent() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        decisions.decide(id, agent, "approve", null, null);
        var other = changing.agent(Role.SUPPORT);
        assertThat(seen(agent)).doesNotContain(id.toString());
        assertThat(seen(other)).contains(id.toString());
    }

    /** The business keys of the tasks that this agent finds in Tasklist. */
    private List<String> seen(AccountId who) {
        try {
            identity.setAuthentication(who.value().toString(), List.of("support"));
            return tasks.createTaskQuery().taskDefinitionKey("SecondApproval").list().stream()
                    .map(task -> runtime.createProcessInstanceQuery()
                            .processInstanceId(task.getProcessInstanceId())
                            .singleResult()
                            .getBusinessKey())
                    .toList();
        } finally {
            identity.clearAuthentication();
        }
    }

    @Test
    void anAgentWhoLeavesLosesItsClaims() {
        var id = changing.signedIn(changing.company(), address("new"));
        tasks.setAssignee(task(id.toString()).getId(), agent.value().toString());
        accounts.deactivate(agent);
        assertThat(task(id.toString()).getAssignee()).isNull();
    }

    @Test
    void aRequestThatWaitsForSupportAloneDoesNotExpireAndItsRequesterHearsOfTheDelay() {
        var to = address("new");
        var id = changing.signedIn(changing.company(), to);
        changes.confirmNew(id);
        changes.confirmOld(id);
        clock.advance(Duration.ofDays(3));
        jobs.runDue();
        assertThat(changes.events(id)).extracting(ChangeEventRow::type).contains(ChangeEvent.Type.ESCALATED);
        assertThat(mailbox.to(to, "email-change-reminder"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).contains("takes longer"));
        clock.advance(Duration.ofDays(30));
        jobs.runDue();
        assertThat(changes.get(id).isOpen(clock.instant())).isTrue();
        clock.advance(Duration.ofDays(2));
        jobs.runDue();
        assertThat(changes.events(id))
                .filteredOn(event -> event.type() == ChangeEvent.Type.ESCALATED)
                .as("escalations until somebody decides")
                .hasSize(3);
        decisions.decide(id, agent, "approve", null, null);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
    }

    @Test
    void theNewMailboxHearsOfTheExpiryWhetherOrNotALoginIsConcerned() {
        for (var from : List.of(changing.company().email(), address("nobody"))) {
            var to = address("new");
            changes.confirmNew(changing.signedOut(from, to));
            jobs.runDue();
            clock.advance(Duration.ofDays(15));
            jobs.runDue();
            assertThat(mailbox.to(to, "email-change-rejected")).as(from).hasSize(1);
        }
    }

    @Test
    void theRequesterHearsOfAWithdrawalAndOfADisputeWithTheNumberOfTheRequest() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        changes.cancelOwn(company.manager());
        jobs.runDue();
        assertThat(mailbox.await(company.email(), "email-change-rejected"))
                .satisfies(mail -> assertThat(mail.subject()).contains("withdrawn"))
                .satisfies(mail -> assertThat(mail.text())
                        .contains(String.valueOf(changes.get(id).number())));

        var to = address("new");
        var second = changing.signedOut(company.email(), to);
        changes.confirmNew(second);
        jobs.runDue();
        changes.dispute(second);
        jobs.runDue();
        assertThat(mailbox.await(to, "email-change-rejected").text())
                .contains(
                        "Nothing was changed",
                        String.valueOf(changes.get(second).number()));
    }

    @Test
    void theReasonWhyNobodyAnswersOpensTheSecondApprovalAtOnceAndHasItsPlace() {
        var id = changing.signedIn(changing.company(), address("new"));
        assertThatThrownBy(() -> decisions.decide(id, agent, "reject", "No", "Retired"))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.field()).isEqualTo("silentReason"));
        decisions.decide(id, agent, "approve", null, "Retired");
        assertThat(task(id.toString()).getTaskDefinitionKey()).isEqualTo("SecondApproval");
        assertThat(changes.events(id)).extracting(ChangeEventRow::comment).contains("Retired");
        var second = changing.agent(Role.SUPPORT);
        assertThatThrownBy(() -> decisions.decide(id, second, "approve", null, "Retired"))
                .isInstanceOf(InvalidValue.class);
    }

    private void close(SupportCaseId id) {
        cases.close(id, agent, "done", "Spoke with the owner");
    }

    private SupportCaseId takeover(AccountId account) {
        return new SupportCaseId(UUID.fromString(changing.text(
                "select id::text from support_case where account_id = ? and kind = 'POSSIBLE_TAKEOVER' and state = 'OPEN'",
                account.value())));
    }

    private Task task(String businessKey) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .initializeFormKeys()
                .singleResult();
    }

    private String fact(EmailChangeId id, String name) {
        return (String) tasks.getVariable(task(id.toString()).getId(), name);
    }
}
