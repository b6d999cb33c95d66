package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.LoginRecovery;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The service of requests to change the address of a login, as their owners and mailboxes use it. The row decides: a
 * request changes by one conditional update, and only the caller that succeeds notifies the process.
 */
@Service
public class EmailChanges {

    private static final int SHOWN_DAYS = 14;
    private static final Set<ChangeState> IN_VAIN =
            EnumSet.of(ChangeState.REJECTED, ChangeState.DISPUTED, ChangeState.EXPIRED);

    private static final Logger log = LoggerFactory.getLogger(EmailChanges.class);

    private final StoredChanges changes;
    private final ChangeFacts facts;
    private final ChangeLinks links;
    private final SupportCases cases;
    private final Accounts accounts;
    private final EmailChangeSettings settings;
    private final ChangeSteps steps;
    private final ManagerlessCompanies managerless;
    private final LoginRecovery recovery;
    private final EmailChangeProcess process;
    private final Clock clock;

    EmailChanges(
            StoredChanges changes,
            ChangeFacts facts,
            ChangeLinks links,
            SupportCases cases,
            Accounts accounts,
            EmailChangeSettings settings,
            ChangeSteps steps,
            ManagerlessCompanies managerless,
            LoginRecovery recovery,
            EmailChangeProcess process,
            Clock clock) {
        this.changes = changes;
        this.facts = facts;
        this.links = links;
        this.cases = cases;
        this.accounts = accounts;
        this.settings = settings;
        this.steps = steps;
        this.managerless = managerless;
        this.recovery = recovery;
        this.process = process;
        this.clock = clock;
    }

    // ---- requesting

    /**
     * Writes the request and starts its process. The answer is the same whether or not the current address is a
     * login's. A person's own earlier request whose new mailbox is still unproven is replaced.
     *
     * @throws InvalidValue when both addresses are the same
     * @throws Refused for somebody signed in: {@code under-review} while support looks into the login; {@code request-open}
     *     when another request counts as open; {@code staff-address} for the login of staff
     */
    @Retried
    @Transactional
    public EmailChangeId request(NewEmailChange wanted) {
        if (wanted.current().equals(wanted.requested())) {
            throw new InvalidValue("requested", "emailchange.same");
        }
        // the engine's timers know milliseconds only, and must never be earlier than the row
        var now = DatabaseTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
        var id = new EmailChangeId(Ids.next());
        var login = facts.login(wanted.current());
        var signedIn = wanted.source() == ChangeSource.SIGNED_IN;
        if (signedIn) {
            var own = login.filter(account -> account.id().equals(wanted.by()))
                    .orElseThrow(() -> new Refused("staff-address"));
            if (cases.isUnderReview(own.id())) {
                throw new Refused("under-review");
            }
            if (changes.hasAdmitted(own.id(), id)) {
                throw new Refused("request-open");
            }
            changes.openOf(own.id()).forEach(earlier -> end(earlier.id(), ChangeState.CANCELLED, own.id()));
        }
        var language =
                login.filter(account -> signedIn).map(AccountRow::language).orElse(wanted.language());
        var account = login.filter(found -> signedIn).map(AccountRow::id).orElse(null);
        var from = wanted.by() == null || signedIn ? ClientNetwork.current() : null;
        start(id, account, wanted, language, from, now);
        return id;
    }

