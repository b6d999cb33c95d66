package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.ContactAddresses;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import com.partsportal.shared.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of requests to change the address of a login. The row decides: whoever would change a request holds its row
 * first, by one conditional update, and only who succeeds tells the process.
 */
@Service
public class EmailChanges {

    private static final int SHOWN_DAYS = 14;
    private static final Set<ChangeState> IN_VAIN =
            EnumSet.of(ChangeState.REJECTED, ChangeState.DISPUTED, ChangeState.EXPIRED);

    private static final Logger log = LoggerFactory.getLogger(EmailChanges.class);

    /** What a request whose new mailbox is proven has left after the cooling-off, whatever stands still meanwhile. */
    private static final Duration GRACE = Duration.ofDays(7);

    private final ChangeTable changes;
    private final ChangeFacts facts;
    private final ChangeMails mails;
    private final SupportCases cases;
    private final Accounts accounts;
    private final ContactAddresses contacts;
    private final EmailChangeSettings settings;
    private final ObjectProvider<EmailChangeProcess> process;
    private final Clock clock;

    /** The process is looked up when it is needed: its steps need this door. */
    EmailChanges(
            ChangeTable changes,
            ChangeFacts facts,
            ChangeMails mails,
            SupportCases cases,
            Accounts accounts,
            ContactAddresses contacts,
            EmailChangeSettings settings,
            ObjectProvider<EmailChangeProcess> process,
            Clock clock) {
        this.changes = changes;
        this.facts = facts;
        this.mails = mails;
        this.cases = cases;
        this.accounts = accounts;
        this.contacts = contacts;
        this.settings = settings;
        this.process = process;
        this.clock = clock;
    }

    // ---- asking

    /**
     * Writes the request and starts its process. The answer tells nothing about whether the current address is a
     * login's. A person's own earlier request whose new mailbox is still unproven is replaced.
     *
     * @throws InvalidValue when both addresses are the same
     * @throws Refused {@code request-open} when another request of the signed-in person's login counts as open;
     *     {@code staff-address} for the login of staff
     */
    @Retried
    @Transactional
    public EmailChangeId request(NewEmailChange wanted) {
        if (wanted.current().equals(wanted.requested())) {
            throw new InvalidValue("requested", "emailchange.same");
        }
        // the engine's timers know milliseconds only, and must never be earlier than the row
        var now = Times.now(clock).truncatedTo(ChronoUnit.MILLIS);
        var id = new EmailChangeId(Ids.next());
        var login = facts.login(wanted.current());
        var signedIn = wanted.source() == ChangeSource.SIGNED_IN;
        if (signedIn) {
            var own = login.filter(account -> account.id().equals(wanted.by()))
                    .orElseThrow(() -> new Refused("staff-address"));
            if (changes.hasAdmitted(own.id(), id)) {
                throw new Refused("request-open");
            }
            changes.openOf(own.id()).forEach(earlier -> end(earlier.id(), ChangeState.CANCELLED, own.id()));
        }
        var expiresAt = now.plus(settings.expiresAfter());
        var remindAt = now.plus(settings.expiresAfter().dividedBy(2));
        var language =
                login.filter(account -> signedIn).map(AccountRow::language).orElse(wanted.language());
        var account = login.filter(found -> signedIn).map(AccountRow::id).orElse(null);
        changes.insert(id, account, wanted, language, now, remindAt, expiresAt);
        changes.note(id, ChangeEvent.Type.REQUESTED, wanted.by(), null, now);
        process.getObject().start(id, signedIn, remindAt, expiresAt);
        log.info("email change {} requested, {}", id, wanted.source());
        return id;
    }

    /** The signed-in person's open request. */
    @Transactional(readOnly = true)
    public Optional<ChangeCase> openOf(AccountId account) {
        var now = Times.now(clock);
        return changes.openOf(account).stream()
                .filter(change -> change.isOpen(now))
                .findFirst();
    }

    /** The signed-in person's last request, when it came to nothing within the last {@value #SHOWN_DAYS} days. */
    @Transactional(readOnly = true)
    public Optional<ChangeCase> lastInVainOf(AccountId account) {
        var since = Times.now(clock).minus(Duration.ofDays(SHOWN_DAYS));
        return changes.lastEndedOf(account)
                .filter(change -> IN_VAIN.contains(change.state()))
                .filter(change -> Objects.requireNonNull(change.endedAt()).isAfter(since));
    }

