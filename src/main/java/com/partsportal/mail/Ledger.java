package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code sent_mail}: one row per mail that was meant to go out. Every method runs in the caller's transaction. */
@Component
class Ledger {

    /** A claim older than this belonged to a node that died or froze. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    /** Invitations and reminders that one address gets in a day, over all vendors. */
    static final int DAILY_LIMIT = 10;

    private static final String LIMITED = "'"
            + String.join(
                    "', '",
                    Arrays.stream(MailKind.values())
                            .filter(MailKind::isLimited)
                            .map(MailKind::code)
                            .toList())
            + "'";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String domain;
    private final boolean limited;

    Ledger(
            JdbcClient jdbc,
            Clock clock,
            MailSettings settings,
            @Value("${portal.rate-limits.enabled:true}") boolean limited) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.domain = settings.from().domain();
        this.limited = limited;
    }

    /** What became of the wish to send a mail. */
    sealed interface Claim {
        record Granted(UUID id, String messageId, Instant at) implements Claim {}

        record Over(Delivery how) implements Claim {}

        record HeldByAnother() implements Claim {}
    }

    /**
     * Writes the row; an equal key changes nothing. Answers the id of a row that is new. The conflict names no index: key
     * and Message-ID are both unique, and with one of them named two senders can lock each other out (40P01).
     */
    Optional<UUID> add(
            String key,
            MailKind kind,
            EmailAddress recipient,
            Locale language,
            @Nullable UUID invitationId,
            @Nullable UUID vendorId,
            @Nullable UUID accountId) {
        return insert(key, kind, recipient, language, invitationId, vendorId, accountId, null);
    }

    private Optional<UUID> insert(
            String key,
            MailKind kind,
            EmailAddress recipient,
            Locale language,
            @Nullable UUID invitationId,
            @Nullable UUID vendorId,
            @Nullable UUID accountId,
            @Nullable Instant claimedAt) {
        return jdbc.sql("""
                        insert into sent_mail (id, mail_key, kind, recipient, invitation_id, vendor_id, account_id, language, message_id, state, created_at,
                                               claimed_at, attempts)
                        values (:id, :key, :kind, :recipient, :invitation, :vendor, :account, :language, :message, 'QUEUED', :now, :claimed, :attempts)
                        on conflict do nothing returning id""")
                .param("id", Ids.next())
                .param("key", key)
                .param("kind", kind.code())
                .param("recipient", recipient.value())
                .param("invitation", invitationId)
                .param("vendor", vendorId)
                .param("account", accountId)
                .param("language", language.toLanguageTag())
                .param("message", MessageIds.of(key, domain))
                .param("now", time(Times.now(clock)))
                .param("claimed", claimedAt == null ? null : time(claimedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("attempts", claimedAt == null ? 0 : 1)
                .query(UUID.class)
                .optional();
    }

    Optional<QueuedMail> find(UUID id) {
        return jdbc.sql("""
                        select id, kind, mail_key, recipient, language, invitation_id, vendor_id, account_id
                          from sent_mail where id = :id""").param("id", id).query(Ledger::queued).optional();
    }

    /** Takes the mail for this sender, or says why not. Usually the row is new and written as claimed: one statement. */
    Claim claim(Mail mail) {
        var now = Times.now(clock);
        var mayGo = mayGo(mail, now);
        var added = insert(
                mail.key(),
                mail.kind(),
                mail.recipient(),
                mail.language(),
                mail.invitationId(),
                mail.vendorId(),
                mail.accountId(),
                mayGo ? now : null);
        return mayGo && added.isPresent()
                ? new Claim.Granted(added.get(), MessageIds.of(mail.key(), domain), now)
                : claimAgain(mail, mayGo, now);
    }

    private Claim claimAgain(Mail mail, boolean mayGo, Instant now) {
        var row = jdbc.sql("""
                        select id, message_id, state, claimed_at from sent_mail where mail_key = :key for update""")
                .param("key", mail.key())
                .query((rs, n) -> new Row(
                        rs.getObject("id", UUID.class),
                        rs.getString("message_id"),
                        rs.getString("state"),
                        instant(rs.getTimestamp("claimed_at"))))
                .single();
        if (row.state.equals("SENT")) {
            return new Claim.Over(Delivery.ALREADY_SENT);
        }
        if (row.state.equals("FAILED")) {
            return new Claim.Over(Delivery.REFUSED);
        }
        if (row.claimedAt != null && row.claimedAt.isAfter(now.minus(CLAIM))) {
            return new Claim.HeldByAnother();
        }
        if (!mayGo) {
            return new Claim.Over(Delivery.DEFERRED);
        }
        jdbc.sql("update sent_mail set claimed_at = :now, attempts = attempts + 1 where id = :id")
                .param("now", time(now))
                .param("id", row.id)
                .update();
        return new Claim.Granted(row.id, row.messageId, now);
    }

    void sent(UUID id) {
        jdbc.sql("update sent_mail set state = 'SENT', sent_at = :now where id = :id and state <> 'SENT'")
                .param("now", time(Times.now(clock)))
                .param("id", id)
                .update();
    }

    void refused(UUID id, String words) {
        jdbc.sql("update sent_mail set state = 'FAILED', refusal = :words where id = :id and state = 'QUEUED'")
                .param("words", words)
                .param("id", id)
                .update();
    }

    /** Gives the claim back, so that the next try need not wait until it is over. */
    void release(Claim.Granted claim) {
        jdbc.sql("update sent_mail set claimed_at = null where id = :id and state = 'QUEUED' and claimed_at = :at")
                .param("id", claim.id())
                .param("at", time(claim.at()))
                .update();
    }

    /** Whether the recipient gets this mail besides the others of the day. Two senders count one after the other. */
    private boolean mayGo(Mail mail, Instant now) {
        if (!limited || !mail.kind().isLimited()) {
            return true;
        }
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended('mail to ' || :recipient, 0))")
                .param("recipient", mail.recipient().value())
                .query(Integer.class)
                .single();
        return jdbc.sql("select count(*) from sent_mail where recipient = :recipient and claimed_at > :since"
                                + " and state <> 'FAILED' and mail_key <> :key and kind in (" + LIMITED + ")")
                        .param("recipient", mail.recipient().value())
                        .param("since", time(now.minus(Duration.ofDays(1))))
                        .param("key", mail.key())
                        .query(Integer.class)
                        .single()
                < DAILY_LIMIT;
    }

    private record Row(
            UUID id,
            String messageId,
            String state,
            @Nullable Instant claimedAt) {}

    private static QueuedMail queued(ResultSet rs, int number) throws SQLException {
        return new QueuedMail(
                rs.getObject("id", UUID.class),
                MailKind.of(rs.getString("kind")),
                rs.getString("mail_key"),
                new EmailAddress(rs.getString("recipient")),
                Locale.forLanguageTag(rs.getString("language")),
                rs.getObject("invitation_id", UUID.class),
                rs.getObject("vendor_id", UUID.class),
                rs.getObject("account_id", UUID.class));
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
