package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Support's cases that are no request of a customer. One open case per concern. */
@Service
public class SupportCases {

    private static final Logger log = LoggerFactory.getLogger(SupportCases.class);
    private static final int LONGEST = 1000;

    private final SupportCaseRepository repository;
    private final SupportCaseEventRepository events;
    private final SupportMails mails;
    private final Accounts accounts;
    private final SupportStaff staff;
    private final SupportCaseProcess process;
    private final Clock clock;

    SupportCases(
            SupportCaseRepository repository,
            SupportCaseEventRepository events,
            SupportMails mails,
            Accounts accounts,
            SupportStaff staff,
            SupportCaseProcess process,
            Clock clock) {
        this.repository = repository;
        this.events = events;
        this.mails = mails;
        this.accounts = accounts;
        this.staff = staff;
        this.process = process;
        this.clock = clock;
    }

    /** Somebody else may be in this login, or tried to be; a repeat finds the case open. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void openTakeover(EmailChangeId change, AccountId account) {
        open(SupportCaseKind.POSSIBLE_TAKEOVER, account.value(), change.value(), null, null, null, null);
    }

    /** Nobody manages this company any more, or nobody can be the contact of that customer; a repeat finds the case open. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void openWithoutManager(UUID companyId, @Nullable UUID customerId) {
        open(SupportCaseKind.COMPANY_WITHOUT_MANAGER, null, null, companyId, customerId, null, null);
    }

    /** Opened by an agent for somebody who says that another one may be in the login. @return empty when one is open */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<SupportCaseId> openTakeoverByHand(AccountId account, AccountId agent, String report) {
        return open(SupportCaseKind.POSSIBLE_TAKEOVER, account.value(), null, null, null, agent, report);
    }

    /** Opened by an agent for a company that reports that its only Manager left. @return empty when one is open */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<SupportCaseId> openWithoutManagerByHand(UUID companyId, AccountId agent, String report) {
        return open(SupportCaseKind.COMPANY_WITHOUT_MANAGER, null, null, companyId, null, agent, report);
    }

    /** Whether support looks into a possible takeover of this login now; of no login it does not. */
    @Transactional(readOnly = true)
    public boolean isUnderReview(@Nullable AccountId account) {
        return repository.isUnderReview(account == null ? null : account.value());
    }

    private Optional<SupportCaseId> open(
            SupportCaseKind kind,
            @Nullable UUID account,
            @Nullable UUID change,
            @Nullable UUID company,
            @Nullable UUID customer,
            @Nullable AccountId agent,
            @Nullable String report) {
        var id = new SupportCaseId(Ids.next());
        var by = agent == null ? null : agent.value();
        var now = DatabaseTime.now(clock);
        if (repository.open(id.value(), kind, account, change, company, customer, now, by, report) == 0) {
            return Optional.empty();
        }
        record(id, SupportCaseEvent.Type.OPENED, agent, report);
        process.start(id, kind, repository.number(id.value()));
        if (kind == SupportCaseKind.POSSIBLE_TAKEOVER) {
            mails.alertStaff(id);
        }
        log.info("support case {} opened: {}", id, kind);
        return Optional.of(id);
    }

    void record(SupportCaseId id, SupportCaseEvent.Type type, @Nullable AccountId by, @Nullable String comment) {
        events.save(new SupportCaseEvent(id, DatabaseTime.now(clock), type, by, comment));
    }

    /** Who did what in the case, oldest first. */
    @Transactional(readOnly = true)
    List<SupportCaseEventRow> events(SupportCaseId id) {
        var all = events.findBySupportCaseIdOrderByAtAscIdAsc(id.value());
        var names = accounts.names(all.stream()
                .map(SupportCaseEvent::actor)
                .flatMap(Stream::ofNullable)
                .toList());
        return all.stream()
                .map(event -> new SupportCaseEventRow(
                        event.at(),
                        event.type(),
                        event.actor() == null ? null : names.get(event.actor()),
                        event.comment()))
                .toList();
    }

    /** @throws NotFound when there is none */
    @Transactional(readOnly = true)
    public SupportCaseView get(SupportCaseId id) {
        return find(id).orElseThrow(NotFound::new);
    }

    Optional<SupportCaseView> find(SupportCaseId id) {
        return repository.findById(id.value()).map(SupportCase::view);
    }

    /**
     * The case, whose row the caller's transaction holds from here on, for an act of this agent.
     *
     * @throws Refused {@code not-support}; {@code wrong-state} when the case is closed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    SupportCase lockOpen(SupportCaseId id, @Nullable AccountId agent) {
        staff.require(agent);
        return repository.lock(id.value()).filter(SupportCase::isOpen).orElseThrow(() -> new Refused("wrong-state"));
    }

    /**
     * Whether this may be submitted with the task; changes nothing.
     *
     * @throws InvalidValue for another outcome than {@code done}, or without a comment
     * @throws Refused {@code not-support}; {@code wrong-state} when the case is closed
     */
    @Transactional
    public SupportCaseOutcome check(
            SupportCaseId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        lockOpen(id, agent);
        if (comment(comment) == null) {
            throw new InvalidValue("comment", "emailchange.comment.missing");
        }
        if ("done".equals(decision)) {
            return SupportCaseOutcome.DONE;
        }
        throw new InvalidValue("decision", "emailchange.decision");
    }

    static @Nullable String comment(@Nullable Object typed) {
        return FreeText.portalLines("comment", typed instanceof String text ? text : null, LONGEST);
    }

    /** The open task is the lead's from now on, who is reminded of it by each further escalation. */
    @Transactional
    public void recordEscalation(SupportCaseId id) {
        var now = DatabaseTime.now(clock);
        if (repository.escalate(id.value(), now) == 1) {
            record(id, SupportCaseEvent.Type.ESCALATED, null, null);
            mails.alertLead(id, now.toEpochMilli());
            log.info("support case {} escalated to the lead", id);
        }
    }

    /** The step of the process: closes the case as the agent said. */
    @Transactional
    public void close(
            SupportCaseId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        var outcome = check(id, agent, decision, comment);
        var by = Objects.requireNonNull(agent);
        var text = comment(comment);
        lockOpen(id, agent).close(by, outcome, text, DatabaseTime.now(clock));
        record(id, SupportCaseEvent.Type.CLOSED, by, text);
        mails.complete(id);
        log.info("support case {} closed: {}", id, outcome);
    }
}
