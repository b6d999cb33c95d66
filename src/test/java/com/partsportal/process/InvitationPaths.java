package com.partsportal.process;

import static com.partsportal.invitation.InvitationTasks.Reminded.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationTasks;
import com.partsportal.invitation.ProcessNotReady;
import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.MailDeferred;
import com.partsportal.mail.MailFailures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Every path of an invitation; both processes around invitations take the same ones, but for their last step. */
abstract class InvitationPaths extends ProcessPaths {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    InvitationProcess process;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    private final InvitationKind kind;
    private final String goodEnd;
    private final InvitationId invitation = new InvitationId(UUID.randomUUID());
    private final InvitationId next = new InvitationId(UUID.randomUUID());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final InvitationDates dates = dates(now, 3, 7, 12);

    InvitationPaths(InvitationKind kind, String goodEnd) {
        this.kind = kind;
        this.goodEnd = goodEnd;
    }

    @BeforeEach
    void mailsGoOut() {
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        when(invitations.remind(any())).thenReturn(then(Optional.empty()));
    }

    // ---- accepted

    @Test
    void createsTheAccountThenWelcomesAndNotifiesTheInviter() {
        var instance = start(dates);
        assertThat(instance).isWaitingAt("sendInvitation");
        runJobs(instance);
        verify(invitations).send(invitation);
        assertThat(instance).isWaitingAt("reminderDue");

        accept();
        verify(invitations).createAccount(invitation);
        assertThat(instance).isWaitingAtExactly("sendWelcome");
        assertThat(jobs(instance)).hasSize(1);
        verify(invitations, never()).welcome(any());

        runJobs(instance);
        verify(invitations).welcome(invitation);
        verify(invitations).tellInviterOfAcceptance(invitation);
        assertThat(instance)
                .isEnded()
                .hasPassedInOrder(
                        "sendInvitation",
                        "invitationAccepted",
                        "loginExistsAlready",
                        "createAccount",
                        "sendWelcome",
                        "tellInviterOfAcceptance",
                        goodEnd)
                .hasNotPassed("linkAccount", "expireInvitation");
    }

    @Test
    void linksTheLoginThatExistsAlready() {
        var instance = start(dates);
        runJobs(instance);

        process.accepted(kind, key, true);

        verify(invitations).linkAccount(invitation);
        verify(invitations, never()).createAccount(any());
        runJobs(instance);
        assertThat(instance).isEnded().hasPassed("linkAccount", goodEnd).hasNotPassed("createAccount");
    }

    @Test
    void hearsTheAcceptanceWhileTheMailStillWaits() {
        var instance = start(dates);

        accept();

        runJobs(instance);
        verify(invitations, never()).send(any());
        assertThat(instance).isEnded().hasPassed(goodEnd);
    }

    @Test
    void hearsTheAcceptanceWhileTheMailIsAnIncident() {
        when(invitations.send(any())).thenThrow(MailFailures.permanent("mail-answer-535"));
        var instance = start(dates);
        runFailingJob(instance, "sendInvitation");
        assertThat(incidents(instance)).hasSize(1);

        accept();

        assertThat(incidents(instance)).isEmpty();
        runJobs(instance);
        assertThat(instance).isEnded().hasPassed(goodEnd);
    }

    @Test
    void hearsTheAcceptanceWhenNoReminderIsLeft() {
        var instance = start(dates(now));
        runJobs(instance);
        assertThat(instance).isWaitingAt("awaitAcceptance");

        accept();

        runJobs(instance);
        assertThat(instance).isEnded().hasPassed(goodEnd);
    }

    @Test
    void hearsTheAcceptanceWhileACorrectionIsAwaited() {
        var instance = startRefused();
        assertThat(instance).isWaitingAt("awaitCorrection");

        accept();

        runJobs(instance);
        assertThat(instance).isEnded().hasPassed(goodEnd);
    }

    @Test
    void takesTheAcceptanceBackWhenTheAccountCannotBeMade() {
        doThrow(new IllegalStateException()).when(invitations).createAccount(any());
        var instance = start(dates);
        runJobs(instance);

        assertThatThrownBy(this::accept).isInstanceOf(IllegalStateException.class);

        assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
        doReturn(ACCOUNT).when(invitations).createAccount(any());
        accept();
        assertThat(instance).isWaitingAtExactly("sendWelcome");
    }

    @Test
    void takesTheAcceptanceBackWithTheTransactionAroundIt() {
        var instance = start(dates);
        runJobs(instance);

        transaction.executeWithoutResult(status -> {
            accept();
            status.setRollbackOnly();
        });

        assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
    }

