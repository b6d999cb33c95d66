package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.EmailChanges.Answer;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What agents see and may say, and how a request ends that somebody signed out has made. */
@PortalTest
class SupportDeskTests {

    @Autowired
    EmailChanges changes;

    @Autowired
    ChangeDecisions decisions;

    @Autowired
    TakeoverActs acts;

    @Autowired
    UnseenAnswers unseen;

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
    MovableClock clock;

    @Autowired
    TaskService tasks;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MessageSource messages;

    private Changing changing;
    private AccountId agent;

    @BeforeEach
    void agents(@Autowired AutowireCapableBeanFactory beans) {
        changing = beans.createBean(Changing.class);
        agent = changing.agent(Role.SUPPORT);
    }

    // ---- facts of now

    @Test
    void theFactsOfATaskChangeInTheTransactionThatChangesThem() {
        var to = address("new");
        var id = changing.signedIn(changing.company(), to);
        var other = changing.company();
        transactions.executeWithoutResult(status -> {
            changes.confirmOld(id);
            assertThat(fact(id, "proofs")).contains("Old address: said yes");
            changes.confirmNew(changing.signedIn(other, to));
            assertThat(fact(id, "collisions")).contains("Another open request wants the same new address.");
            status.setRollbackOnly();
        });
        assertThat(fact(id, "proofs")).contains("Old address: no answer yet");
        assertThat(fact(id, "collisions")).startsWith("Yes");
    }

    @Test
    void aDisputeIsShownAtTheOpenTaskOfAnotherRequestOfTheLogin() {
        var company = changing.company();
        var mine = changing.signedIn(company, address("new"));
        var strangers = changing.signedOut(company.email(), address("thief"));
        changes.confirmNew(strangers);
        assertThat(fact(mine, "earlier")).isEqualTo("1 in the last 180 days.");

        transactions.executeWithoutResult(status -> {
            changes.dispute(strangers);
            assertThat(fact(mine, "earlier")).contains("1 of them stopped");
            assertThat(fact(mine, "hints")).contains("'this was not me'");
        });
    }

    // ---- a request of somebody signed out