    /** Withdraws the open request of one's own login; a repeat changes nothing. */
    @Retried
    @Transactional
    public void cancelOwn(AccountId account) {
        openOf(account).ifPresent(change -> end(change.id(), ChangeState.CANCELLED, account));
    }

    /** Answers what an agent asked about the open request of one's own login; without a question nothing changes. */
    @Retried
    @Transactional
    public void answerOwn(AccountId account, String words) {
        openOf(account).ifPresent(change -> answer(change.id(), words, account));
    }

    @Transactional(readOnly = true)
    public Optional<ChangeCase> find(EmailChangeId id) {
        return changes.find(id);
    }

    @Transactional(readOnly = true)
    public ChangeCase get(EmailChangeId id) {
        return changes.find(id).orElseThrow(NotFound::new);
    }

    /** Who did and decided what, oldest first. */
    @Transactional(readOnly = true)
    public List<ChangeEvent> record(EmailChangeId id) {
        return changes.events(id);
    }

    // ---- links

    /** A link and its request, as they stand. */
    record Look(ChangeLink link, ChangeCase change) {}

    /** Changes nothing; a malformed token is an unknown one. */
    @Transactional(readOnly = true)
    public Optional<Look> look(String token) {
        return Tokens.isWellFormed(token)
                ? changes.linkOf(Tokens.hash(token)).map(link -> new Look(link, get(link.change())))
                : Optional.empty();
    }

    /** What became of an answer behind a link. */
    public enum Answer {
        DONE,
        /** It was given before, or the request has ended. */
        TOO_LATE,
        /** Another request of this login is open. */
        OTHER_OPEN
    }

    /** The new mailbox is proven. */
    @Retried
    @Transactional
    public Answer confirmNew(EmailChangeId id) {
        var now = Times.now(clock);
        var change = changes.lock(id);
        var login = change.isSignedIn()
                ? change.account()
                : facts.login(change.current()).map(AccountRow::id).orElse(null);
        // asked of nobody too, so that it takes as long
        var blocked = changes.hasAdmitted(login, id);
        if (blocked && change.isSignedIn()) {
            return change.isOpen(now) ? Answer.OTHER_OPEN : Answer.TOO_LATE;
        }
        if (!changes.confirmNew(id, blocked ? null : login, now)) {
            return Answer.TOO_LATE;
        }
        changes.note(id, ChangeEvent.Type.NEW_CONFIRMED, null, null, now);
        process.getObject().newAddressConfirmed(id, login != null && !blocked);
        log.info("email change {}: the new mailbox is proven", id);
        return Answer.DONE;
    }

    /** The old mailbox says yes. */
    @Retried
    @Transactional
    public Answer confirmOld(EmailChangeId id) {
        var now = Times.now(clock);
        if (!changes.confirmOld(id, now)) {
            return Answer.TOO_LATE;
        }
        changes.note(id, ChangeEvent.Type.OLD_CONFIRMED, get(id).account(), null, now);
        process.getObject().oldAddressConfirmed(id);
        log.info("email change {}: the old mailbox said yes", id);
        return Answer.DONE;
    }

    /** The old mailbox says that it was somebody else: the request ends, and support looks into it. */
    @Retried
    @Transactional
    public Answer dispute(EmailChangeId id) {
        return end(id, ChangeState.DISPUTED, get(id).account()) ? Answer.DONE : Answer.TOO_LATE;
    }

    /** Another manager of the company confirms the request. */
    @Retried
    @Transactional
    public Answer giveEvidence(EmailChangeId id, AccountId manager) {
        var now = Times.now(clock);
        var change = changes.lock(id);
        var account = change.account();
        if (account == null
                || facts.colleagues(account).stream()
                        .noneMatch(colleague -> colleague.id().equals(manager))
                || !changes.giveEvidence(id, manager, now)) {
            return Answer.TOO_LATE;
        }
        changes.note(id, ChangeEvent.Type.EVIDENCE_GIVEN, manager, null, now);
        process.getObject().evidenceGiven(id);
        log.info("email change {}: another manager confirmed", id);
        return Answer.DONE;
    }