    @Test
    void sendsTheWelcomeAgainWhenTellingTheInviterFailed() {
        doThrow(MailFailures.passing("mail-server-unreachable"))
                .doNothing()
                .when(invitations)
                .tellInviterOfAcceptance(any());
        var instance = start(dates);
        accept();

        runFailingJob(instance, "sendWelcome");
        moveClockTo(job(instance, "sendWelcome").getDuedate().toInstant());
        runJobs(instance);

        verify(invitations, times(2)).welcome(invitation);
        assertThat(instance).isEnded();
    }

    // ---- declined, revoked

    @Test
    void tellsTheInviterOfADecline() {
        var instance = start(dates);
        runJobs(instance);

        process.declined(kind, key);

        verify(invitations).tellInviterOfDecline(invitation);
        assertThat(instance).isEnded().hasPassed("invitationDeclined", "declined");
    }

    @Test
    void hearsADeclineWhileTheMailStillWaits() {
        var instance = start(dates);

        process.declined(kind, key);

        runJobs(instance);
        verify(invitations, never()).send(any());
        assertThat(instance).isEnded().hasPassed("declined");
    }

    @Test
    void tellsTheContactOfARevocation() {
        var instance = start(dates);
        runJobs(instance);

        process.revoked(kind, key);

        verify(invitations).tellContactOfRevocation(invitation);
        assertThat(instance).isEnded().hasPassed("invitationRevoked", "revoked");
    }

    @Test
    void hearsARevocationWhileTheMailStillWaits() {
        var instance = start(dates);

        process.revoked(kind, key);

        runJobs(instance);
        verify(invitations, never()).send(any());
        assertThat(instance).isEnded().hasPassed("revoked");
    }

    // ---- resent

    @Test
    void beginsAnewWhenTheInvitationIsResent() {
        when(invitations.remind(invitation)).thenReturn(then(dates.reminder(1)));
        var instance = start(dates);
        runJobs(instance);
        moveClockTo(dates.remindersAt().get(0));
        runJobs(instance);
        var later = dates(now.plus(DAY.multipliedBy(4)), 3);

        process.resent(kind, key, next, later);

        assertThat(instance).isWaitingAtExactly("invitationOpen", "sendInvitation");
        assertThat(jobs(instance)).hasSize(2);
        assertThat(job(instance, "expiryDue").getDuedate()).isEqualTo(Date.from(later.expiresAt()));
        runJobs(instance);
        verify(invitations).send(next);
        assertThat(job(instance, "reminderDue").getDuedate())
                .isEqualTo(Date.from(later.remindersAt().get(0)));
        assertThat(variables(instance)).containsEntry("invitationId", next.toString());

        accept();
        verify(invitations).createAccount(next);
    }

    @Test
    void takesAwayTheFailingMailWhenTheInvitationIsResent() {
        when(invitations.send(invitation)).thenThrow(MailFailures.permanent("mail-answer-535"));
        var instance = start(dates);
        runFailingJob(instance, "sendInvitation");

        process.resent(kind, key, next, dates);

        assertThat(incidents(instance)).isEmpty();
        runJobs(instance);
        verify(invitations).send(next);
        assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
    }

    // ---- reminded, expired

    @Test
    void remindsThreeTimesThenExpires() {
        when(invitations.remind(invitation))
                .thenReturn(then(dates.reminder(1)), then(dates.reminder(2)), then(Optional.empty()));
        var instance = start(dates);
        runJobs(instance);

        for (var sent = 0; sent < 3; sent++) {
            verify(invitations, times(sent)).remind(invitation);
            assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
            moveClockTo(dates.remindersAt().get(sent));
            runJobs(instance);
        }
        verify(invitations, times(3)).remind(invitation);
        assertThat(instance).isWaitingAtExactly("invitationOpen", "awaitAcceptance");
        verify(invitations, never()).expire(any());

        moveClockTo(dates.expiresAt());
        runJobs(instance);

        verify(invitations).expire(invitation);
        verify(invitations).tellInviterOfExpiry(invitation);
        assertThat(instance)
                .isEnded()
                .hasPassedInOrder("expiryDue", "expireInvitation", "tellInviterOfExpiry", "expired");
    }

    @Test
    void expiresWhileACorrectionIsAwaited() {
        var instance = startRefused();

        moveClockTo(dates.expiresAt());
        runJobs(instance);

        verify(invitations).expire(invitation);
        assertThat(instance).isEnded().hasPassed("expired");
    }

