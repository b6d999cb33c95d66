package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.account.AddressUses;
import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.MailDeferred;
import com.partsportal.mail.Mailer;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the tasks of an invitation's process do, one method each; every one of them may run twice. */
@Service
public class InvitationTasks {

    private static final Logger log = LoggerFactory.getLogger(InvitationTasks.class);

    private final InvitationRepository repository;
    private final InvitationMails mails;
    private final Mailer mailer;
    private final InvitationOwners owners;
    private final AddressUses uses;
    private final InvitationReader reader;
    private final Clock clock;

    InvitationTasks(
            InvitationRepository repository,
            InvitationMails mails,
            Mailer mailer,
            InvitationOwners owners,
            AddressUses uses,
            InvitationReader reader,
            Clock clock) {
        this.repository = repository;
        this.mails = mails;
        this.mailer = mailer;
        this.owners = owners;
        this.uses = uses;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Sends the invitation's mail; a repeat finds it sent.
     *
     * @throws MailDeferred while the vendor is suspended
     */
    public DeliveryResult send(InvitationId id) {
        return mailer.deliver(mails.invitation(id));
    }

    /** Writes the refusal into the record of the inviting side. */
    @Transactional
    public void noteDeliveryFailure(InvitationId id) {
        undelivered(id);
        log.info("invitation {}: the mail server refused the address", id);
    }

    /** What became of a reminder. @param refused by the mail server, for good @param next when the next one is due; null: none */
    public record Reminded(boolean refused, @Nullable Instant next) {

        /** Sent, or not wanted any more. */
        public static Reminded then(Optional<Instant> next) {
            return new Reminded(false, next.orElse(null));
        }
    }

    /**
     * Sends the reminder that is due, if the invitation is still open and wants one. Of several that became due while
     * none could be sent it is the newest, and the others are dropped.
     *
     * @throws MailDeferred when the address has got its share of mails for today, or while the vendor is suspended
     */
    public Reminded remind(InvitationId id) {
        var reminder = mails.reminder(id);
        return switch (mailer.deliver(reminder)) {
            case SENT, ALREADY_SENT -> {
                log.info("invitation {}: reminder {}", id, reminder.number());
                yield Reminded.then(reminder.next());
            }
            case UNWANTED -> Reminded.then(reminder.next());
            case REFUSED -> new Reminded(true, null);
            case DEFERRED -> throw new MailDeferred();
        };
    }

    /** Both steps after a refusal at once, for instances of models that have no path for a refused reminder. */
    @Transactional
    public void reminderRefused(InvitationId id) {
        noteDeliveryFailure(id);
        mails.notifyOfDeliveryFailure(reread(id).row());
    }

    /** While the vendor is suspended its expiries wait, without using up a retry. */
    private void awaitResumption(InvitationId id) {
        var invited = repository.findById(id.value()).orElseThrow().row();
        if (owners.of(invited).isPaused(invited)) {
            throw new MailDeferred();
        }
    }

    private void undelivered(InvitationId id) {
        var invited = reread(id).row();
        owners.of(invited).deliveryFailed(invited);
    }

    /**
     * Ends a lapsed invitation; a repeat changes nothing.
     *
     * @throws IllegalStateException when it did not lapse or ended otherwise: the timer lost against a person
     */
    @Transactional
    public void expire(InvitationId id) {
        awaitResumption(id);
        var won = repository.expire(id.value(), DatabaseTime.now(clock));
        var invited = reread(id).row();
        if (won == 0) {
            if (invited.status() == InvitationStatus.EXPIRED) {
                return;
            }
            throw new IllegalStateException("invitation " + id + " is " + invited.status() + ", not lapsed");
        }
        uses.changed(invited.email());
        owners.of(invited).ended(invited, InvitationStatus.EXPIRED, null);
        log.info("invitation {} expired", id);
    }

    /** Creates the account of an accepted invitation and returns it; a repeat returns the one created before. */
    @Transactional
    public AccountId createAccount(InvitationId id) {
        var row = reread(id);
        var existing = row.acceptedAccount();
        if (existing != null) {
            return existing;
        }
        var name = row.acceptedName();
        var passwordHash = row.acceptedPasswordHash();
        var terms = row.acceptedTerms();
        if (name == null || passwordHash == null || terms == null) {
            throw new IllegalStateException("invitation " + id + " was not accepted");
        }
        var account = owners.of(row.row()).createAccount(row.row(), name, passwordHash, terms);
        row.completeAcceptance(account);
        repository.flush();
        return account;
    }

    /** Lets the existing login of an accepted invitation in and returns it; a repeat changes nothing. */
    @Transactional
    public AccountId linkAccount(InvitationId id) {
        var row = reread(id);
        var account = row.acceptedAccount();
        if (account == null) {
            throw new IllegalStateException("invitation " + id + " was not accepted by a login");
        }
        owners.of(row.row()).linkAccount(row.row(), account, row.acceptedCompanyId());
        return account;
    }

    /** Sends the welcome; a repeat finds it sent. */
    public void welcome(InvitationId id) {
        mailer.deliver(mails.welcome(id));
    }

    /** Notifies the inviting side of the acceptance; a repeat sends nothing. */
    public void tellInviterOfAcceptance(InvitationId id) {
        mails.acceptance(id).forEach(mailer::deliver);
    }

    /** Notifies the inviting side that the mail server refused the address; a repeat sends nothing. */
    public void tellInviterOfFailure(InvitationId id) {
        mails.deliveryFailure(id).forEach(mailer::deliver);
    }

    /** Puts the notice of the decline into the queue of mails; a repeat finds it there. */
    @Transactional
    public void tellInviterOfDecline(InvitationId id) {
        mails.notifyOfDecline(reread(id).row());
    }

    /**
     * Puts a polite mail to the invited person into the queue, if the invitation's mail had reached the server and the
     * address was not simply wrong; a repeat finds it there.
     */
    @Transactional
    public void tellContactOfRevocation(InvitationId id) {
        var row = reread(id);
        var revoked = row.row();
        if (row.wantsRevocationEmail()
                && revoked.delivery() == DeliveryState.SENT
                && !Invitations.ADDRESS_CORRECTED.equals(revoked.progress().endReason())
                && !Invitations.ADDRESS_CHANGED.equals(revoked.progress().endReason())) {
            mails.tellContactOfRevocation(revoked);
        }
    }

    /** Puts the notice of the expiry into the queue of mails; a repeat finds it there. */
    @Transactional
    public void tellInviterOfExpiry(InvitationId id) {
        mails.notifyOfExpiry(reread(id).row());
    }

    private Invitation reread(InvitationId id) {
        return reader.now(id.value());
    }
}
