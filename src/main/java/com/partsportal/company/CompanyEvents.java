package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door of what a company's people did: who, what, when, from which network, before and after. Rows are only ever
 * added and hold ids; names are joined when they are read. Every add is in the transaction of the act itself.
 */
@Component
public class CompanyEvents {

    private final JdbcClient jdbc;
    private final Clock clock;

    CompanyEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was done. */
    public enum Type {
        INVITED,
        RESENT,
        REVOKED,
        JOINED,
        MADE_MANAGER,
        MADE_USER,
        DEACTIVATED,
        REACTIVATED,
        REMOVED,
        LEFT,
        RULES_CHANGED,
        RFQ_SUBMITTED,
        RFQ_APPROVED,
        RFQ_SENT_BACK,
        RFQ_NOT_APPROVED,
        RFQ_REVISED,
        /** Kept with the profile's own history. */
        PROFILE_CHANGED
    }

    /**
     * One of them.
     *
     * @param actor the account that did it, and {@code by} its name
     * @param subject the login, invitation or RFQ concerned, and {@code whom} by what people know it; empty when it
     *     concerns nothing but the company
     * @param field of the profile that was changed
     * @param network null for what was done before networks were kept, or by the portal itself
     */
    record Event(
            UUID id,
            Instant at,
            Type type,
            UUID actor,
            String by,
            @Nullable UUID subject,
            String whom,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after,
            @Nullable String network) {

        /** The rules before and after, of a change of these; otherwise empty. */
        public List<CompanyRules> rules() {
            return type == Type.RULES_CHANGED && before != null && after != null
                    ? List.of(CompanyRules.ofCode(before), CompanyRules.ofCode(after))
                    : List.of();
        }
    }

    void add(CompanyId company, Type type, AccountId by, AccountId whom) {
        add(company, type, by, whom, null, null);
    }

    void add(
            CompanyId company,
            Type type,
            AccountId by,
            AccountId whom,
            @Nullable String before,
            @Nullable String after) {
        add(company, type, by, whom.value(), null, null, before, after);
    }

    void add(CompanyId company, Type type, AccountId by, InvitationId invitation) {
        add(company, type, by, null, invitation.value(), null, null, null);
    }

    void add(CompanyId company, Type type, AccountId by, String before, String after) {
        add(company, type, by, null, null, null, before, after);
    }

    /**
     * What was done with an RFQ, in the caller's transaction.
     *
     * @param before its status; null for a new one
     */
    public void add(CompanyId company, Type type, AccountId by, UUID rfq, @Nullable String before, String after) {
        add(company, type, by, null, null, rfq, before, after);
    }

    private void add(
            CompanyId company,
            Type type,
            AccountId by,
            @Nullable UUID account,
            @Nullable UUID invitation,
            @Nullable UUID rfq,
            @Nullable String before,
            @Nullable String after) {
        jdbc.sql("""
                        insert into company_event (id, at, company_id, type, actor_id, account_id, invitation_id, rfq_id,
                            before, after, from_network)
                        values (:id, :at, :company, :type, :actor, :account, :invitation, :rfq, :before, :after, :network)""")
                .param("id", Ids.next())
                .param("at", Timestamp.from(Times.now(clock)))
                .param("company", company.value())
                .param("type", type.name())
                .param("actor", by.value())
                .param("account", account, Types.OTHER)
                .param("invitation", invitation, Types.OTHER)
                .param("rfq", rfq, Types.OTHER)
                .param("before", before, Types.VARCHAR)
                .param("after", after, Types.VARCHAR)
                .param("network", ClientNetwork.current(), Types.VARCHAR)
                .update();
    }

    /** Newest first, those of the profile included. */
    List<Event> newest(CompanyId company, int most) {
        return before(company, Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1), most);
    }

    /** Those before that one, newest first. */
    List<Event> before(CompanyId company, Event last, int most) {
        return before(company, last.at(), last.id(), most);
    }

    private List<Event> before(CompanyId company, Instant at, UUID id, int most) {
        return jdbc.sql("""
                        select * from (
                            select e.id, e.at, e.type, e.actor_id, a.name as actor,
                                   coalesce(e.account_id, e.invitation_id, e.rfq_id) as subject,
                                   coalesce(w.name, i.invited_name, 'RFQ-' || r.number, '') as whom,
                                   cast(null as text) as field, e.before, e.after, e.from_network
                            from company_event e
                            join account a on a.id = e.actor_id
                            left join account w on w.id = e.account_id
                            left join invitation i on i.id = e.invitation_id
                            left join rfq r on r.id = e.rfq_id
                            where e.company_id = :company
                            union all
                            select h.id, h.at, 'PROFILE_CHANGED', h.actor_id, a.name, null, '', h.field, h.old_value, h.new_value,
                                   h.from_network
                            from company_change h join account a on a.id = h.actor_id
                            where h.company_id = :company) event
                        where (at, id) < (:at, :id) order by at desc, id desc limit :most""")
                .param("company", company.value())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("id", id)
                .param("most", most)
                .query((row, number) -> new Event(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        Type.valueOf(row.getString("type")),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor"),
                        row.getObject("subject", UUID.class),
                        row.getString("whom"),
                        row.getString("field"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("from_network")))
                .list();
    }
}
