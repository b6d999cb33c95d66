package com.partsportal.notification;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notifications with current names. By JDBC since they join the rows of other modules. A company sees nothing about a
 * vendor that is suspended or has switched it off.
 */
@Component
class NotificationReport {

    private static final String COLUMNS = """
            n.id, n.kind, n.at, n.read_at, n.subject_id, n.organisation_id, r.number as rfq_number, c.vendor_id,
            coalesce(c.company_name, i.invited_name) as company, v.name as vendor, coalesce(s.number, e.number) as case_number, i.kind as invitation,
            a.name as actor""";

    private static final String VISIBLE = """
            from notification n
            left join rfq r on r.id = n.subject_id
            left join customer c on c.id = coalesce(r.customer_id, n.subject_id)
            left join vendor v on v.id = c.vendor_id
            left join invitation i on i.id = n.subject_id
            left join support_case s on s.id = n.subject_id
            left join email_change e on e.id = n.subject_id
            left join account a on a.id = n.actor_id
            where n.account_id = :account
              and (n.organisation_id is null or n.organisation_id = :organisation)
              and (c.id is null or c.vendor_id = n.organisation_id or c.status = 'ACTIVE' and v.suspended_at is null)""";

    /** For the frame of every page: one statement. */
    private static final String BELL = """
            select u.unread, w.waiting, latest.*
            from (select count(*) as unread %s and n.read_at is null) u
            cross join (select count(*) as waiting from rfq q join customer k on k.id = q.customer_id join vendor x on x.id = q.vendor_id
                where q.vendor_id = :vendor and q.review_at is not null and q.answered_at is null
                   or q.company_id = :company and k.status = 'ACTIVE' and x.suspended_at is null
                      and (q.status = 'AWAITING_APPROVAL' and :manager or q.status = 'SENT_BACK' and q.submitted_by = :account)) w
            left join lateral (select %s %s order by n.at desc, n.id desc limit :limit) latest on true
            order by latest.at desc, latest.id desc""".formatted(VISIBLE, COLUMNS, VISIBLE);

    private static final String PAGE = "select " + COLUMNS + " " + VISIBLE + """

              and (cast(:before as uuid) is null
                   or (n.at, n.id) < (select m.at, m.id from notification m where m.id = :before and m.account_id = :account))
            order by n.at desc, n.id desc limit :limit""";

    private static final String ONE = "select " + COLUMNS + " " + VISIBLE + " and n.id = :id";

    private final JdbcClient jdbc;

    NotificationReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Bell bell(SignedIn person, int limit) {
        var latest = new ArrayList<NotificationRow>();
        var counts = new long[2];
        jdbc.sql(BELL)
                .param("account", person.account().value())
                .param("organisation", person.organisation().orElse(null), Types.OTHER)
                .param("vendor", person.vendorId(), Types.OTHER)
                .param("company", person.companyId(), Types.OTHER)
                .param("manager", person.is(Role.CUSTOMER_MANAGER))
                .param("limit", limit)
                .query(row -> {
                    counts[0] = row.getLong("unread");
                    counts[1] = row.getLong("waiting");
                    if (row.getObject("id") != null) {
                        latest.add(row(row, 0));
                    }
                });
        return new Bell(counts[0], counts[1], latest);
    }

    List<NotificationRow> page(SignedIn person, @Nullable UUID before, int limit) {
        return of(person, PAGE)
                .param("before", before, Types.OTHER)
                .param("limit", limit)
                .query(NotificationReport::row)
                .list();
    }

    Optional<NotificationRow> find(SignedIn person, UUID id) {
        return of(person, ONE).param("id", id).query(NotificationReport::row).optional();
    }

    private JdbcClient.StatementSpec of(SignedIn person, String sql) {
        return jdbc.sql(sql)
                .param("account", person.account().value())
                .param("organisation", person.organisation().orElse(null), Types.OTHER);
    }

    private static NotificationRow row(ResultSet row, int number) throws SQLException {
        var kind = NotificationKind.valueOf(row.getString("kind"));
        var rfq = row.getString("rfq_number");
        return new NotificationRow(
                row.getObject("id", UUID.class),
                kind,
                row.getString("company"),
                row.getString("vendor"),
                rfq == null ? row.getString("case_number") : "RFQ-" + rfq,
                row.getString("actor"),
                row.getTimestamp("at").toInstant(),
                row.getObject("read_at") != null,
                path(kind, row));
    }

    private static String path(NotificationKind kind, ResultSet row) throws SQLException {
        var subject = row.getString("subject_id");
        return switch (kind) {
            case RFQ_SUBMITTED -> "/vendor/rfqs/" + subject;
            case RFQ_ANSWERED, RFQ_AWAITS_APPROVAL, RFQ_APPROVED, RFQ_SENT_BACK -> "/portal/rfqs/" + subject;
            case NEW_INVITATION_ASKED, DELIVERY_FAILED, INVITATION_DECLINED, INVITATION_EXPIRED ->
                row.getString("invitation") == null
                        ? "/vendor/customers/" + subject
                        : row.getString("invitation").equals("TEAM") ? "/vendor/team" : "/portal/users";
            case SUPPORT_ASKED -> "/email-change";
            case SUPPORT_CASE -> "/email-change/cases/" + subject;
        };
    }
}
