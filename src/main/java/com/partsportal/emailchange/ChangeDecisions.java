package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.notification.NotificationKind;
import com.partsportal.notification.Notifications;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What agents of support decide about requests, in Tasklist and by REST: the same checks, the same record. */
@Service
public class ChangeDecisions {

    private static final Logger log = LoggerFactory.getLogger(ChangeDecisions.class);

    private final StoredChanges changes;
    private final ChangeFacts facts;
    private final ChangeSteps steps;
    private final SupportStaff staff;
    private final EmailChangeProcess process;
    private final UnseenAnswers unseen;
    private final Accounts accounts;
    private final Notifications notifications;
    private final Clock clock;

    ChangeDecisions(
            StoredChanges changes,
            ChangeFacts facts,
            ChangeSteps steps,
            SupportStaff staff,
            EmailChangeProcess process,
            UnseenAnswers unseen,
            Accounts accounts,
            Notifications notifications,
            Clock clock) {
        this.changes = changes;
        this.facts = facts;
        this.steps = steps;
        this.staff = staff;
        this.process = process;
        this.unseen = unseen;
        this.accounts = accounts;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** A request after a decision. @param missing what it still lacks */
    public record Decided(ChangeCase change, ChangeCase.Missing missing) {}

    /**
     * Decides the task of the request that is open, for a help-desk tool: the same checks as in Tasklist.
     *
     * @param silentReason of the first approval: why nobody can answer at the old address, so that the second one opens at once
     * @throws Refused {@code wrong-state}, {@code four-eyes}, {@code address-taken}; {@code asked-once} for a second question to
     *     somebody signed out
     * @throws InvalidValue for a decision that is not offered, or without a reason
     */
    @Retried
    @Transactional
    public Decided decide(
            EmailChangeId id,
            AccountId agent,
            @Nullable String decision,
            @Nullable String comment,
            @Nullable String silentReason) {
        changes.find(id).orElseThrow(NotFound::new);
        var change = changes.lock(id);
        var first = change.approvedAt() == null;
        var checked =
                first ? checkReview(id, agent, decision, comment) : checkSecondApproval(id, agent, decision, comment);
        if (SupportCases.comment(silentReason) != null
                && !(first && checked.verdict() == ChangeDecision.Verdict.APPROVE)) {
            throw new InvalidValue("silentReason", "emailchange.silent.misplaced");
        }
        process.decide(id, agent, Objects.requireNonNull(decision), comment, silentReason);
        var decided = changes.find(id).orElseThrow();
        return new Decided(decided, decided.missing(DatabaseTime.now(clock)));
    }

    /** Whether this may be submitted with the task of the review; changes nothing. */
    @Transactional
    public ChangeDecision checkReview(
            EmailChangeId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        staff.require(agent);
        var change = changes.lock(id);
        requireOpen(change, found -> found.approvedAt() == null && !found.hasOpenQuestion());
        var decided = ChangeDecision.of(
                decision,
                comment,
                Set.of(ChangeDecision.Verdict.APPROVE, ChangeDecision.Verdict.REJECT, ChangeDecision.Verdict.ASK));
        if (decided.verdict() == ChangeDecision.Verdict.ASK && change.isLoginHidden() && change.askedAt() != null) {
            throw new Refused("asked-once");
        }
        return applicable(change, decided);
    }

    /** Whether this may be submitted with the task of the second approval; changes nothing. */
    @Transactional
    public ChangeDecision checkSecondApproval(
            EmailChangeId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        staff.require(agent);
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
        return applicable(
                change,
                ChangeDecision.of(
                        decision, comment, Set.of(ChangeDecision.Verdict.APPROVE, ChangeDecision.Verdict.REJECT)));
    }

    /** @throws Refused {@code address-taken} for the approval of a change that cannot be applied now */
    private ChangeDecision applicable(ChangeCase change, ChangeDecision decision) {
        if (decision.verdict() == ChangeDecision.Verdict.APPROVE
                && !facts.collisions(change).isEmpty()) {
            throw new Refused("address-taken");
        }
        return decision;
    }

    private void requireOpen(ChangeCase change, Predicate<ChangeCase> undecided) {
        if (!change.isOpen(DatabaseTime.now(clock)) || !undecided.test(change)) {
            throw wrongState(change);
        }
    }

    static Refused wrongState(ChangeCase change) {
        return new Refused("wrong-state", Map.of("status", change.state().name()));
    }

    /** Writes what the first agent decided. @param silentReason of an approval: why nobody can answer at the old address */
    @Transactional
    public ChangeDecision.Verdict recordReview(
            EmailChangeId id,
            @Nullable AccountId agent,
            @Nullable Object decision,
            @Nullable Object comment,
            @Nullable Object silentReason) {
        var decided = checkReview(id, agent, decision, comment);
        var by = Objects.requireNonNull(agent);
        var now = DatabaseTime.now(clock);
        var silent = SupportCases.comment(silentReason);
        var won = switch (decided.verdict()) {
            case APPROVE -> changes.approve(id, by, now);
            case REJECT -> changes.end(id, ChangeState.REJECTED, now);
            case ASK -> changes.ask(id, question(id, Objects.requireNonNull(decided.comment())), now);
        };
        if (!won) {
            throw wrongState(changes.find(id).orElseThrow());
        }
        var type = switch (decided.verdict()) {
            case APPROVE -> ChangeEvent.Type.APPROVED;
            case REJECT -> ChangeEvent.Type.REJECTED;
            case ASK -> ChangeEvent.Type.ASKED;
        };
        changes.record(id, type, by, decided.comment(), now);
        if (decided.verdict() == ChangeDecision.Verdict.ASK) {
            showQuestion(changes.find(id).orElseThrow());
        }
        if (decided.verdict() == ChangeDecision.Verdict.APPROVE && silent != null) {
            changes.recordSilentReason(id, silent);
            changes.record(id, ChangeEvent.Type.OLD_ADDRESS_SILENT, by, silent, now);
        }
        log.info("email change {}: {} by {}", id, type, by.value());
        steps.showFactsOfOthers(changes.find(id).orElseThrow());
        return decided.verdict();
    }

    /** The agent's own, or the one that a requester gets whose request no agent sees, so that it hints at no login. */
    private String question(EmailChangeId id, String typed) {
        var change = changes.find(id).orElseThrow();
        return change.isLoginHidden() ? unseen.question(change.language()) : typed;
    }

    /** To the login whose request it is, if the login is known. */
    private void showQuestion(ChangeCase change) {
        Optional.ofNullable(change.account())
                .flatMap(accounts::find)
                .ifPresent(person -> notifications.add(
                        new Notifications.Event(
                                NotificationKind.SUPPORT_ASKED,
                                null,
                                change.id().value(),
                                Ids.next(),
                                null),
                        List.of(person)));
    }

    /** Writes what the second agent decided. */
    @Transactional
    public ChangeDecision.Verdict recordSecondApproval(
            EmailChangeId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        var decided = checkSecondApproval(id, agent, decision, comment);
        var by = Objects.requireNonNull(agent);
        var now = DatabaseTime.now(clock);
        var approved = decided.verdict() == ChangeDecision.Verdict.APPROVE;
        if (!(approved ? changes.approveSecond(id, by, now) : changes.end(id, ChangeState.REJECTED, now))) {
            throw wrongState(changes.find(id).orElseThrow());
        }
        var type = approved ? ChangeEvent.Type.SECOND_APPROVED : ChangeEvent.Type.SECOND_REJECTED;
        changes.record(id, type, by, decided.comment(), now);
        log.info("email change {}: {} by {}", id, type, by.value());
        steps.showFactsOfOthers(changes.find(id).orElseThrow());
        return decided.verdict();
    }
}
