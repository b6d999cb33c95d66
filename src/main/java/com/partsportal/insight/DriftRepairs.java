package com.partsportal.insight;

import com.partsportal.account.AccountId;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChangeProcess;
import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.emailchange.SupportCaseKind;
import com.partsportal.emailchange.SupportCaseProcess;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.Invitations;
import com.partsportal.mail.MailProcess;
import com.partsportal.rfq.RfqApproval;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqProcess;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the engine agree with the rows, which are the truth: what is missing is started from the row, what is too much is
 * ended, a timer gets the row's date. Each disagreement in a transaction of its own, which looks again first.
 */
@Component
class DriftRepairs {

    private static final Logger log = LoggerFactory.getLogger(DriftRepairs.class);

    private static final String REASON = "drift repaired";

    private final Drifts drifts;
    private final DriftReport report;
    private final EngineRepair engine;
    private final Invitations invitations;
    private final InvitationProcess invitationProcess;
    private final EmailChangeProcess emailChanges;
    private final SupportCaseProcess supportCases;
    private final RfqProcess rfqs;
    private final MailProcess mails;
    private final Operations operations;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DriftRepairs(
            Drifts drifts,
            DriftReport report,
            EngineRepair engine,
            Invitations invitations,
            InvitationProcess invitationProcess,
            EmailChangeProcess emailChanges,
            SupportCaseProcess supportCases,
            RfqProcess rfqs,
            MailProcess mails,
            Operations operations,
            TransactionTemplate transactions,
            Clock clock) {
        this.drifts = drifts;
        this.report = report;
        this.engine = engine;
        this.invitations = invitations;
        this.invitationProcess = invitationProcess;
        this.emailChanges = emailChanges;
        this.supportCases = supportCases;
        this.rfqs = rfqs;
        this.mails = mails;
        this.operations = operations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param failed what could not be repaired now, such as a row that somebody was changing */
    record Outcome(int repaired, int failed) {}

    /**
     * Repairs what disagrees in this way, at most {@link DriftReport#MOST}.
     *
     * @param by null: a command on the operator's machine
     */
    Outcome repair(DriftKind kind, @Nullable AccountId by) {
        var repaired = 0;
        var failed = 0;
        for (var drift : drifts.find(kind)) {
            try {
                if (Boolean.TRUE.equals(transactions.execute(status -> repairAgain(drift)))) {
                    repaired++;
                }
            } catch (RuntimeException e) {
                failed++;
                log.warn(
                        "{} of {} not repaired: {}",
                        kind,
                        drift.key(),
                        e.getClass().getName());
            }
        }
        if (repaired > 0) {
            operations.record(Operation.of(Operation.Action.REPAIR, by)
                    .affecting(repaired)
                    .detail(kind.name()));
        }
        log.info("{}: {} repaired, {} failed", kind, repaired, failed);
        return new Outcome(repaired, failed);
    }

    /** Whether it was still so. */
    private boolean repairAgain(Drift found) {
        if (found.kind() != DriftKind.MAIL_WITHOUT_INSTANCE) {
            report.holdInvitation(found.key());
        }
        var now = drifts.find(found.kind(), found.key());
        now.forEach(this::repairNow);
        return !now.isEmpty();
    }

    private void repairNow(Drift drift) {
        switch (drift.kind()) {
            case INVITATION_WITHOUT_INSTANCE -> start(invitation(drift));
            case SEVERAL_INSTANCES ->
                report.instancesOf(drift).stream().skip(1).forEach(instance -> engine.end(instance, REASON));
            case INSTANCE_WITHOUT_INVITATION, INSTANCE_WITHOUT_CASE, INSTANCE_WITHOUT_WEBHOOK ->
                engine.end(drift.requireInstance(), REASON);
            case WRONG_ELEMENT -> startAnew(drift);
            case EXPIRY_DATE -> {
                if (drift.actual() == null) {
                    startAnew(drift);
                } else {
                    var invitation = invitation(drift);
                    invitationProcess.extended(invitation.kind(), invitation.processKey(), invitation.expiresAt());
                }
            }
            case REMINDER_DATE -> moveReminder(drift);
            case MAIL_WITHOUT_INSTANCE -> mails.start(drift.requireRow());
            case WEBHOOK_WITHOUT_INSTANCE -> engine.deliverWebhook(drift.requireRow());
            case CASE_WITHOUT_INSTANCE -> startCase(drift.process(), drift.requireRow());
        }
    }

    private void moveReminder(Drift drift) {
        var invitation = invitation(drift);
        var next = invitation.dates().reminder(invitation.progress().remindersSent());
        if (drift.actual() == null || next.isEmpty()) {
            startAnew(drift);
        } else {
            engine.moveReminder(drift.requireInstance(), next.get());
        }
    }

    /** The ledger keeps a new instance from sending again what went out already. */
    private void startAnew(Drift drift) {
        engine.end(drift.requireInstance(), REASON);
        start(invitation(drift));
    }

    private InvitationSnapshot invitation(Drift drift) {
        return invitations.find(new InvitationId(drift.requireRow())).orElseThrow();
    }

    /** With the reminders that are left. */
    private void start(InvitationSnapshot invitation) {
        var progress = invitation.progress();
        var all = invitation.dates().remindersAt();
        List<Instant> left = progress.remindersStopped()
                ? List.of()
                : all.subList(Math.min(progress.remindersSent(), all.size()), all.size());
        invitationProcess.start(
                invitation.kind(),
                invitation.processKey(),
                invitation.id(),
                new InvitationDates(left, invitation.expiresAt()));
    }

    private void startCase(String process, UUID row) {
        switch (process) {
            case "email-change" ->
                report.emailChange(row).ifPresent(change -> {
                    var id = new EmailChangeId(row);
                    emailChanges.start(id, change.signedIn(), orNow(change.remindAt()), orNow(change.expiresAt()));
                    if (!change.signedIn() && change.newConfirmed()) {
                        emailChanges.newAddressConfirmed(id, true, null);
                    }
                });
            case "support-case" ->
                report.supportCase(row)
                        .ifPresent(open -> supportCases.start(
                                new SupportCaseId(row),
                                SupportCaseKind.valueOf(String.valueOf(open.kind())),
                                open.number()));
            default -> startRfq(new RfqId(row), report.statusOfRfq(row));
        }
    }

    private Instant orNow(@Nullable Instant at) {
        return at == null ? DatabaseTime.now(clock) : at;
    }

    private void startRfq(RfqId id, String status) {
        rfqs.submitted(id, !status.equals("UNDER_REVIEW"));
        if (status.equals("SENT_BACK")) {
            rfqs.decided(id, RfqApproval.SEND_BACK);
        }
    }
}