    @Test
    void neverExpiresBeforeTheInstantOfTheRow() {
        var instance = start(new InvitationDates(List.of(), now.plus(DAY).plusNanos(1000)));

        assertThat(job(instance, "expiryDue").getDuedate())
                .isEqualTo(Date.from(now.plus(DAY).plusMillis(1)));
    }

    @Test
    void staysOpenWhenTheExpiryLostAgainstAPerson() {
        doThrow(new IllegalStateException("accepted meanwhile"))
                .when(invitations)
                .expire(any());
        var instance = start(dates(now));
        runJobs(instance);
        moveClockTo(dates.expiresAt());

        runFailingJob(instance, "expiryDue");

        assertThat(instance).isWaitingAtExactly("invitationOpen", "awaitAcceptance");
        accept();
        runJobs(instance);
        assertThat(instance).isEnded().hasPassed(goodEnd);
    }

    @Test
    void expiresAtOnceOnRequest() {
        var instance = start(dates);
        runJobs(instance);

        transaction.executeWithoutResult(status -> process.expire(kind, key));

        verify(invitations).expire(invitation);
        assertThat(instance).isEnded();
        process.expire(kind, key);
        verify(invitations).expire(invitation);
    }

    @Test
    void hasNothingToExpireWhereNoInstanceIs() {
        process.expire(kind, UUID.randomUUID());

        verify(invitations, never()).expire(any());
    }

    @Test
    void takesTheExpiryBackWithTheTransactionAroundIt() {
        var instance = start(dates);

        transaction.executeWithoutResult(status -> {
            process.expire(kind, key);
            status.setRollbackOnly();
        });

        assertThat(instance).isWaitingAtExactly("invitationOpen", "sendInvitation");
    }

    // ---- the mail cannot be delivered

    @Test
    void tellsTheInviterThatTheAddressIsRefusedThenAwaitsTheCorrection() {
        var instance = startRefused();

        verify(invitations).noteDeliveryFailure(invitation);
        verify(invitations).tellInviterOfFailure(invitation);
        assertThat(incidents(instance)).isEmpty();
        assertThat(instance)
                .isWaitingAtExactly("invitationOpen", "awaitCorrection")
                .hasPassedInOrder("deliveryRefused", "noteDeliveryFailure", "tellInviterOfFailure");

        when(invitations.send(next)).thenReturn(DeliveryResult.SENT);
        process.resent(kind, key, next, dates);
        runJobs(instance);
        assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
    }

    @Test
    void aRefusedReminderTakesThePathOfARefusedInvitation() {
        when(invitations.remind(invitation)).thenReturn(new InvitationTasks.Reminded(true, null));
        var instance = start(dates);
        when(invitations.send(invitation)).thenReturn(DeliveryResult.SENT);
        moveClockTo(dates.remindersAt().get(0));
        runJobs(instance);

        verify(invitations).noteDeliveryFailure(invitation);
        verify(invitations).tellInviterOfFailure(invitation);
        verify(invitations, never()).reminderRefused(any());
        assertThat(instance)
                .isWaitingAtExactly("invitationOpen", "awaitCorrection")
                .hasPassedInOrder("reminderRefused", "noteDeliveryFailure", "tellInviterOfFailure");
    }

    @Test
    void canBeRevokedWhileACorrectionIsAwaited() {
        var instance = startRefused();

        process.revoked(kind, key);

        runJobs(instance);
        assertThat(instance).isEnded().hasPassed("revoked");
    }

    @Test
    void notesTheRefusalBeforeTellingTheInviter() {
        when(invitations.send(any())).thenReturn(DeliveryResult.REFUSED);
        doThrow(MailFailures.passing("mail-server-unreachable"))
                .when(invitations)
                .tellInviterOfFailure(any());
        var instance = start(dates);
        management.executeJob(job(instance, "sendInvitation").getId());

        runFailingJob(instance, "tellInviterOfFailure");

        verify(invitations).noteDeliveryFailure(invitation);
        verify(invitations).send(invitation);
    }

