package com.partsportal.mail;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One row for each email that was meant to go out, see {@link SentMail}. Every method runs in the caller's transaction. */
@Component
class Ledger {

    /** A claim older than this belonged to a node that died or froze. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    private static final List<String> LIMITED = Arrays.stream(MailKind.values())
            .filter(MailKind::isLimited)
            .map(MailKind::code)
            .toList();

    private final SentMailRepository mails;
    private final Clock clock;
    private final String domain;
    private final Limits limits;

    Ledger(SentMailRepository mails, Clock clock, MailSettings settings, Limits limits) {
        this.mails = mails;
        this.clock = clock;
        this.domain = settings.from().domain();
        this.limits = limits;
    }

    /** What became of the wish to send a mail. */
    sealed interface Claim {
        record Granted(UUID id, String messageId, Instant at) implements Claim {}

        record Over(DeliveryResult result) implements Claim {}

        record HeldByAnother() implements Claim {}
    }

    /** Writes the row; an equal key changes nothing. Answers the id of a row that is new. */
    Optional<UUID> add(QueuedMail mail) {
        return insert(mail, null) ? Optional.of(mail.id()) : Optional.empty();
    }

    private boolean insert(QueuedMail mail, @Nullable Instant claimedAt) {
        var added = mails.add(
                mail.id(),
                mail.key(),
                mail.kind().code(),
                mail.recipient().value(),
                mail.invitationId(),
                mail.vendorId(),
                mail.accountId(),
                mail.language().toLanguageTag(),
                MessageIds.of(mail.key(), domain),
                DatabaseTime.now(clock),
                claimedAt,
                claimedAt == null ? 0 : 1);
        return added == 1;
    }

    Optional<QueuedMail> find(UUID id) {
        return mails.findById(id).map(SentMail::row);
    }

    /** Takes the mail for this sender, or says why not. Usually the row is new and written as claimed: one statement. */
    Claim claim(Mail mail) {
        var now = DatabaseTime.now(clock);
        var maySend = maySend(mail, now);
        var row = mail.row(Ids.next());
        var isNew = insert(row, maySend ? now : null);
        return maySend && isNew
                ? new Claim.Granted(row.id(), MessageIds.of(mail.key(), domain), now)
                : claimKnown(mail, maySend, now);
    }

    private Claim claimKnown(Mail mail, boolean maySend, Instant now) {
        var row = mails.findByMailKey(mail.key()).orElseThrow();
        return switch (row.state()) {
            case SENT -> new Claim.Over(DeliveryResult.ALREADY_SENT);
            case FAILED -> new Claim.Over(DeliveryResult.REFUSED);
            case QUEUED -> {
                var expired = now.minus(CLAIM);
                if (!maySend) {
                    yield row.isHeldSince(expired)
                            ? new Claim.HeldByAnother()
                            : new Claim.Over(DeliveryResult.DEFERRED);
                }
                yield mails.claim(row.id(), now, expired) == 1
                        ? new Claim.Granted(row.id(), row.messageId(), now)
                        : new Claim.HeldByAnother();
            }
        };
    }

    boolean isSent(String key) {
        return mails.findByMailKey(key)
                .filter(mail -> mail.state() == SentMail.State.SENT)
                .isPresent();
    }

    void sent(UUID id) {
        mails.markSent(id, DatabaseTime.now(clock));
    }

    void refused(UUID id, String reply) {
        mails.markRefused(id, reply);
    }

    /** Gives the claim back, so that the next try need not wait until it is over. */
    void release(Claim.Granted claim) {
        mails.release(claim.id(), claim.at());
    }

    /** Whether the recipient gets this mail besides the others of the period. Two senders count one after the other. */
    private boolean maySend(Mail mail, Instant now) {
        if (!limits.enabled() || !mail.kind().isLimited()) {
            return true;
        }
        mails.awaitTurn(mail.recipient().value());
        var since = now.minus(limits.mailsToAddress().period());
        return mails.countSince(mail.recipient().value(), since, mail.key(), LIMITED)
                < limits.mailsToAddress().times();
    }
}