    /**
     * Starts to give a login its former address back, from a support case: a request like any other, whose requested mailbox
     * is the former one. Other open requests of the login end.
     *
     * @throws Refused {@code wrong-state} when the login has this address, {@code request-open} when it was started before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    EmailChangeId restore(AccountId login, EmailAddress former, String reason, AccountId agent) {
        var present = accounts.find(login).orElseThrow();
        if (present.email().equals(former)) {
            throw new Refused("wrong-state");
        }
        if (changes.hasOpenRestore(login)) {
            throw new Refused("request-open");
        }
        changes.openOf(login).forEach(other -> end(other.id(), ChangeState.CANCELLED, agent));
        var now = DatabaseTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
        var id = new EmailChangeId(Ids.next());
        var wanted =
                new NewEmailChange(present.email(), former, reason, ChangeSource.RESTORE, agent, present.language());
        start(id, login, wanted, present.language(), null, now);
        return id;
    }

    private void start(
            EmailChangeId id,
            @Nullable AccountId account,
            NewEmailChange wanted,
            Locale language,
            @Nullable String from,
            Instant now) {
        var expiresAt = now.plus(settings.expiresAfter());
        var remindAt = now.plus(settings.expiresAfter().dividedBy(2));
        changes.add(id, account, wanted, language, from, now, remindAt, expiresAt);
        changes.record(id, ChangeEvent.Type.REQUESTED, wanted.by(), null, now);
        process.start(id, account != null, remindAt, expiresAt);
        log.info("email change {} requested, {}", id, wanted.source());
    }

    /** The signed-in person's open request. */
    @Transactional(readOnly = true)
    public Optional<ChangeCase> openOf(AccountId account) {
        var now = DatabaseTime.now(clock);
        return changes.openOf(account).stream()
                .filter(change -> change.isOpen(now))
                .findFirst();
    }