    @Test
    void triesAgainByTheRetryCycleThenIsAnIncidentThatCanBeRetried() {
        when(invitations.send(any())).thenThrow(MailFailures.passing("mail-server-unreachable"));
        var instance = start(dates);
        var waits = List.of("PT30S", "PT2M", "PT4M", "PT4M", "PT4M", "PT30M", "PT2H", "PT6H");

        for (var wait : waits) {
            var before = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as dates of jobs are
            runFailingJob(instance, "sendInvitation");
            var due = job(instance, "sendInvitation").getDuedate().toInstant();
            assertThat(Duration.between(before, due))
                    .isBetween(Duration.parse(wait), Duration.parse(wait).plusSeconds(10));
            assertThat(incidents(instance)).isEmpty();
            moveClockTo(due);
        }
        runFailingJob(instance, "sendInvitation");
        assertThat(incidents(instance)).singleElement().satisfies(incident -> {
            assertThat(incident.getActivityId()).isEqualTo("sendInvitation");
            assertThat(incident.getIncidentMessage()).isEqualTo("mail-server-unreachable");
        });
        verify(invitationDelivery).recordUndeliverable(invitation);

        doReturn(DeliveryResult.SENT).when(invitations).send(any());
        management.setJobRetries(job(instance, "sendInvitation").getId(), 1);
        assertThat(incidents(instance)).isEmpty();
        moveClockTo(job(instance, "sendInvitation").getDuedate().toInstant());
        management.executeJob(job(instance, "sendInvitation").getId());
        assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
    }

    @Test
    void isAnIncidentAtOnceWhenOnlyAnOperatorCanHelp() {
        when(invitations.send(any())).thenThrow(MailFailures.permanent("mail-answer-535"));
        var instance = start(dates);

        runFailingJob(instance, "sendInvitation");

        assertThat(incidents(instance))
                .singleElement()
                .satisfies(incident -> assertThat(incident.getIncidentMessage()).isEqualTo("mail-answer-535"));
        assertThat(job(instance, "sendInvitation").getRetries()).isZero();
        verify(invitationDelivery).recordUndeliverable(invitation);
    }

    @Test
    void aReminderThatCannotGoOutIsADeliveryProblemAsWell() {
        when(invitations.remind(invitation)).thenThrow(MailFailures.permanent("mail-answer-535"));
        var instance = start(dates);
        runJobs(instance);
        moveClockTo(dates.remindersAt().get(0));

        runFailingJob(instance, "reminderDue");

        assertThat(incidents(instance)).hasSize(1);
        verify(invitationDelivery).recordUndeliverable(invitation);
    }

    @Test
    void triesAFailedReminderAgainAtItsTimer() {
        when(invitations.remind(invitation))
                .thenThrow(MailFailures.passing("mail-server-unreachable"))
                .thenReturn(then(Optional.empty()));
        var instance = start(dates);
        runJobs(instance);
        moveClockTo(dates.remindersAt().get(0));

        runFailingJob(instance, "reminderDue");
        assertThat(job(instance, "reminderDue").getRetries()).isEqualTo(8);
        moveClockTo(job(instance, "reminderDue").getDuedate().toInstant());
        runJobs(instance);

        assertThat(instance).isWaitingAtExactly("invitationOpen", "awaitAcceptance");
    }

    @Test
    void waitsWithoutUsingUpARetryWhenTheAddressGotItsShareOfMails() {
        when(invitations.send(any())).thenReturn(DeliveryResult.DEFERRED);
        when(invitations.remind(any())).thenThrow(new MailDeferred());
        var instance = start(dates);
        var retries = job(instance, "sendInvitation").getRetries();

        runFailingJob(instance, "sendInvitation");

        assertThat(job(instance, "sendInvitation")).satisfies(job -> {
            assertThat(job.getRetries()).isEqualTo(retries);
            assertThat(job.getExceptionMessage()).isNull();
            assertThat(job.getDuedate().toInstant()).isAfter(clock.instant().plus(Duration.ofMinutes(59)));
        });
        when(invitations.send(any())).thenReturn(DeliveryResult.UNWANTED);
        moveClockTo(dates.remindersAt().get(0));
        management.executeJob(job(instance, "sendInvitation").getId());
        runFailingJob(instance, "reminderDue");
        assertThat(job(instance, "reminderDue").getRetries()).isEqualTo(retries);
        assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
    }

    @Test
    void losesARaceWithoutUsingUpARetry() {
        when(invitations.send(any())).thenThrow(new OptimisticLockingException("lost"));
        var instance = start(dates);
        var retries = job(instance, "sendInvitation").getRetries();

        runFailingJob(instance, "sendInvitation");

        assertThat(job(instance, "sendInvitation").getRetries()).isEqualTo(retries);
    }

    // ---- what the service is notified of, and what the engine keeps

    @Test
    void isNotReadyForASecondAnswer() {
        start(dates);
        accept();

        assertThatThrownBy(this::accept).isInstanceOf(ProcessNotReady.class);
    }