    /** N: confirmed at the new address; O: the old one says yes; A: an agent approves. Signed out nothing comes before N. */
    @ParameterizedTest
    @ValueSource(strings = {"NOA", "NAO"})
    void isAppliedWithTheApprovalAndBothYes(String order) {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedOut(company.email(), to);
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "email-change-notice")).isEmpty();
        for (var proof : order.toCharArray()) {
            assertThat(changing.email(company.manager())).isEqualTo(company.email());
            switch (proof) {
                case 'N' -> assertThat(changes.confirmNew(id)).isEqualTo(Answer.DONE);
                case 'O' ->
                    assertThat(changes.confirmOld(changes.view(changing.token(company.email(), "email-change-notice"))
                                    .orElseThrow()
                                    .change()
                                    .id()))
                            .isEqualTo(Answer.DONE);
                default -> decisions.decide(id, agent, "approve", null, null);
            }
            jobs.runDue();
        }
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        assertThat(changing.email(company.manager())).isEqualTo(to);
        assertThat(mailbox.to(company.email(), "email-change-waiting"))
                .as("nobody had to wait")
                .isEmpty();
        assertThat(mailbox.to(company.email(), "email-changed")).hasSize(1);
        assertThat(mailbox.to(to, "email-changed")).hasSize(1);
        assertThat(changing.count("act_ru_execution where business_key_ = ?", id.toString()))
                .isZero();
    }

    @Test
    void withBothYesItWaitsForSupportAndDoesNotExpire() {
        var to = address("new");
        var id = changing.signedOut(changing.company().email(), to);
        changes.confirmNew(id);
        jobs.runDue();
        changes.confirmOld(id);
        clock.advance(Duration.ofDays(30));
        jobs.runDue();
        assertThat(changes.get(id).isOpen(clock.instant())).isTrue();
        assertThat(mailbox.to(to, "email-change-reminder"))
                .as("once the old mailbox said yes nothing is hidden")
                .anySatisfy(mail -> assertThat(mail.subject()).contains("takes longer"));
        decisions.decide(id, agent, "approve", null, null);
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
    }

    @Test
    void aQuestionToSomebodySignedOutIsTheStandardOneAndComesOnce() {
        var to = address("new");
        var id = changing.signedOut(changing.company().email(), to);
        changes.confirmNew(id);
        jobs.runDue();
        decisions.decide(id, agent, "ask", "Is Mona still your manager?", null);
        jobs.runDue();
        assertThat(mailbox.await(to, "email-change-reminder").text())
                .contains(unseen.question(Locale.ENGLISH))
                .doesNotContain("Mona");
        assertThat(changes.get(id).question()).isEqualTo(unseen.question(Locale.ENGLISH));
        assertThat(changes.events(id))
                .as("the agent's own words stay in the record")
                .anySatisfy(event -> assertThat(event.comment()).isEqualTo("Is Mona still your manager?"));

        changes.answer(id, "Initech");
        assertThatThrownBy(() -> decisions.decide(id, agent, "ask", "And since when?", null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("asked-once"));
        changes.confirmOld(id);
        decisions.decide(id, agent, "ask", "And since when?", null);
        assertThat(changes.get(id).question()).isEqualTo("And since when?");
    }

    @Test
    void anExpiryHasTheWordsOfARejectionForSomebodySignedOutWhoseMailboxIsProven() {
        var to = address("new");
        var id = changing.signedOut(changing.company().email(), to);
        changes.confirmNew(id);
        jobs.runDue();
        clock.advance(Duration.ofDays(15));
        jobs.runDue();
        assertThat(changes.get(id).state()).isEqualTo(ChangeState.EXPIRED);
        assertThat(mailbox.to(to, "email-change-rejected"))
                .singleElement()
                .satisfies(
                        mail -> assertThat(mail.subject()).isEqualTo("Your address for Parts Portal stays as it is"));
    }

    // ---- a former address

    @Test
    void givingAFormerAddressBackStopsTheLoginAndItsEmailsSaySo() {
        var company = changing.company();
        var to = address("thief");
        var supportCase = takeoverAfterAChange(company, to);
        assertThat(accounts.find(company.manager()).orElseThrow().active()).isFalse();
        acts.perform(supportCase, TakeoverAct.RESUME_LOGIN, agent, "First thought it was her");
        assertThat(accounts.find(company.manager()).orElseThrow().active()).isTrue();

        acts.perform(supportCase, TakeoverAct.RESTORE_ADDRESS, agent, "It was not");

        assertThat(accounts.find(company.manager()).orElseThrow().active()).isFalse();
        assertThatThrownBy(() -> acts.perform(supportCase, TakeoverAct.RESUME_LOGIN, agent, "Too early"))
                .isInstanceOf(Refused.class);
        jobs.runDue();
        assertThat(mailbox.await(company.email(), "email-change-confirm").text())
                .contains("The login is stopped until that is decided.");
        assertThat(mailbox.await(to, "email-change-notice").text())
                .contains("The login is stopped until that is decided.");

        var restore = new EmailChangeId(UUID.fromString(changing.text(
                "select id::text from email_change where account_id = ? and source = 'RESTORE'",
                company.manager().value())));
        changes.confirmNew(restore);
        decisions.decide(restore, agent, "approve", null, null);
        decisions.decide(restore, changing.agent(Role.SUPPORT), "approve", null, null);
        jobs.runDue();
        assertThat(mailbox.await(to, "email-change-waiting").text()).contains("It is stopped until then.");
        clock.advance(Duration.ofHours(73));
        jobs.runDue();
        assertThat(accounts.find(company.manager()).orElseThrow())
                .satisfies(login -> assertThat(login.active()).isTrue())
                .satisfies(login -> assertThat(login.email().value()).isEqualTo(company.email()));
    }

    private SupportCaseId takeoverAfterAChange(TestCompany company, String to) {
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        changes.confirmOld(id);
        decisions.decide(id, agent, "approve", null, null);
        changes.undo(changing.token(company.email(), "email-changed"));
        return SupportCaseId.of(changing.text(
                "select id::text from support_case where account_id = ? and state = 'OPEN'",
                company.manager().value()));
    }

    // ---- the lead

    @Test
    void anEscalationIsMailedToTheLeadAndStaysInTheStatistics() {
        var lead = changing.agent(Role.SUPPORT_LEAD);
        var before = escalations(lead);
        var id = changing.signedIn(changing.company(), address("new"));
        clock.advance(Duration.ofDays(2).plusMinutes(1));
        jobs.runDue();
        assertThat(mailbox.to(changing.email(lead), "support-escalated"))
                .anySatisfy(mail -> assertThat(mail.path()).isEqualTo("/email-change/cases/" + id));
        assertThat(mailbox.to(changing.email(agent), "support-escalated"))
                .noneSatisfy(mail -> assertThat(mail.path()).isEqualTo("/email-change/cases/" + id));
        var during = escalations(lead);
        assertThat(during).isGreaterThan(before);
        decisions.decide(id, agent, "reject", "Nobody could be reached", null);
        assertThat(escalations(lead)).isEqualTo(during);
    }

    private int escalations(AccountId lead) {
        var words = pages.text(people.session(changing.email(lead)), "/email-change");
        var said = Pattern.compile("Escalated in the last 30 days: (\\d+)").matcher(words);
        return said.find() ? Integer.parseInt(said.group(1)) : 0;
    }

    // ---- the list of refusals

    @Test
    void theListOfRefusalsSaysWhatTasklistSays() throws IOException {
        var listed = new ArrayList<String>();
        for (var line : Files.readAllLines(Path.of("src/docs/support.md"))) {
            var row = Pattern.compile("\\| `([a-z-]+)`[^|]*\\| \\d[^|]*\\| ([^|(]+?)(?: \\([^|]*)?\\|")
                    .matcher(line);
            if (row.matches() && !row.group(1).equals("invalid-value")) {
                listed.add(row.group(1));
                var key = row.group(1).equals("forbidden") ? "403" : row.group(1);
                assertThat(row.group(2).strip())
                        .isEqualTo(messages.getMessage("webapps.refused." + key, null, Locale.ENGLISH));
            }
        }
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "four-eyes",
                        "claimed",
                        "not-support",
                        "gone",
                        "wrong-state",
                        "address-taken",
                        "asked-once",
                        "changed",
                        "forbidden"));
    }

    private String fact(EmailChangeId id, String name) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
        return (String) tasks.getVariable(task.getId(), name);
    }
}