    /** The requester answers what the agent asked. */
    @Retried
    @Transactional
    public Answer answer(EmailChangeId id, String words) {
        return answer(id, words, null);
    }

    private Answer answer(EmailChangeId id, String words, @Nullable AccountId by) {
        var now = Times.now(clock);
        if (!changes.answer(id, words, now)) {
            return Answer.TOO_LATE;
        }
        changes.note(id, ChangeEvent.Type.ANSWERED, by, words, now);
        process.getObject().questionAnswered(id);
        return Answer.DONE;
    }

    /** The requester withdraws it. */
    @Retried
    @Transactional
    public Answer cancel(EmailChangeId id) {
        return end(id, ChangeState.CANCELLED, null) ? Answer.DONE : Answer.TOO_LATE;
    }

    /** Within the undo window: the login is stopped at once, and support looks into it. */
    @Retried
    @Transactional
    public Answer undo(String token) {
        var now = Times.now(clock);
        var look = look(token).orElseThrow(NotFound::new);
        if (!changes.useUndo(look.link().id(), now)) {
            return Answer.TOO_LATE;
        }
        var account = Objects.requireNonNull(look.link().account());
        accounts.stop(account);
        changes.note(look.change().id(), ChangeEvent.Type.LOGIN_STOPPED, account, null, now);
        cases.openTakeover(look.change().id(), account);
        log.info(
                "email change {}: undone from the old mailbox, login stopped",
                look.change().id());
        return Answer.DONE;
    }

    private boolean end(EmailChangeId id, ChangeState how, @Nullable AccountId by) {
        var now = Times.now(clock);
        if (!changes.end(id, how, now)) {
            return false;
        }
        changes.note(id, ChangeEvent.Type.valueOf(how.name()), by, null, now);
        if (how == ChangeState.DISPUTED) {
            process.getObject().disputed(id);
        } else {
            process.getObject().cancelled(id);
        }
        log.info("email change {} ended: {}", id, how);
        return true;
    }

    // ---- agents

    /** A request after a decision. @param missing what it still lacks */
    public record Decided(ChangeCase change, ChangeCase.Missing missing) {}

    /**
     * Decides whatever task of the request is open, for a help-desk tool: the same checks as in Tasklist.
     *
     * @throws Refused {@code wrong-state}, {@code four-eyes}
     * @throws InvalidValue for a decision that is not offered, or without a reason
     */
    @Retried
    @Transactional
    public Decided decide(EmailChangeId id, AccountId agent, @Nullable String decision, @Nullable String comment) {
        var change = changes.find(id).orElseThrow(NotFound::new);
        change = changes.lock(id);
        if (change.approvedAt() == null) {
            checkReview(id, agent, decision, comment);
        } else {
            checkSecondApproval(id, agent, decision, comment);
        }
        process.getObject().decide(id, agent, Objects.requireNonNull(decision), comment);
        var decided = get(id);
        return new Decided(decided, decided.missing(Times.now(clock)));
    }

    /** Whether this may be submitted with the task of the review; changes nothing. */
    @Transactional
    public ChangeDecision checkReview(
            EmailChangeId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        requireAgent(agent);
        requireOpen(changes.lock(id), change -> change.approvedAt() == null && !change.isAsked());
        return ChangeDecision.of(
                decision,
                comment,
                Set.of(ChangeDecision.Verdict.APPROVE, ChangeDecision.Verdict.REJECT, ChangeDecision.Verdict.ASK));
    }

    /** Whether this may be submitted with the task of the second approval; changes nothing. */
    @Transactional
    public ChangeDecision checkSecondApproval(
            EmailChangeId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        requireAgent(agent);
        var change = changes.lock(id);
        requireOpen(
                change,
                found -> found.approvedAt() != null
                        && found.secondApprovedAt() == null
                        && found.evidenceAt() == null
                        && found.oldConfirmedAt() == null);
        if (Objects.equals(change.approvedBy(), agent)) {
            throw new Refused("four-eyes");
        }
        return ChangeDecision.of(
                decision, comment, Set.of(ChangeDecision.Verdict.APPROVE, ChangeDecision.Verdict.REJECT));
    }

