package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.AddressUseChanged;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The steps of the process around a request. Each reads the row first, and may run twice. */
@Service
public class ChangeSteps {

    private static final Logger log = LoggerFactory.getLogger(ChangeSteps.class);

    /** What a request whose new mailbox is proven has left after the cooling-off, however late the process is. */
    private static final Duration GRACE = Duration.ofDays(7);

    /** Longer than any case lives. */
    private static final Duration NEVER = Duration.ofDays(3650);

    private final StoredChanges changes;
    private final ChangeFacts facts;
    private final ChangeMails mails;
    private final SupportMails supportMails;
    private final SupportCases cases;
    private final Accounts accounts;
    private final LoginAddresses addresses;
    private final UnseenAnswers unseen;
    private final EmailChangeSettings settings;
    private final EmailChangeProcess process;
    private final Clock clock;

    ChangeSteps(
            StoredChanges changes,
            ChangeFacts facts,
            ChangeMails mails,
            SupportMails supportMails,
            SupportCases cases,
            Accounts accounts,
            LoginAddresses addresses,
            UnseenAnswers unseen,
            EmailChangeSettings settings,
            EmailChangeProcess process,
            Clock clock) {
        this.changes = changes;
        this.facts = facts;
        this.mails = mails;
        this.supportMails = supportMails;
        this.cases = cases;
        this.accounts = accounts;
        this.addresses = addresses;
        this.unseen = unseen;
        this.settings = settings;
        this.process = process;
        this.clock = clock;
    }

    private ChangeCase get(EmailChangeId id) {
        return changes.find(id).orElseThrow(NotFound::new);
    }

    /** Emails the link that proves the new mailbox. */
    @Transactional
    public void askNewAddress(EmailChangeId id) {
        mails.askNewAddress(get(id));
    }

    /** Emails the notice to the old address and records when. */
    @Transactional
    public void noticeOldAddress(EmailChangeId id) {
        mails.noticeOldAddress(get(id));
        changes.recordNotice(id, DatabaseTime.now(clock));
    }

    /**
     * A request whose both sides have answered waits for support alone: from then on it does not expire, but is escalated
     * until it is decided. In the caller's transaction, which holds its row.
     */
    void keepWhileSupportDecides(EmailChangeId id) {
        var change = get(id);
        if (change.isOpen(DatabaseTime.now(clock))
                && change.admitted()
                && change.newConfirmedAt() != null
                && (change.oldConfirmedAt() != null || change.evidenceAt() != null)) {
            var expiresAt =
                    DatabaseTime.now(clock).truncatedTo(ChronoUnit.MILLIS).plus(NEVER);
            changes.extend(id, expiresAt);
            process.expiresAt(id, expiresAt);
        }
    }

    /** The open task of this request, and those of others that it concerns, show the facts of now. */
    @Transactional
    public void showFacts(EmailChangeId id) {
        var change = get(id);
        show(change);
        showFactsOfOthers(change);
    }

    /** The open tasks of requests that want the same address, or are of the same login, show the facts of now. */
    @Transactional
    public void showFactsOfOthers(ChangeCase change) {
        changes.concerned(change.requested(), change.account(), change.id()).forEach(other -> show(get(other)));
    }

    /** The open tasks of requests show in the same transaction what it does to the addresses that they want. */
    @EventListener
    void showFacts(AddressUseChanged event) {
        changes.concerned(event.addresses(), event.logins()).forEach(id -> show(get(id)));
    }

    private void show(ChangeCase change) {
        if (change.account() != null && change.isOpen(DatabaseTime.now(clock))) {
            process.showFacts(change.id(), () -> facts.review(change));
        }
    }

    /** What the agent sees, as it is now. */
    @Transactional
    public ReviewFacts review(EmailChangeId id) {
        return facts.review(changes.lock(id));
    }

    /** Emails the agent's question to the requester. */
    @Transactional
    public void askRequester(EmailChangeId id) {
        mails.askRequester(get(id));
    }

    /** When a requester whom no agent will answer gets the first answer. */
    Instant unseenAnswerAt(EmailChangeId id) {
        return unseen.firstAt(id, DatabaseTime.now(clock));
    }

    /**
     * Answers in place of an agent, who never sees this request: some with a question, all with a rejection. A request that
     * has lapsed meanwhile is left to its expiry.
     *
     * @return when the next answer is due; null: this was the rejection, of which the process notifies
     */
    @Transactional
    public @Nullable Instant answerUnseen(EmailChangeId id) {
        var now = DatabaseTime.now(clock);
        var change = changes.lock(id);
        if (change.isOpen(now) && change.askedAt() == null && unseen.sendsQuestionFirst(id)) {
            var question = unseen.question(change.language());
            changes.ask(id, question, now);
            changes.record(id, ChangeEvent.Type.ASKED, null, question, now);
            mails.askRequester(get(id));
            return unseen.rejectionAt(id, now);
        }
        if (change.isOpen(now)) {
            changes.end(id, ChangeState.REJECTED, now);
            changes.record(id, ChangeEvent.Type.REJECTED, null, null, now);
            log.info("email change {}: rejected, no login is concerned", id);
            return null;
        }
        return change.state() == ChangeState.OPEN ? unseen.rejectionAt(id, now) : null;
    }

    /** To the requester, in the transaction in which a person ended the request. */
    void notifyOfEnd(ChangeCase change) {
        mails.notifyOfEnd(change);
    }

    /** What is still missing; nobody changes it before this transaction is over. */
    @Transactional
    public ChangeCase.Missing missing(EmailChangeId id) {
        return changes.lock(id).missing(DatabaseTime.now(clock));
    }

