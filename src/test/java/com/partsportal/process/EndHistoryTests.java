package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.partsportal.account.AccountId;
import com.partsportal.emailchange.ChangeCase.Missing;
import com.partsportal.emailchange.ChangeDecision.Verdict;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChangeProcess;
import com.partsportal.emailchange.ReviewFacts;
import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.emailchange.SupportCaseKind;
import com.partsportal.emailchange.SupportCaseProcess;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationTasks.Reminded;
import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.MailProcess;
import com.partsportal.rfq.RfqApproval;
import com.partsportal.rfq.RfqDates;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqProcess;
import com.partsportal.webhook.WebhookProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** With the history that the portal keeps, every finished instance says how it ended and which reminders were sent. */
@EngineTest
@TestPropertySource(properties = "camunda.bpm.history-level=milestones")
class EndHistoryTests extends ProcessPaths {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId AGENT = new AccountId(UUID.randomUUID());

    @Autowired
    EmailChangeProcess emailChanges;

    @Autowired
    SupportCaseProcess cases;

    @Autowired
    InvitationProcess invitationProcess;

    @Autowired
    RfqProcess rfqs;

    @Autowired
    MailProcess mails;

    @Autowired
    WebhookProcess webhooks;

    @Autowired
    HistoryService history;

    @Autowired
    TaskService tasks;

    @Autowired
    Agents agents;

    private final EmailChangeId change = new EmailChangeId(key);
    private final InvitationId invitation = new InvitationId(UUID.randomUUID());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @BeforeEach
    void rowsAreReady() {
        when(changeSteps.review(change))
                .thenReturn(
                        new ReviewFacts("1001", "i", "c", "p", "o@x.test", "n@x.test", "r", "q", "p", "c", "e", "h"));
        when(changeSteps.missing(change)).thenReturn(Missing.NOTHING);
        when(changeSteps.apply(change)).thenReturn(true);
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        when(invitations.remind(any())).thenReturn(Reminded.then(Optional.empty()));
    }

    // ---- email change

    @ParameterizedTest
    @CsvSource({"approve, changed", "reject, rejected"})
    void anEmailChangeThatAnAgentDecided(String decision, String end) {
        var instance = startChange();
        when(changeDecisions.recordReview(change, AGENT, decision, "because", null))
                .thenReturn(Verdict.valueOf(decision.toUpperCase(Locale.ROOT)));
        emailChanges.decide(change, AGENT, decision, "because", null);
        assertThat(kept(instance)).contains("ReviewEmailChange", end).doesNotContain("checkProofs", "noteReview");
    }

    @Test
    void anEmailChangeThatWasCancelledOrDisputed() {
        var cancelled = startChange();
        emailChanges.cancelled(change);
        assertThat(kept(cancelled)).contains("cancelled").doesNotContain("changed", "disputed");
        var disputed = startChange();
        emailChanges.disputed(change);
        assertThat(kept(disputed)).contains("disputed").doesNotContain("changed", "cancelled");
    }

    @Test
    void anEmailChangeThatWasRemindedAndExpired() {
        var instance = startChange();
        moveClockTo(now.plus(DAY.multipliedBy(7)));
        runJobs(instance);
        moveClockTo(now.plus(DAY.multipliedBy(14)));
        runJobs(instance);
        assertThat(kept(instance)).contains("remindRequester", "reminded", "expired");
    }

    private ProcessInstance startChange() {
        emailChanges.start(change, true, now.plus(DAY.multipliedBy(7)), now.plus(DAY.multipliedBy(14)));
        return instanceOf(EmailChangeInstances.DEFINITION);
    }

    // ---- invitations

