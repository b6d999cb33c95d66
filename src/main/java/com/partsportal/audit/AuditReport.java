package com.partsportal.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The audit over the histories of all modules, with current names. By JDBC since it joins them. */
@Component
class AuditReport {

    /**
     * What to look for.
     *
     * @param vendor null: of the portal as a whole, for administrators
     * @param q part of a name of who or what, case folded; null: everything
     * @param from inclusive
     * @param before exclusive
     */
    record Query(
            @Nullable UUID vendor,
            @Nullable String q,
            Instant from,
            Instant before,
            @Nullable UUID beforeId) {}

    /** What Vendor Admins see: acts, what happened to customers, and how their people changed their sign-in. */
    private static final String OF_VENDOR = """
            select e.id, e.at, e.action as code, e.actor_id, e.vendor_id, e.subject_id, e.before, e.after, e.from_network,
                   e.actor_kind = 'KEY' as by_key
            from (select * from audit_entry where vendor_id = :vendor and at >= :from and at <= :before
                  order by at desc, id desc limit :scan) e
            union all
            select t.id, t.at, t.type, t.actor_id, t.vendor_id, t.customer_id, null, t.details ->> 'what', null, false
            from (select * from timeline where vendor_id = :vendor and at >= :from and at <= :before
                  order by at desc, id desc limit :scan) t
            union all
            select a.id, a.at, 'LOGIN_' || a.type, coalesce(a.by_account, a.account_id), u.vendor_id, a.account_id, null, null,
                   a.from_network, false
            from account_event a join vendor_user u on u.account_id = a.account_id
            where u.vendor_id = :vendor and u.active and a.at >= :from and a.at <= :before
            """;

    /** What administrators see: acts of and on the portal, and how staff changed their sign-in. */
    private static final String OF_PORTAL = """
            select e.id, e.at, e.action as code, e.actor_id, e.vendor_id, e.subject_id, e.before, e.after, e.from_network,
                   e.actor_kind = 'KEY' as by_key
            from (select * from audit_entry where at >= :from and at <= :before order by at desc, id desc limit :scan) e
            union all
            select v.id, v.at, 'VENDOR_' || v.type, v.actor_id, v.vendor_id, v.vendor_id, null, v.reason, null, false
            from vendor_event v where v.at >= :from and v.at <= :before
            union all
            select a.id, a.at, 'LOGIN_' || a.type, coalesce(a.by_account, a.account_id), null, a.account_id, null, null,
                   a.from_network, false
            from account_event a join account s on s.id = a.account_id
            where (s.staff_role is not null or a.by_account is not null) and a.at >= :from and a.at <= :before
            union all
            select y.id, y.at, 'PERSON_' || y.type, y.by_account, null, y.account_id, null, null, null, false
            from privacy_event y where y.at >= :from and y.at <= :before
            """;

    private static final String ROWS = """
            select e.*, coalesce(a.name, k.name) as actor, e.by_key or k.id is not null as key, v.name as vendor,
                   coalesce(c.company_name, p.name, i.invited_name, r.label, n.name, w.url, case when e.subject_id = e.vendor_id then v.name end) as subject
            from (%s) e
            left join account a on a.id = e.actor_id
            left join api_key k on k.id = e.actor_id
            left join vendor v on v.id = e.vendor_id
            left join customer c on c.id = e.subject_id
            left join account p on p.id = e.subject_id
            left join invitation i on i.id = e.subject_id
            left join ranking r on r.id = e.subject_id
            left join api_key n on n.id = e.subject_id
            left join webhook_endpoint w on w.id = e.subject_id
            where (cast(:id as uuid) is null or (e.at, e.id) < (:before, cast(:id as uuid)))
              and (cast(:pattern as text) is null
                   or concat_ws(' ', a.name, k.name, v.name, c.company_name, p.name, i.invited_name, r.label, n.name, w.url) ilike :pattern)
            order by e.at desc, e.id desc limit :most""";

    /** Rows of one moment that the page before may have shown already. */
    private static final int SAME_MOMENT = 100;

    /** A search looks through so many rows of each history; more are found with an earlier last day. */
    private static final int SEARCHED = 20_000;

    private final JdbcClient jdbc;

    AuditReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<AuditRow> find(Query query, int most) {
        return jdbc.sql(ROWS.formatted(query.vendor() == null ? OF_PORTAL : OF_VENDOR))
                .param("vendor", query.vendor(), Types.OTHER)
                .param("from", OffsetDateTime.ofInstant(query.from(), ZoneOffset.UTC))
                .param("before", OffsetDateTime.ofInstant(query.before(), ZoneOffset.UTC))
                .param("id", query.beforeId(), Types.OTHER)
                .param("pattern", pattern(query.q()), Types.VARCHAR)
                .param("most", most)
                .param("scan", query.q() == null ? most + SAME_MOMENT : SEARCHED)
                .query(AuditReport::row)
                .list();
    }

    private static @Nullable String pattern(@Nullable String q) {
        return q == null ? null : "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static AuditRow row(ResultSet row, int number) throws SQLException {
        return new AuditRow(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("code"),
                row.getObject("actor_id", UUID.class),
                row.getString("actor"),
                row.getBoolean("key"),
                row.getString("vendor"),
                row.getObject("subject_id", UUID.class),
                row.getString("subject"),
                row.getString("before"),
                row.getString("after"),
                row.getString("from_network"));
    }
}
