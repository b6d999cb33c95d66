package com.partsportal.invitation;

import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.AddressUses;
import com.partsportal.invitation.InvitationOwner.Choice;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The invited side: what the page of a link shows, and the person's answer. The row decides: an invitation ends by one
 * conditional update, and only the caller that succeeds notifies the process.
 */
@Service
public class InvitationAnswers {

    private static final Logger log = LoggerFactory.getLogger(InvitationAnswers.class);

    private final InvitationRepository repository;
    private final InvitationProcess process;
    private final InvitationMails mails;
    private final Accounts accounts;
    private final AddressUses uses;
    private final InvitationOwners owners;
    private final InvitationReader reader;
    private final Reinvitations reinvitations;
    private final TransactionTemplate transactions;
    private final Clock clock;

    InvitationAnswers(
            InvitationRepository repository,
            InvitationProcess process,
            InvitationMails mails,
            Accounts accounts,
            AddressUses uses,
            InvitationOwners owners,
            InvitationReader reader,
            Reinvitations reinvitations,
            TransactionTemplate transactions,
            Clock clock) {
        this.repository = repository;
        this.process = process;
        this.mails = mails;
        this.accounts = accounts;
        this.uses = uses;
        this.owners = owners;
        this.reader = reader;
        this.reinvitations = reinvitations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whose link it is; a malformed token is an unknown one. */
    public Optional<InvitationId> byToken(String token) {
        if (!Tokens.isWellFormed(token)) {
            return Optional.empty();
        }
        return repository.findByTokenHash(Tokens.hash(token)).map(found -> new InvitationId(found.id()));
    }

    /** What the page of an invitation shows; reading changes nothing. */
    @Transactional(readOnly = true)
    public Optional<LandingPage> view(InvitationId id) {
        return find(id).map(this::page);
    }

    private LandingPage page(InvitationSnapshot invited) {
        var now = DatabaseTime.now(clock);
        var login = accounts.byEmail(invited.email());
        var newest = newest(invited);
        var owner = owners.of(invited);
        var paused = owner.isPaused(invited);
        var status = paused && invited.hasLapsed(now) ? InvitationStatus.PENDING : status(invited, newest, now);
        var staff = login.filter(InvitationAnswers::isStaff).isPresent();
        return new LandingPage(
                invited,
                status,
                owner.facts(invited),
                login.map(AccountRow::id).orElse(null),
                staff,
                login.isEmpty() && accounts.isReserved(invited.email(), null),
                paused,
                status == InvitationStatus.SUPERSEDED && !newest.id().equals(invited.id())
                        ? new LandingPage.Newer(newest.invitedAt(), newest.status(now) != InvitationStatus.PENDING)
                        : null,
                status != InvitationStatus.ACCEPTED
                        ? null
                        : (invited.status() == InvitationStatus.ACCEPTED ? invited : newest)
                                .progress()
                                .endedAt(),
                staff
                        ? List.<Choice>of()
                        : login.map(found -> owner.choices(invited, found.id())).orElse(List.of()));
    }

    /** What an invitation's own end is worth once the same side has invited the address again. */
    private static InvitationStatus status(InvitationSnapshot invited, InvitationSnapshot newest, Instant now) {
        var own = invited.status(now);
        if (own == InvitationStatus.PENDING || own == InvitationStatus.ACCEPTED) {
            return own;
        }
        return switch (newest.status(now)) {
            case PENDING -> InvitationStatus.SUPERSEDED;
            case ACCEPTED -> InvitationStatus.ACCEPTED;
            case EXPIRED, DECLINED, REVOKED, SUPERSEDED -> own;
        };
    }

    /** The newest invitation of the same side to the same address: this one, or one that followed it. */
    private InvitationSnapshot newest(InvitationSnapshot invited) {
        return repository
                .newestTo(
                        invited.kind(),
                        invited.vendorId(),
                        invited.companyId(),
                        invited.email().value())
                .map(Invitation::row)
                .orElse(invited);
    }

    /**
     * A person's yes, in one transaction: the row, the process's message, the account, and the engine's next step.
     * A failure rolls all of it back.
     *
     * @throws ProcessNotReady when the instance is suspended: try again later
     */
    @Retried
    @Transactional
    public Acceptance accept(AcceptInvitation yes) {
        var now = DatabaseTime.now(clock);
        var invited =
                repository.findById(yes.invitation().value()).orElseThrow().row();
        if (invited.status(now) != InvitationStatus.PENDING) {
            return new Acceptance.EndedBefore(invited.status(now));
        }
        if (owners.of(invited).isPaused(invited)) {
            return new Acceptance.Paused();
        }
        var login = accounts.byEmail(invited.email());
        if (login.isPresent()) {
            var known = login.get();
            if (isStaff(known)) {
                return declineForStaff(invited, now);
            }
            if (yes.signedIn() == null) {
                // perhaps it is this invitation that somebody accepted just now
                var current = reread(invited.id()).row().status(now);
                return current == InvitationStatus.PENDING
                        ? new Acceptance.SignInFirst()
                        : new Acceptance.EndedBefore(current);
            }
            if (!known.id().equals(yes.signedIn())) {
                return new Acceptance.WrongAccount();
            }
        } else if (yes.signedIn() != null) {
            return new Acceptance.WrongAccount();
        } else if (accounts.isReserved(invited.email(), null)) {
            return new Acceptance.AddressReserved();
        }
        var choices = login.map(known -> owners.of(invited).choices(invited, known.id()))
                .orElse(List.of());
        var chosen = chosen(choices, yes.choice());
        if (choices.size() > 1 && chosen.isEmpty()) {
            return new Acceptance.ChoiceNeeded();
        }
        var loginId = login.map(known -> known.id().value()).orElse(null);
        var won = repository.accept(
                invited.id().value(),
                now,
                loginId,
                login.isPresent() ? null : yes.name(),
                login.isPresent() ? null : yes.passwordHash(),
                yes.termsVersion(),
                chosen.map(Choice::id).orElse(null));
        if (won == 0) {
            return new Acceptance.EndedBefore(reread(invited.id()).row().status(now));
        }
        uses.changed(invited.email());
        var account = process.accepted(invited.kind(), invited.processKey(), login.isPresent());
        log.info("invitation {} accepted by account {}", invited.id(), account);
        return new Acceptance.AcceptedNow(account, owners.of(invited).organisation(invited));
    }

    /** The only choice, or the wanted one of several; empty: something new, or the person has to choose. */
    private static Optional<Choice> chosen(List<Choice> choices, @Nullable UUID wanted) {
        return choices.stream()
                .filter(choice -> choices.size() == 1 || choice.id().equals(wanted))
                .findFirst();
    }

    private Acceptance declineForStaff(InvitationSnapshot invited, Instant now) {
        if (repository.end(invited.id().value(), InvitationStatus.DECLINED, Invitations.STAFF_ADDRESS, now) == 0) {
            return new Acceptance.EndedBefore(reread(invited.id()).row().status(now));
        }
        declined(reread(invited.id()).row(), Invitations.STAFF_ADDRESS);
        return new Acceptance.StaffAddress();
    }

    /**
     * A person's no.
     *
     * @return the status that it has now; {@code DECLINED} also for a repeat
     */
    @Retried
    @Transactional
    public InvitationStatus decline(InvitationId id, @Nullable String reason) {
        var now = DatabaseTime.now(clock);
        var staff = find(id).flatMap(found -> accounts.byEmail(found.email())).filter(InvitationAnswers::isStaff);
        var why = staff.isPresent() ? Invitations.STAFF_ADDRESS : reason;
        if (repository.end(id.value(), InvitationStatus.DECLINED, why, now) == 1) {
            declined(reread(id).row(), why);
        }
        return reread(id).row().status(now);
    }

    private void declined(InvitationSnapshot invited, @Nullable String reason) {
        uses.changed(invited.email());
        owners.of(invited).ended(invited, InvitationStatus.DECLINED, reason);
        process.declined(invited.kind(), invited.processKey());
        log.info("invitation {} declined", invited.id());
    }

    /** The person wants no more reminders; the invitation stays open. */
    @Retried
    @Transactional
    public void stopReminders(InvitationId id) {
        repository.stopReminders(id.value());
    }

    /**
     * Somebody requests a new invitation from a dead link: the inviting side is notified once, however many dead links
     * there are, or has chosen that a new one is sent at once after an expiry.
     */
    public void requestNew(InvitationId id) {
        var newest = newest(find(id).orElseThrow());
        var ended = newest.status(DatabaseTime.now(clock));
        if (ended == InvitationStatus.PENDING
                || ended == InvitationStatus.ACCEPTED
                || ended == InvitationStatus.EXPIRED && reinvitations.reinvite(newest)) {
            return;
        }
        transactions.executeWithoutResult(status -> notifyOfRequest(newest));
    }

    private void notifyOfRequest(InvitationSnapshot dead) {
        if (repository.markNewInvitationRequested(dead.id().value(), DatabaseTime.now(clock)) == 1) {
            owners.of(dead).newInvitationRequested(dead);
            mails.notifyOfNewInvitationRequest(dead);
            log.info("invitation {}: a new one was requested", dead.id());
        }
    }

    /** The logo of the side that invites, a PNG. */
    Optional<byte[]> logo(LandingPage page) {
        return owners.of(page.invitation()).logo(page.invitation());
    }

    private Optional<InvitationSnapshot> find(InvitationId id) {
        return repository.findById(id.value()).map(Invitation::row);
    }

    private static boolean isStaff(AccountRow account) {
        return account.staffRole() != null;
    }

    private Invitation reread(InvitationId id) {
        return reader.now(id.value());
    }
}
