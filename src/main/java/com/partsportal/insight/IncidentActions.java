package com.partsportal.insight;

import com.partsportal.account.AccountId;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.Invitations;
import com.partsportal.mail.QueuedMails;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Retries or cancels all incidents of one step. A cancelled invitation is revoked by its service, so that row, engine and timeline
 * agree; a cancelled email is given up. Each in a transaction of its own.
 */
@Service
class IncidentActions {

    private static final Logger log = LoggerFactory.getLogger(IncidentActions.class);

    /** What can be cancelled without leaving a row behind that waits for ever. */
    static final Set<String> CANCELLABLE = Set.of("customer-onboarding", "user-invitation", "mail-delivery");

    private static final int LONGEST_REASON = 500;

    private final OperationsReport report;
    private final EngineRepair engine;
    private final Invitations invitations;
    private final Customers customers;
    private final QueuedMails mails;
    private final Operations operations;
    private final TransactionTemplate transactions;

    IncidentActions(
            OperationsReport report,
            EngineRepair engine,
            Invitations invitations,
            Customers customers,
            QueuedMails mails,
            Operations operations,
            TransactionTemplate transactions) {
        this.report = report;
        this.engine = engine;
        this.invitations = invitations;
        this.customers = customers;
        this.mails = mails;
        this.operations = operations;
        this.transactions = transactions;
    }

    /** @param failed what somebody was changing, or what cannot be cancelled where it is */
    record Outcome(int done, int failed) {}

    /** @throws InvalidValue with field {@code reason} when none is given, or it breaks the rules of texts */
    Outcome retry(String process, String element, @Nullable String reason, AccountId by) {
        var text = reason(reason);
        return act(Operation.Action.RETRY, process, element, text, by, job -> engine.retry(job.job()));
    }

    /**
     * @throws InvalidValue as {@link #retry}
     * @throws Refused {@code not-cancellable} for the instances of other processes than {@link #CANCELLABLE}
     */
    Outcome cancel(String process, String element, @Nullable String reason, AccountId by) {
        var text = reason(reason);
        if (!CANCELLABLE.contains(process)) {
            throw new Refused("not-cancellable");
        }
        return act(Operation.Action.CANCEL, process, element, text, by, job -> {
            var key = UUID.fromString(job.key());
            if (process.equals("mail-delivery")) {
                mails.giveUp(key);
                engine.end(job.instance(), "cancelled");
            } else {
                revoke(key, by);
            }
        });
    }

    private void revoke(UUID key, AccountId by) {
        var invitation = invitations.newestOf(key).orElseThrow();
        if (invitation.kind() == InvitationKind.CONTACT) {
            customers.revoke(
                    new VendorId(Objects.requireNonNull(invitation.vendorId())),
                    new CustomerId(Objects.requireNonNull(invitation.customerId())),
                    null,
                    false,
                    by);
        } else {
            invitations.revoke(invitation.id(), null, false);
        }
    }

    private static String reason(@Nullable String reason) {
        var text = FreeText.line("reason", reason, LONGEST_REASON);
        if (text == null) {
            throw new InvalidValue("reason", "required");
        }
        return text;
    }

    private interface Act {
        void on(OperationsReport.StuckJob job);
    }

    private Outcome act(Operation.Action action, String process, String element, String reason, AccountId by, Act act) {
        var done = 0;
        var failed = 0;
        for (var job : report.stuckJobs(process, element)) {
            try {
                transactions.executeWithoutResult(status -> act.on(job));
                done++;
            } catch (RuntimeException e) {
                failed++;
                log.warn(
                        "{} of instance {} failed: {}",
                        action,
                        job.instance(),
                        e.getClass().getName());
            }
        }
        if (done > 0) {
            operations.record(Operation.of(action, by)
                    .on(process, null, null, element)
                    .affecting(done)
                    .reason(reason));
        }
        return new Outcome(done, failed);
    }
}
