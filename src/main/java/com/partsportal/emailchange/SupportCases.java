package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The door of support's cases that are no request of a customer. One open case per concern. */
@Service
public class SupportCases {

    private static final Logger log = LoggerFactory.getLogger(SupportCases.class);
    private static final int LONGEST = 1000;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final ObjectProvider<SupportCaseProcess> process;
    private final ObjectProvider<EmailChanges> changes;
    private final Clock clock;

    /** Process and requests are looked up when they are needed: both need this door. */
    SupportCases(
            JdbcClient jdbc,
            Accounts accounts,
            ObjectProvider<SupportCaseProcess> process,
            ObjectProvider<EmailChanges> changes,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.process = process;
        this.changes = changes;
        this.clock = clock;
    }

    public enum Kind {
        POSSIBLE_TAKEOVER,
        COMPANY_WITHOUT_MANAGER
    }

    /** What an agent says became of it. */
    public enum Outcome {
        DONE,
        /** A stopped login has its old address back. */
        RESTORED
    }

    /**
     * A case as it stands.
     *
     * @param change the request that it is about, if any
     */
    public record Case(
            SupportCaseId id,
            Kind kind,
            @Nullable AccountId account,
            @Nullable EmailChangeId change,
            @Nullable UUID companyId,
            @Nullable UUID customerId,
            boolean open,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable AccountId closedBy,
            @Nullable Outcome outcome,
            @Nullable String comment) {}

    /** Somebody else may be in this login, or tried to; a repeat finds the case open. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void openTakeover(EmailChangeId change, AccountId account) {
        open(Kind.POSSIBLE_TAKEOVER, account, change, null, null);
    }

    /** Nobody manages this company any more, or nobody can be the contact of that customer; a repeat finds the case open. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void openWithoutManager(UUID companyId, @Nullable UUID customerId) {
        open(Kind.COMPANY_WITHOUT_MANAGER, null, null, companyId, customerId);
    }

    private void open(
            Kind kind,
            @Nullable AccountId account,
            @Nullable EmailChangeId change,
            @Nullable UUID company,
            @Nullable UUID customer) {
        var id = Ids.next();
        var made = jdbc.sql("""
                        insert into support_case (id, kind, account_id, email_change_id, company_id, customer_id, state, opened_at)
                        values (:id, :kind, :account, :change, :company, :customer, 'OPEN', :now)
                        on conflict do nothing""")
                .param("id", id)
                .param("kind", kind.name())
                .param("account", account == null ? null : account.value())
                .param("change", change == null ? null : change.value())
                .param("company", company)
                .param("customer", customer)
                .param("now", Timestamp.from(Times.now(clock)))
                .update();
        if (made == 1) {
            process.getObject().start(new SupportCaseId(id));
            log.info("support case {} opened: {}", id, kind);
        }
    }

    @Transactional(readOnly = true)
    public Case get(SupportCaseId id) {
        return find(id, "").orElseThrow(NotFound::new);
    }

    Optional<Case> find(SupportCaseId id) {
        return find(id, "");
    }

    /**
     * Whether this may be submitted with the task; changes nothing.
     *
     * @throws InvalidValue for another outcome than {@code done} and, of a stopped login, {@code restore}, or without words
     */
    @Transactional
    public Outcome check(
            SupportCaseId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        Optional.ofNullable(agent)
                .flatMap(accounts::find)
                .filter(AccountRow::active)
                .filter(account -> account.staffRole() == Role.SUPPORT || account.staffRole() == Role.SUPPORT_LEAD)
                .orElseThrow(() -> new Refused("not-support"));
        var open = find(id, " for update").orElseThrow(NotFound::new);
        if (!open.open()) {
            throw new Refused("wrong-state");
        }
        if (!(comment instanceof String words)
                || words.isBlank()
                || words.strip().length() > LONGEST
                || words.indexOf(0) >= 0) {
            throw new InvalidValue("comment", "emailchange.comment.missing");
        }
        if ("done".equals(decision)) {
            return Outcome.DONE;
        }
        if ("restore".equals(decision) && open.kind() == Kind.POSSIBLE_TAKEOVER) {
            return Outcome.RESTORED;
        }
        throw new InvalidValue("decision", "emailchange.decision");
    }

    /** The open task is the lead's from now on; a repeat changes nothing. */
    @Transactional
    public void noteEscalation(SupportCaseId id) {
        var raised = jdbc.sql("update support_case set escalated_at = :now"
                        + " where id = :id and state = 'OPEN' and escalated_at is null")
                .param("id", id.value())
                .param("now", Timestamp.from(Times.now(clock)))
                .update();
        if (raised == 1) {
            log.info("support case {} escalated to the lead", id);
        }
    }

    /** An open case whose task is the lead's. @param kind of the case; null: a request to change an address */
    public record Escalated(UUID id, @Nullable Kind kind, Instant since) {}

    /** What waits for the lead, the oldest first. */
    @Transactional(readOnly = true)
    public List<Escalated> escalated() {
        return jdbc.sql("""
                        select id, null as kind, escalated_at from email_change
                        where state = 'OPEN' and escalated_at is not null
                        union all
                        select id, kind, escalated_at from support_case
                        where state = 'OPEN' and escalated_at is not null
                        order by escalated_at, id""")
                .query((row, number) -> new Escalated(
                        row.getObject("id", UUID.class),
                        row.getString("kind") == null ? null : Kind.valueOf(row.getString("kind")),
                        row.getObject("escalated_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The step of the process: closes the case as the agent said. */
    @Transactional
    public void close(
            SupportCaseId id, @Nullable AccountId agent, @Nullable Object decision, @Nullable Object comment) {
        var outcome = check(id, agent, decision, comment);
        var open = get(id);
        if (outcome == Outcome.RESTORED && open.change() != null && agent != null) {
            changes.getObject().restore(open.change(), agent);
        }
        jdbc.sql("""
                        update support_case set state = 'CLOSED', closed_at = :now, closed_by = :by, outcome = :outcome,
                            comment = :comment
                        where id = :id and state = 'OPEN'""")
                .param("id", id.value())
                .param("now", Timestamp.from(Times.now(clock)))
                .param("by", agent == null ? null : agent.value())
                .param("outcome", outcome.name())
                .param("comment", String.valueOf(comment).strip())
                .update();
        log.info("support case {} closed: {}", id, outcome);
    }

    private Optional<Case> find(SupportCaseId id, String lock) {
        return jdbc.sql("select * from support_case where id = :id" + lock)
                .param("id", id.value())
                .query(SupportCases::row)
                .optional();
    }

    private static Case row(ResultSet row, int number) throws SQLException {
        var outcome = row.getString("outcome");
        var change = row.getObject("email_change_id", UUID.class);
        return new Case(
                new SupportCaseId(row.getObject("id", UUID.class)),
                Kind.valueOf(row.getString("kind")),
                account(row, "account_id"),
                change == null ? null : new EmailChangeId(change),
                row.getObject("company_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                "OPEN".equals(row.getString("state")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("closed_at", OffsetDateTime.class) == null
                        ? null
                        : row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                account(row, "closed_by"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("comment"));
    }

    private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new AccountId(id);
    }
}