    @ParameterizedTest
    @EnumSource(names = {"CONTACT", "COLLEAGUE"})
    void anInvitation(InvitationKind kind) {
        var accepted = startInvitation(kind);
        invitationProcess.accepted(kind, key, false);
        runJobs(accepted);
        assertThat(kept(accepted))
                .contains("createAccount", kind == InvitationKind.CONTACT ? "handedOverToCustomer" : "joined");
        var declined = startInvitation(kind);
        invitationProcess.declined(kind, key);
        runJobs(declined);
        assertThat(kept(declined)).contains("declined");
        var revoked = startInvitation(kind);
        invitationProcess.revoked(kind, key);
        runJobs(revoked);
        assertThat(kept(revoked)).contains("revoked");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTACT", "COLLEAGUE"})
    void anInvitationThatWasRemindedAndExpired(InvitationKind kind) {
        var instance = startInvitation(kind);
        moveClockTo(now.plus(DAY.multipliedBy(3)));
        runJobs(instance);
        moveClockTo(now.plus(DAY.multipliedBy(14)));
        runJobs(instance);
        assertThat(kept(instance)).contains("sendReminder", "expired").doesNotContain("sendInvitation");
    }

    private ProcessInstance startInvitation(InvitationKind kind) {
        var reminders = List.of(now.plus(DAY.multipliedBy(3)));
        invitationProcess.start(kind, key, invitation, new InvitationDates(reminders, now.plus(DAY.multipliedBy(14))));
        var instance = instanceOf(InvitationInstances.definition(kind));
        runJobs(instance);
        return instance;
    }

    // ---- requests for quotation

    @Test
    void aRequestForQuotation() {
        var dates = RfqDates.from(now, ZoneOffset.UTC);
        var rfq = new RfqId(key);
        when(rfqNotices.notifyVendor(rfq)).thenReturn(dates);

        var answered = startRfq(rfq, false);
        rfqs.answered(rfq);
        assertThat(kept(answered)).contains("rfqAnswered", "rfqDone");
        var turnedDown = startRfq(rfq, true);
        rfqs.decided(rfq, RfqApproval.REJECT);
        assertThat(kept(turnedDown)).contains("requestTurnedDown");
        var withdrawn = startRfq(rfq, false);
        rfqs.withdrawn(rfq);
        assertThat(kept(withdrawn)).contains("withdrawn");
        var expired = startRfq(rfq, false);
        moveClockTo(dates.remindAt());
        runJobs(expired);
        moveClockTo(dates.expiresAt());
        runJobs(expired);
        assertThat(kept(expired)).contains("vendorReminded", "rfqExpired");
    }

    private ProcessInstance startRfq(RfqId rfq, boolean approvalNeeded) {
        rfqs.submitted(rfq, approvalNeeded);
        return instanceOf(RfqInstances.DEFINITION);
    }

    // ---- support cases, emails, webhooks

    @Test
    void aSupportCase() {
        cases.start(new SupportCaseId(key), SupportCaseKind.POSSIBLE_TAKEOVER, 1001);
        var instance = instanceOf(SupportCaseInstances.DEFINITION);
        moveClockTo(job(instance, "caseOverdue").getDuedate().toInstant());
        runJobs(instance);
        var task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
        agents.as(
                AGENT,
                () -> tasks.complete(
                        task.getId(), Variables.putValue("decision", "done").putValue("comment", "Called")));
        assertThat(kept(instance)).contains("HandleCase", "caseEscalated", "caseClosed");
    }

    @ParameterizedTest
    @CsvSource({"SENT, mailSent", "REFUSED, mailRefused", "UNWANTED, mailDropped"})
    void anEmail(DeliveryResult result, String end) {
        when(queuedMails.deliver(key)).thenReturn(result);
        mails.start(key);
        var instance = instanceOf(MailInstances.DEFINITION);
        runJobs(instance);
        assertThat(kept(instance)).contains(end);
    }

    @Test
    void aMessageToAVendorsSystem() {
        webhooks.start(key);
        var instance = instanceOf(WebhookInstances.DEFINITION);
        runJobs(instance);
        assertThat(kept(instance)).contains("messageSettled");
    }

    /** What the history says of a finished instance. */
    private List<String> kept(ProcessInstance instance) {
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .finished()
                        .count())
                .as("finished")
                .isOne();
        return history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).list().stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }
}