    private void requireAgent(@Nullable AccountId agent) {
        Optional.ofNullable(agent)
                .flatMap(accounts::find)
                .filter(AccountRow::active)
                .filter(account -> account.staffRole() == Role.SUPPORT || account.staffRole() == Role.SUPPORT_LEAD)
                .orElseThrow(() -> new Refused("not-support"));
    }

    private void requireOpen(ChangeCase change, Predicate<ChangeCase> undecided) {
        if (!change.isOpen(Times.now(clock)) || !undecided.test(change)) {
            throw wrongState(change);
        }
    }

    private static Refused wrongState(ChangeCase change) {
        return new Refused("wrong-state", Map.of("status", change.state().name()));
    }

    // ---- the steps of the process: each may run twice

    @Transactional
    public void askNewAddress(EmailChangeId id) {
        mails.askNewAddress(get(id));
    }

    @Transactional
    public void noticeOldAddress(EmailChangeId id) {
        mails.noticeOldAddress(get(id));
    }

    /** What the agent sees, as it is now. */
    @Transactional
    public ReviewFacts review(EmailChangeId id) {
        return facts.review(changes.lock(id));
    }

    /** Writes what the first agent decided. */
    @Transactional
    public ChangeDecision.Verdict noteReview(
            EmailChangeId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        var decided = checkReview(id, agent, decision, comment);
        var by = Objects.requireNonNull(agent);
        var now = Times.now(clock);
        var won = switch (decided.verdict()) {
            case APPROVE -> changes.approve(id, by, now);
            case REJECT -> changes.end(id, ChangeState.REJECTED, now);
            case ASK -> changes.ask(id, Objects.requireNonNull(decided.comment()), now);
        };
        if (!won) {
            throw wrongState(get(id));
        }
        var type = switch (decided.verdict()) {
            case APPROVE -> ChangeEvent.Type.APPROVED;
            case REJECT -> ChangeEvent.Type.REJECTED;
            case ASK -> ChangeEvent.Type.ASKED;
        };
        changes.note(id, type, by, decided.comment(), now);
        log.info("email change {}: {} by {}", id, type, by.value());
        return decided.verdict();
    }

    /** Writes what the second agent decided. */
    @Transactional
    public ChangeDecision.Verdict noteSecondApproval(
            EmailChangeId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        var decided = checkSecondApproval(id, agent, decision, comment);
        var by = Objects.requireNonNull(agent);
        var now = Times.now(clock);
        var approved = decided.verdict() == ChangeDecision.Verdict.APPROVE;
        if (!(approved ? changes.approveSecond(id, by, now) : changes.end(id, ChangeState.REJECTED, now))) {
            throw wrongState(get(id));
        }
        var type = approved ? ChangeEvent.Type.SECOND_APPROVED : ChangeEvent.Type.SECOND_REJECTED;
        changes.note(id, type, by, decided.comment(), now);
        log.info("email change {}: {} by {}", id, type, by.value());
        return decided.verdict();
    }

    @Transactional
    public void askRequester(EmailChangeId id) {
        mails.askRequester(get(id));
    }

    /** What is still missing; nobody changes it before this transaction is over. */
    @Transactional
    public ChangeCase.Missing missing(EmailChangeId id) {
        return changes.lock(id).missing(Times.now(clock));
    }

    /** Asks the other managers of the company whether they know of the request. */
    @Transactional
    public void askColleagues(EmailChangeId id) {
        var change = get(id);
        facts.colleagues(Objects.requireNonNull(change.account()))
                .forEach(colleague -> mails.askColleague(change, colleague));
    }

    /** Whether another manager confirmed before. */
    @Transactional
    public boolean hasEvidence(EmailChangeId id) {
        return changes.lock(id).evidenceAt() != null;
    }