    /** Asks the other managers of the company whether they know of the request. */
    @Transactional
    public void askColleagues(EmailChangeId id) {
        var change = get(id);
        facts.colleagues(Objects.requireNonNull(change.account()))
                .forEach(colleague -> mails.askColleague(change, colleague));
    }

    /**
     * When the second approval opens: after the old mailbox has had its time since its notice; null: at once, also when the
     * first agent said why nobody can answer there.
     */
    @Transactional
    public @Nullable Instant secondApprovalAt(EmailChangeId id) {
        var change = changes.lock(id);
        var notified = change.oldNotifiedAt() == null ? change.requestedAt() : change.oldNotifiedAt();
        var at = notified.plus(settings.secondAfter());
        return change.silentReason() == null && at.isAfter(DatabaseTime.now(clock)) ? at : null;
    }

    /** Who approved first. */
    @Transactional(readOnly = true)
    public Optional<AccountId> firstAgent(EmailChangeId id) {
        return Optional.ofNullable(get(id).approvedBy());
    }

    /** Whether another manager confirmed before. */
    @Transactional
    public boolean hasEvidence(EmailChangeId id) {
        return changes.lock(id).evidenceAt() != null;
    }

    /**
     * Begins the wait for an objection of the old mailbox and notifies it; a repeat finds it begun.
     *
     * @return when it is over
     */
    @Transactional
    public Instant beginCoolingOff(EmailChangeId id) {
        var change = changes.lock(id);
        if (change.coolingOffEndsAt() != null) {
            return change.coolingOffEndsAt();
        }
        var now = DatabaseTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
        var until = now.plus(settings.coolingOff());
        var late = change.newConfirmedAt() != null && change.expiresAt().isBefore(until.plus(GRACE));
        var expiresAt = late ? until.plus(GRACE) : change.expiresAt();
        changes.coolOff(id, until, expiresAt);
        if (!expiresAt.equals(change.expiresAt())) {
            process.expiresAt(id, expiresAt);
        }
        changes.record(id, ChangeEvent.Type.COOLING_OFF, null, null, now);
        mails.warnOldAddress(get(id));
        return until;
    }

    /**
     * The change itself, in one transaction: login and vendors' records, sessions, links, invitations, the old address
     * reserved, both mailboxes notified. The row has to hold every proof.
     *
     * @return false when the new address is not free any more: nothing was changed, and the approval is taken back
     * @throws IllegalStateException when a proof is missing
     */
    @Transactional
    public boolean apply(EmailChangeId id) {
        var now = DatabaseTime.now(clock);
        var change = changes.lock(id);
        if (change.state() == ChangeState.APPLIED) {
            return true;
        }
        if (!change.isOpen(now) || change.missing(now) != ChangeCase.Missing.NOTHING) {
            throw new IllegalStateException("email change " + id + " lacks a proof");
        }
        if (!facts.collisions(change).isEmpty()) {
            changes.takeApprovalBack(id);
            changes.record(id, ChangeEvent.Type.TAKEN, null, null, now);
            log.info("email change {}: the new address is taken, back to the agent", id);
            return false;
        }
        var account = Objects.requireNonNull(change.account());
        var old = accounts.find(account).orElseThrow().email();
        if (!changes.end(id, ChangeState.APPLIED, now)) {
            throw new IllegalStateException("email change " + id + " has ended");
        }
        addresses.move(account, old, change.requested(), now);
        if (change.isRestore()) {
            accounts.resumeWithNewPassword(account);
        }
        changes.record(id, ChangeEvent.Type.APPLIED, null, null, now);
        mails.notifyBoth(get(id), old, now.plus(settings.undoFor()));
        log.info("email change {} applied to account {}", id, account.value());
        return true;
    }

    /** Emails the rejection to the requester. */
    @Transactional
    public void notifyOfRejection(EmailChangeId id) {
        mails.notifyOfRejection(get(id));
    }

    /** One reminder, of whatever the requester still has to do. */
    @Transactional
    public void remind(EmailChangeId id) {
        var now = DatabaseTime.now(clock);
        if (changes.remind(id, now)) {
            mails.remind(get(id));
            changes.record(id, ChangeEvent.Type.REMINDED, null, null, now);
        }
    }

    /** The open task is the lead's from now on, who is reminded of it by each further escalation. */
    @Transactional
    public void recordEscalation(EmailChangeId id) {
        var now = DatabaseTime.now(clock);
        if (changes.escalate(id, now)) {
            changes.record(id, ChangeEvent.Type.ESCALATED, null, null, now);
            supportMails.alertLead(id, now.toEpochMilli());
            mails.notifyOfDelay(get(id));
            log.info("email change {} escalated to the lead", id);
        }
    }

    /**
     * Ends a lapsed request; a repeat changes nothing.
     *
     * @throws IllegalStateException when it did not lapse or ended otherwise: the timer lost against a person
     */
    @Transactional
    public void expire(EmailChangeId id) {
        var now = DatabaseTime.now(clock);
        if (changes.expire(id, now)) {
            changes.record(id, ChangeEvent.Type.EXPIRED, null, null, now);
            mails.notifyOfExpiry(get(id));
            showFactsOfOthers(get(id));
            log.info("email change {} expired", id);
        } else if (get(id).state() != ChangeState.EXPIRED) {
            throw new IllegalStateException("email change " + id + " is " + get(id).state() + ", not lapsed");
        }
    }

    /** Work for support: somebody else may be in the login, or wants to be. */
    @Transactional
    public void openTakeoverCase(EmailChangeId id) {
        cases.openTakeover(id, Objects.requireNonNull(get(id).account()));
    }
}