    @Test
    void isNotReadyWhileSuspended() {
        var instance = start(dates);
        runtime.suspendProcessInstanceById(instance.getId());

        assertThatThrownBy(this::accept).isInstanceOf(ProcessNotReady.class);
        assertThatThrownBy(() -> process.expire(kind, key)).isInstanceOf(ProcessNotReady.class);

        runtime.activateProcessInstanceById(instance.getId());
        accept();
        assertThat(instance).isWaitingAtExactly("sendWelcome");
    }

    @Test
    void reportsAConcurrencyConflictAsSpringsException() {
        var instance = start(dates);
        doAnswer(call -> {
                    var other = new Thread(this::decline);
                    other.start();
                    other.join();
                    return ACCOUNT;
                })
                .when(invitations)
                .createAccount(any());

        assertThatThrownBy(this::accept).isInstanceOf(ConcurrencyFailureException.class);

        assertThat(instance).isEnded().hasPassed("declined");
    }

    @Test
    void tellsAConcurrencyConflictOfTheExpirysStepToo() {
        start(dates);
        doThrow(new PessimisticLockingFailureException("lock timeout"))
                .when(invitations)
                .expire(any());

        assertThatThrownBy(() -> process.expire(kind, key)).isInstanceOf(ConcurrencyFailureException.class);
    }

    @Test
    void canBeginAgainWithTheSameKeyAfterAnEnd() {
        var first = start(dates);
        process.declined(kind, key);
        runJobs(first);

        var second = start(dates);
        accept();

        assertThat(first).isEnded().hasPassed("declined");
        assertThat(second).isWaitingAtExactly("sendWelcome");
    }

    @Test
    void keepsOnlyDeclaredVariables() {
        var instance = start(dates);
        runJobs(instance);
        accept();

        var declared = Arrays.stream(ProcessVariable.values())
                .collect(Collectors.toMap(variable -> variable.id, variable -> variable.type.getName()));
        var stored = runtime.createVariableInstanceQuery().processInstanceIdIn(instance.getId()).list().stream()
                .collect(Collectors.toMap(variable -> variable.getName(), variable -> variable.getTypeName()));
        assertThat(declared).containsAllEntriesOf(stored);
        assertThat(stored).containsOnlyKeys("invitationId", "reminderAt");
    }

    @Test
    void keepsNothingOfAFailureButClassesAndFrames() {
        var secret = "ada-" + key + "@lovelace.example";
        when(invitations.send(any()))
                .thenThrow(new IllegalStateException(secret, new IllegalArgumentException("no " + secret)));
        var instance = start(dates);
        for (var attempt = 0; attempt < 9; attempt++) {
            runFailingJob(instance, "sendInvitation");
            moveClockTo(job(instance, "sendInvitation").getDuedate().toInstant());
        }

        assertThat(incidents(instance))
                .singleElement()
                .satisfies(incident ->
                        assertThat(incident.getIncidentMessage()).isEqualTo(IllegalArgumentException.class.getName()));
        assertThat(management.getJobExceptionStacktrace(
                        job(instance, "sendInvitation").getId()))
                .contains(IllegalStateException.class.getName(), "InvitationSteps")
                .doesNotContain(secret);
        assertThat(tablesThatHold(secret)).isEmpty();
    }

    // ----

    private ProcessInstance start(InvitationDates dates) {
        process.start(kind, key, invitation, dates);
        return instanceOf(InvitationInstances.definition(kind));
    }

    private ProcessInstance startRefused() {
        when(invitations.send(invitation)).thenReturn(DeliveryResult.REFUSED);
        var instance = start(dates);
        runJobs(instance);
        return instance;
    }

    private void accept() {
        process.accepted(kind, key, false);
    }

    private void decline() {
        process.declined(kind, key);
    }

    private Map<String, Object> variables(ProcessInstance instance) {
        return runtime.getVariables(instance.getId());
    }

    private static InvitationDates dates(Instant invitedAt, int... reminderDays) {
        var reminders = Arrays.stream(reminderDays)
                .mapToObj(days -> invitedAt.plus(DAY.multipliedBy(days)))
                .toList();
        return new InvitationDates(reminders, invitedAt.plus(DAY.multipliedBy(14)));
    }

    private List<String> tablesThatHold(String text) {
        var tables = jdbc.queryForList(
                "select tablename from pg_tables where schemaname = 'public' and tablename like 'act\\_%'",
                String.class);
        return tables.stream()
                .filter(table -> jdbc.queryForObject(
                                "select count(*) from " + table + " t where t::text like ? or t::text like ?",
                                Integer.class,
                                "%" + text + "%",
                                "%" + hex(text) + "%")
                        > 0)
                .toList();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
