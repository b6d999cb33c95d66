package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables of requests. Its conditional updates decide every race: one row, one winner. Everything runs in the
 * caller's transaction.
 */
@Component
class ChangeTable {

    private final JdbcClient jdbc;
    private final Tokens tokens;

    ChangeTable(JdbcClient jdbc, Tokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    void insert(
            EmailChangeId id,
            @Nullable AccountId account,
            NewEmailChange wanted,
            Locale language,
            Instant now,
            Instant remindAt,
            Instant expiresAt) {
        jdbc.sql("""
                        insert into email_change (id, account_id, current_email, new_email, reason, source, requested_by,
                            language, state, requested_at, remind_at, expires_at)
                        values (:id, :account, :current, :new, :reason, :source, :by, :language, 'OPEN', :now, :remindAt, :expiresAt)""")
                .param("id", id.value())
                .param("account", account == null ? null : account.value())
                .param("current", wanted.current().value())
                .param("new", wanted.requested().value())
                .param("reason", wanted.reason())
                .param("source", wanted.source().name())
                .param("by", wanted.by() == null ? null : wanted.by().value())
                .param("language", language.toLanguageTag())
                .param("now", time(now))
                .param("remindAt", time(remindAt))
                .param("expiresAt", time(expiresAt))
                .update();
    }

    Optional<ChangeCase> find(EmailChangeId id) {
        return select("where c.id = :id", id).optional();
    }

    /** Waits for whoever is just changing it, and lets nobody else before this transaction is over. */
    ChangeCase lock(EmailChangeId id) {
        return select("where c.id = :id for update", id)
                .optional()
                .orElseThrow(() -> new IllegalStateException("there is no request " + id));
    }

    private JdbcClient.MappedQuerySpec<ChangeCase> select(String which, EmailChangeId id) {
        return jdbc.sql("select c.* from email_change c " + which)
                .param("id", id.value())
                .query(ChangeTable::row);
    }

    /** The open requests of a login that are shown to its owner, the one that counts first. */
    List<ChangeCase> openOf(AccountId account) {
        return jdbc.sql("select * from email_change where account_id = :account and state = 'OPEN'"
                        + " and (admitted or source = 'SIGNED_IN') order by admitted desc, requested_at desc")
                .param("account", account.value())
                .query(ChangeTable::row)
                .list();
    }

    Optional<ChangeCase> lastEndedOf(AccountId account) {
        return jdbc.sql("select * from email_change where account_id = :account and state <> 'OPEN'"
                        + " and (admitted or source = 'SIGNED_IN') order by ended_at desc limit 1")
                .param("account", account.value())
                .query(ChangeTable::row)
                .optional();
    }

    int earlierRequests(AccountId account, EmailChangeId butNot, Instant since) {
        return jdbc.sql(
                        "select count(*) from email_change where account_id = :account and id <> :id and requested_at > :since")
                .param("account", account.value())
                .param("id", butNot.value())
                .param("since", time(since))
                .query(Integer.class)
                .single();
    }

    /** Whether another request of this login counts as the open one; of nobody none does. */
    boolean hasAdmitted(@Nullable AccountId account, EmailChangeId butNot) {
        return jdbc.sql(
                        "select exists (select 1 from email_change where account_id = cast(:account as uuid) and id <> :id"
                                + " and state = 'OPEN' and admitted)")
                .param("account", account == null ? null : account.value())
                .param("id", butNot.value())
                .query(Boolean.class)
                .single();
    }

    boolean isTargetOfAnother(EmailAddress email, EmailChangeId butNot) {
        return jdbc.sql("select exists (select 1 from email_change where new_email = :email and id <> :id"
                        + " and state = 'OPEN' and admitted)")
                .param("email", email.value())
                .param("id", butNot.value())
                .query(Boolean.class)
                .single();
    }

    /** Of those that are open and not lapsed; admits it to the login when one is given. */
    boolean confirmNew(EmailChangeId id, @Nullable AccountId account, Instant now) {
        return jdbc.sql("""
                        update email_change set new_confirmed_at = :now, account_id = coalesce(account_id, :account),
                            admitted = :admitted
                        where id = :id and state = 'OPEN' and expires_at > :now and new_confirmed_at is null""")
                        .param("id", id.value())
                        .param("account", account == null ? null : account.value())
                        .param("admitted", account != null)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    boolean confirmOld(EmailChangeId id, Instant now) {
        return set(
                "old_confirmed_at = :now, escalated_at = case when approved_at is null then escalated_at end",
                "old_confirmed_at is null",
                id,
                null,
                null,
                now);
    }

    boolean giveEvidence(EmailChangeId id, AccountId by, Instant now) {
        return set(
                "evidence_at = :now, evidence_by = :by, escalated_at = null",
                "evidence_at is null and approved_at is not null",
                id,
                by,
                null,
                now);
    }

    boolean approve(EmailChangeId id, AccountId by, Instant now) {
        return set(
                "approved_at = :now, approved_by = :by, escalated_at = null", "approved_at is null", id, by, null, now);
    }

    /** Four eyes: never by who approved first. */
    boolean approveSecond(EmailChangeId id, AccountId by, Instant now) {
        return set(
                "second_approved_at = :now, second_approved_by = :by, escalated_at = null",
                "approved_by is not null and approved_by <> :by and second_approved_at is null",
                id,
                by,
                null,
                now);
    }

    boolean ask(EmailChangeId id, String question, Instant now) {
        return set(
                "question = :words, asked_at = :now, answer = null, answered_at = null, escalated_at = null",
                "approved_at is null",
                id,
                null,
                question,
                now);
    }

    boolean answer(EmailChangeId id, String answer, Instant now) {
        return set(
                "answer = :words, answered_at = :now",
                "question is not null and answered_at is null",
                id,
                null,
                answer,
                now);
    }

    boolean escalate(EmailChangeId id, Instant now) {
        return set("escalated_at = :now", "escalated_at is null", id, null, null, now);
    }

    /** Of a live one. */
    boolean end(EmailChangeId id, ChangeState end, Instant now) {
        return set("state = '" + end.name() + "', ended_at = :now", "true", id, null, null, now);
    }

    private boolean set(
            String what, String when, EmailChangeId id, @Nullable AccountId by, @Nullable String words, Instant now) {
        var update = jdbc.sql("update email_change set " + what
                        + " where id = :id and state = 'OPEN' and expires_at > :now and (" + when + ")")
                .param("id", id.value())
                .param("now", time(now));
        if (by != null) {
            update = update.param("by", by.value());
        }
        if (words != null) {
            update = update.param("words", words);
        }
        return update.update() == 1;
    }

    boolean expire(EmailChangeId id, Instant now) {
        return jdbc.sql("update email_change set state = 'EXPIRED', ended_at = :now"
                                + " where id = :id and state = 'OPEN' and expires_at <= :now")
                        .param("id", id.value())
                        .param("now", time(now))
                        .update()
                == 1;
    }

    boolean remind(EmailChangeId id, Instant now) {
        return set("reminded_at = :now", "reminded_at is null", id, null, null, now);
    }

    void coolOff(EmailChangeId id, Instant until, Instant expiresAt) {
        jdbc.sql("update email_change set cooling_off_ends_at = :until, expires_at = :expiresAt"
                        + " where id = :id and state = 'OPEN'")
                .param("id", id.value())
                .param("until", time(until))
                .param("expiresAt", time(expiresAt))
                .update();
    }

    /** The way back to the agent: approvals count no more, proofs of mailboxes and people stay. */
    void takeApprovalBack(EmailChangeId id) {
        jdbc.sql("""
                        update email_change set approved_at = null, approved_by = null, second_approved_at = null,
                            second_approved_by = null,
                            cooling_off_ends_at = case when evidence_at is null then null else cooling_off_ends_at end
                        where id = :id and state = 'OPEN'""").param("id", id.value()).update();
    }

    // ---- links

    /** The link of this kind to this mailbox; a repeat finds it made. */
    ChangeLink link(
            EmailChangeId change,
            ChangeLink.Kind kind,
            @Nullable AccountId account,
            EmailAddress recipient,
            Instant now,
            @Nullable Instant expiresAt) {
        var token = tokens.issue();
        jdbc.sql("""
                        insert into email_change_link (id, email_change_id, kind, account_id, recipient, token_hash,
                            token_nonce, token_kid, created_at, expires_at)
                        values (:id, :change, :kind, :account, :recipient, :hash, :nonce, :kid, :now, :expiresAt)
                        on conflict (email_change_id, kind, recipient) do nothing""")
                .param("id", Ids.next())
                .param("change", change.value())
                .param("kind", kind.name())
                .param("account", account == null ? null : account.value())
                .param("recipient", recipient.value())
                .param("hash", token.hash())
                .param("nonce", token.nonce())
                .param("kid", token.kid())
                .param("now", time(now))
                .param("expiresAt", expiresAt == null ? null : time(expiresAt))
                .update();
        return jdbc.sql("select * from email_change_link where email_change_id = :change and kind = :kind"
                        + " and recipient = :recipient")
                .param("change", change.value())
                .param("kind", kind.name())
                .param("recipient", recipient.value())
                .query(ChangeTable::linkRow)
                .single();
    }

    Optional<ChangeLink> link(UUID id) {
        return jdbc.sql("select * from email_change_link where id = :id")
                .param("id", id)
                .query(ChangeTable::linkRow)
                .optional();
    }

    Optional<ChangeLink> linkOf(byte[] tokenHash) {
        return jdbc.sql("select * from email_change_link where token_hash = :hash")
                .param("hash", tokenHash)
                .query(ChangeTable::linkRow)
                .optional();
    }

    boolean useUndo(UUID link, Instant now) {
        return jdbc.sql("update email_change_link set used_at = :now"
                                + " where id = :id and kind = 'UNDO' and used_at is null and expires_at > :now")
                        .param("id", link)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    // ---- the record

    void note(EmailChangeId id, ChangeEvent.Type type, @Nullable AccountId by, @Nullable String comment, Instant now) {
        jdbc.sql("""
                        insert into email_change_event (id, email_change_id, at, type, actor_id, comment)
                        values (:id, :change, :at, :type, :by, :comment)""")
                .param("id", Ids.next())
                .param("change", id.value())
                .param("at", time(now))
                .param("type", type.name())
                .param("by", by == null ? null : by.value())
                .param("comment", comment)
                .update();
    }

    List<ChangeEvent> events(EmailChangeId id) {
        return jdbc.sql("""
                        select e.at, e.type, a.name, e.comment from email_change_event e
                        left join account a on a.id = e.actor_id
                        where e.email_change_id = :id order by e.at, e.id""")
                .param("id", id.value())
                .query((row, number) -> new ChangeEvent(
                        instant(row, "at"),
                        ChangeEvent.Type.valueOf(row.getString("type")),
                        row.getString("name"),
                        row.getString("comment")))
                .list();
    }

    private static ChangeCase row(ResultSet row, int number) throws SQLException {
        return new ChangeCase(
                new EmailChangeId(row.getObject("id", UUID.class)),
                account(row, "account_id"),
                new EmailAddress(row.getString("current_email")),
                new EmailAddress(row.getString("new_email")),
                row.getString("reason"),
                ChangeSource.valueOf(row.getString("source")),
                account(row, "requested_by"),
                Locale.forLanguageTag(row.getString("language")),
                ChangeState.valueOf(row.getString("state")),
                row.getBoolean("admitted"),
                instant(row, "requested_at"),
                instant(row, "expires_at"),
                instant(row, "remind_at"),
                instant(row, "new_confirmed_at"),
                instant(row, "old_confirmed_at"),
                instant(row, "evidence_at"),
                instant(row, "approved_at"),
                account(row, "approved_by"),
                instant(row, "second_approved_at"),
                instant(row, "cooling_off_ends_at"),
                row.getString("question"),
                instant(row, "asked_at"),
                row.getString("answer"),
                instant(row, "answered_at"),
                instant(row, "ended_at"));
    }

    private static ChangeLink linkRow(ResultSet row, int number) throws SQLException {
        return new ChangeLink(
                row.getObject("id", UUID.class),
                new EmailChangeId(row.getObject("email_change_id", UUID.class)),
                ChangeLink.Kind.valueOf(row.getString("kind")),
                account(row, "account_id"),
                new EmailAddress(row.getString("recipient")),
                row.getBytes("token_nonce"),
                row.getString("token_kid"),
                instant(row, "expires_at"),
                instant(row, "used_at"));
    }

    private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new AccountId(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }
}