    /**
     * Begins the wait for an objection of the old mailbox and tells it; a repeat finds it begun.
     *
     * @return when it is over
     */
    @Transactional
    public Instant beginCoolingOff(EmailChangeId id) {
        var change = changes.lock(id);
        if (change.coolingOffEndsAt() != null) {
            return change.coolingOffEndsAt();
        }
        var now = Times.now(clock).truncatedTo(ChronoUnit.MILLIS);
        var until = now.plus(settings.coolingOff());
        var late = change.newConfirmedAt() != null && change.expiresAt().isBefore(until.plus(GRACE));
        var expiresAt = late ? until.plus(GRACE) : change.expiresAt();
        changes.coolOff(id, until, expiresAt);
        if (!expiresAt.equals(change.expiresAt())) {
            process.getObject().expiresAt(id, expiresAt);
        }
        changes.note(id, ChangeEvent.Type.COOLING_OFF, null, null, now);
        mails.warnOldAddress(get(id));
        return until;
    }

    /**
     * The change itself, in one transaction: login and vendors' records, sessions, links, invitations, the old address
     * reserved, both told. The row has to hold every proof.
     *
     * @return false when the new address is not free any more: nothing was changed, and the approval is taken back
     * @throws IllegalStateException when a proof is missing
     */
    @Transactional
    public boolean apply(EmailChangeId id) {
        var now = Times.now(clock);
        var change = changes.lock(id);
        if (change.state() == ChangeState.APPLIED) {
            return true;
        }
        if (!change.isOpen(now) || change.missing(now) != ChangeCase.Missing.NOTHING) {
            throw new IllegalStateException("email change " + id + " lacks a proof");
        }
        if (!facts.collisions(change).isEmpty()) {
            changes.takeApprovalBack(id);
            changes.note(id, ChangeEvent.Type.TAKEN, null, null, now);
            log.info("email change {}: the new address is taken, back to the agent", id);
            return false;
        }
        var account = Objects.requireNonNull(change.account());
        var old = accounts.find(account).orElseThrow().email();
        if (!changes.end(id, ChangeState.APPLIED, now)) {
            throw new IllegalStateException("email change " + id + " has ended");
        }
        move(account, old, change.requested(), now);
        changes.note(id, ChangeEvent.Type.APPLIED, null, null, now);
        mails.tellBoth(get(id), old, now.plus(settings.undoFor()));
        log.info("email change {} applied to account {}", id, account.value());
        return true;
    }

    private void move(AccountId account, EmailAddress from, EmailAddress to, Instant now) {
        accounts.changeAddress(account, to, now.plus(settings.reserveFor()));
        contacts.move(account, to);
        contacts.closeInvitations(from);
    }

    @Transactional
    public void tellOfRejection(EmailChangeId id) {
        mails.tellOfRejection(get(id));
    }

    /** One reminder, of whatever the requester still has to do. */
    @Transactional
    public void remind(EmailChangeId id) {
        var now = Times.now(clock);
        if (changes.remind(id, now)) {
            mails.remind(get(id));
            changes.note(id, ChangeEvent.Type.REMINDED, null, null, now);
        }
    }

    /** The open task is the lead's from now on; a repeat changes nothing. */
    @Transactional
    public void noteEscalation(EmailChangeId id) {
        var now = Times.now(clock);
        if (changes.escalate(id, now)) {
            changes.note(id, ChangeEvent.Type.ESCALATED, null, null, now);
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
        var now = Times.now(clock);
        if (changes.expire(id, now)) {
            changes.note(id, ChangeEvent.Type.EXPIRED, null, null, now);
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

    /**
     * Gives a login that was stopped from its old mailbox this address back, with a new password to set; only as the
     * outcome of a support case.
     *
     * @throws Refused {@code wrong-state} when the change was not undone, {@code address-taken}
     */
    @Transactional
    void restore(EmailChangeId id, AccountId agent) {
        var now = Times.now(clock);
        var change = changes.lock(id);
        var account = Objects.requireNonNull(change.account());
        var undone = changes.events(id).stream().anyMatch(event -> event.type() == ChangeEvent.Type.LOGIN_STOPPED);
        if (change.state() != ChangeState.APPLIED || !undone) {
            throw wrongState(change);
        }
        var present = accounts.find(account).orElseThrow();
        if (!present.email().equals(change.current())) {
            if (accounts.isTaken(change.current(), account)) {
                throw new Refused("address-taken");
            }
            move(account, present.email(), change.current(), now);
        }
        accounts.resumeWithNewPassword(account);
        log.info("email change {}: address given back by {}", id, agent.value());
    }
}