    /** The signed-in person's last request, when it came to nothing within the last {@value #SHOWN_DAYS} days. */
    @Transactional(readOnly = true)
    public Optional<ChangeCase> lastUnsuccessfulOf(AccountId account) {
        var since = DatabaseTime.now(clock).minus(Duration.ofDays(SHOWN_DAYS));
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

    /** Answers an agent's question about the open request of one's own login; without a question nothing changes. */
    @Retried
    @Transactional
    public void answerOwn(AccountId account, String text) {
        openOf(account).ifPresent(change -> answer(change.id(), text, account));
    }

    /** A request as it is now, open or ended; empty for an unknown id. */
    @Transactional(readOnly = true)
    public Optional<ChangeCase> find(EmailChangeId id) {
        return changes.find(id);
    }

    /** @throws NotFound for an unknown one */
    @Transactional(readOnly = true)
    public ChangeCase get(EmailChangeId id) {
        return changes.find(id).orElseThrow(NotFound::new);
    }

    /** Who did and decided what, oldest first. */
    @Transactional(readOnly = true)
    List<ChangeEventRow> events(EmailChangeId id) {
        return changes.eventRows(id);
    }

    // ---- links

    /** A link and its request, as they are now. */
    record LinkView(ChangeLink link, ChangeCase change) {}

    /** Changes nothing; a malformed token is an unknown one. */
    @Transactional(readOnly = true)
    Optional<LinkView> view(String token) {
        return links.find(token).map(link -> new LinkView(link, get(link.change())));
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
        var now = DatabaseTime.now(clock);
        var change = changes.lock(id);
        var login = change.isLoginKnown()
                ? change.account()
                : facts.login(change.current()).map(AccountRow::id).orElse(null);
        // queried for an unknown login too, so that it takes as long
        var blocked = changes.hasAdmitted(login, id) || cases.isUnderReview(login) && !change.isRestore();
        if (blocked && change.isLoginKnown()) {
            return change.isOpen(now) ? Answer.OTHER_OPEN : Answer.TOO_LATE;
        }
        if (!changes.confirmNew(id, blocked ? null : login, now)) {
            return Answer.TOO_LATE;
        }
        changes.record(id, ChangeEvent.Type.NEW_CONFIRMED, null, null, now);
        if (change.isLoginKnown()) {
            steps.keepWhileSupportDecides(id);
        }
        var concerned = login != null && !blocked;
        process.newAddressConfirmed(id, concerned, concerned ? null : steps.unseenAnswerAt(id));
        if (change.isLoginKnown()) {
            steps.showFacts(id);
        } else {
            // its own review opens in a job, so that the answer takes as long for an unknown login
            steps.showFactsOfOthers(get(id));
        }
        log.info("email change {}: the new mailbox is proven", id);
        return Answer.DONE;
    }

    /** The old mailbox says yes. */
    @Retried
    @Transactional
    public Answer confirmOld(EmailChangeId id) {
        var now = DatabaseTime.now(clock);
        if (!changes.confirmOld(id, now)) {
            return Answer.TOO_LATE;
        }
        changes.record(id, ChangeEvent.Type.OLD_CONFIRMED, get(id).account(), null, now);
        steps.keepWhileSupportDecides(id);
        process.oldAddressConfirmed(id);
        steps.showFacts(id);
        log.info("email change {}: the old mailbox said yes", id);
        return Answer.DONE;
    }

    /**
     * The old mailbox says that it was somebody else: the request ends, and support looks into it. Of a request made signed
     * in, the login is somebody else's too: its sessions end at once, and it waits for a new password, whose link goes to the
     * old mailbox.
     */
    @Retried
    @Transactional
    public Answer dispute(EmailChangeId id) {
        var change = get(id);
        var account = change.account();
        if (!end(id, ChangeState.DISPUTED, ChangeEvent.Type.DISPUTED, account)) {
            return Answer.TOO_LATE;
        }
        if (change.isSignedIn()) {
            recovery.requireNewPassword(Objects.requireNonNull(account));
            changes.record(id, ChangeEvent.Type.LOGIN_LOCKED, null, null, DatabaseTime.now(clock));
        }
        return Answer.DONE;
    }

    /** Another manager of the company says that nobody there asked for it: the request ends, and support looks into it. */
    @Retried
    @Transactional
    public Answer deny(EmailChangeId id, AccountId manager) {
        return isColleague(get(id), manager)
                        && end(id, ChangeState.DISPUTED, ChangeEvent.Type.DENIED_BY_MANAGER, manager)
                ? Answer.DONE
                : Answer.TOO_LATE;
    }

    /** Another manager of the company confirms the request. */
    @Retried
    @Transactional
    public Answer giveEvidence(EmailChangeId id, AccountId manager) {
        var now = DatabaseTime.now(clock);
        var change = changes.lock(id);
        if (!isColleague(change, manager) || !changes.giveEvidence(id, manager, now)) {
            return Answer.TOO_LATE;
        }
        changes.record(id, ChangeEvent.Type.EVIDENCE_GIVEN, manager, null, now);
        process.evidenceGiven(id);
        steps.showFacts(id);
        log.info("email change {}: another manager confirmed", id);
        return Answer.DONE;
    }

    private boolean isColleague(ChangeCase change, AccountId manager) {
        var account = change.account();
        return account != null
                && facts.colleagues(account).stream()
                        .anyMatch(colleague -> colleague.id().equals(manager));
    }

    /** The requester answers the agent's question. */
    @Retried
    @Transactional
    public Answer answer(EmailChangeId id, String text) {
        return answer(id, text, null);
    }

    private Answer answer(EmailChangeId id, String text, @Nullable AccountId by) {
        var now = DatabaseTime.now(clock);
        if (!changes.answer(id, text, now)) {
            return Answer.TOO_LATE;
        }
        changes.record(id, ChangeEvent.Type.ANSWERED, by, text, now);
        process.questionAnswered(id);
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
        var now = DatabaseTime.now(clock);
        var link = links.find(token).orElseThrow(NotFound::new);
        if (!links.useUndo(link, now)) {
            return Answer.TOO_LATE;
        }
        var account = Objects.requireNonNull(link.account());
        accounts.stop(account);
        managerless.openCases(account);
        changes.record(link.change(), ChangeEvent.Type.LOGIN_STOPPED, account, null, now);
        cases.openTakeover(link.change(), account);
        log.info("email change {}: undone from the old mailbox, login stopped", link.change());
        return Answer.DONE;
    }

    private boolean end(EmailChangeId id, ChangeState how, @Nullable AccountId by) {
        return end(id, how, ChangeEvent.Type.valueOf(how.name()), by);
    }

    private boolean end(EmailChangeId id, ChangeState how, ChangeEvent.Type type, @Nullable AccountId by) {
        var now = DatabaseTime.now(clock);
        if (!changes.end(id, how, now)) {
            return false;
        }
        changes.record(id, type, by, null, now);
        if (how == ChangeState.DISPUTED) {
            process.disputed(id);
        } else {
            process.cancelled(id);
        }
        var ended = get(id);
        steps.notifyOfEnd(ended);
        steps.showFactsOfOthers(ended);
        log.info("email change {} ended: {}", id, how);
        return true;
    }
}
