package com.partsportal.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says when everything is over. */
record Rows(
        List<CustomerRow> customers,
        List<InvitationRow> invitations,
        List<AccountRow> accounts,
        List<MailRow> mails,
        List<InstanceRow> instances,
        List<JobRow> jobs,
        List<UUID> companies,
        List<WebhookRow> webhooks) {

    record CustomerRow(
            UUID id,
            String email,
            String status,
            @Nullable UUID invitation,
            @Nullable UUID company) {}

    record InvitationRow(
            UUID id,
            UUID processKey,
            String kind,
            String email,
            String status,
            String delivery,
            Instant invitedAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            int remindersSent,
            @Nullable UUID account) {

        boolean isOf(CustomerRow customer) {
            return processKey.equals(customer.id);
        }
    }

    /** @param memberships in companies and vendors */
    record AccountRow(UUID id, String email, boolean staff, int memberships) {}

    record MailRow(
            UUID id,
            String messageId,
            String kind,
            String recipient,
            String state,
            @Nullable UUID invitation,
            @Nullable Instant claimedAt,
            @Nullable Instant sentAt) {

        boolean isSent() {
            return state.equals("SENT");
        }
    }

    /** @param invitation the variable, of a running one; @param end the element at which it ended */
    record InstanceRow(
            String id,
            String process,
            @Nullable String key,
            boolean running,
            @Nullable String end,
            @Nullable String invitation) {}

    record JobRow(
            String process,
            String instance,
            @Nullable String key,
            String type,
            int retries,
            boolean incident,
            @Nullable Instant due,
            @Nullable String failure) {}

    /** @param position by which they are sorted */
    record WebhookRow(UUID id, long position, UUID customer, String type, String state, String body) {}

    static Rows of(JdbcClient sql) {
        return new Rows(
                sql.sql("select id, email, status, invitation_id, company_id from customer")
                        .query((row, n) -> new CustomerRow(
                                uuid(row, 1), row.getString(2), row.getString(3), uuid(row, 4), uuid(row, 5)))
                        .list(),
                sql.sql("""
                                select id, process_key, kind, email, status, delivery, invited_at, expires_at, ended_at,
                                       reminders_sent, accepted_account_id from invitation order by invited_at, id""")
                        .query((row, n) -> new InvitationRow(
                                uuid(row, 1),
                                uuid(row, 2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                instant(row, 7),
                                instant(row, 8),
                                instant(row, 9),
                                row.getInt(10),
                                uuid(row, 11)))
                        .list(),
                sql.sql("""
                                select a.id, a.email, a.staff_role is not null,
                                       (select count(*) from company_user where account_id = a.id and ended_at is null)
                                     + (select count(*) from vendor_user where account_id = a.id) from account a""")
                        .query((row, n) ->
                                new AccountRow(uuid(row, 1), row.getString(2), row.getBoolean(3), row.getInt(4)))
                        .list(),
                sql.sql("""
                                select id, message_id, kind, recipient, state, invitation_id, claimed_at, sent_at
                                  from sent_mail""")
                        .query((row, n) -> new MailRow(
                                uuid(row, 1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                uuid(row, 6),
                                instant(row, 7),
                                instant(row, 8)))
                        .list(),
                sql.sql("""
                                select h.id_, h.proc_def_key_, h.business_key_, e.id_ is not null, h.end_act_id_,
                                       (select v.text_ from act_ru_variable v
                                         where v.execution_id_ = h.id_ and v.name_ = 'invitationId')
                                  from act_hi_procinst h left join act_ru_execution e on e.id_ = h.id_""")
                        .query((row, n) -> new InstanceRow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getString(5),
                                row.getString(6)))
                        .list(),
                sql.sql("""
                                select j.process_def_key_, j.process_instance_id_, e.business_key_, j.type_, j.retries_,
                                       exists (select 1 from act_ru_incident i where i.configuration_ = j.id_),
                                       j.duedate_ at time zone 'UTC', j.exception_msg_
                                  from act_ru_job j left join act_ru_execution e on e.id_ = j.process_instance_id_
                                 where j.process_instance_id_ is not null""")
                        .query((row, n) -> new JobRow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getInt(5),
                                row.getBoolean(6),
                                instant(row, 7),
                                row.getString(8)))
                        .list(),
                sql.sql("select id from company")
                        .query((row, n) -> uuid(row, 1))
                        .list(),
                sql.sql("select id, position, customer_id, type, state, body from webhook_delivery order by position")
                        .query((row, n) -> new WebhookRow(
                                uuid(row, 1),
                                row.getLong(2),
                                uuid(row, 3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)))
                        .list());
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
