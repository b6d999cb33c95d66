package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.invitation.InvitationSubject.Choice;
import com.partsportal.mail.MailPreview;
import com.partsportal.mail.Mailer;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import com.partsportal.shared.Tokens;
import com.partsportal.shared.TooManyRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of all invitations. The row decides: whoever would end an invitation does so by one conditional update,
 * and only who succeeds tells the process.
 */
@Service
public class Invitations {

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    /** Why an invitation to one of the portal's own people counts as declined. */
    public static final String STAFF_ADDRESS = "staff-address";

    /** Why the invitation to a mistyped address counts as revoked. */
    public static final String ADDRESS_CORRECTED = "address-corrected";

    /** Why the invitation to an address counts as revoked whose login has another one now. */
    public static final String ADDRESS_CHANGED = "address-changed";

    private final InvitationRepository repository;
    private final InvitationProcess process;
    private final InvitationPolicy policy;
    private final InvitationSettings settings;
    private final InvitationMails mails;
    private final Mailer mailer;
    private final MailPreview previews;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Clock clock;
    private final Subjects subjects;
    private final InvitationReader reader;
    private final boolean limited;

    Invitations(
            InvitationRepository repository,
            InvitationProcess process,
            InvitationPolicy policy,
            InvitationSettings settings,
            InvitationMails mails,
            Mailer mailer,
            MailPreview previews,
            Accounts accounts,
            Tokens tokens,
            Clock clock,
            Subjects subjects,
            InvitationReader reader,
            @Value("${portal.rate-limits.enabled:true}") boolean limited) {
        this.repository = repository;
        this.process = process;
        this.policy = policy;
        this.settings = settings;
        this.mails = mails;
        this.mailer = mailer;
        this.previews = previews;
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
        this.subjects = subjects;
        this.reader = reader;
        this.limited = limited;
    }

    // ---- the inviting side

    /**
     * Writes the invitation and starts its process, in the caller's transaction; the mail follows as a job. A lapsed
     * invitation to the same address is expired first, row and instance.
     *
     * @throws TooManyRequests inside the interval since the last sending to this address, or beyond the hourly limit
     * @throws org.springframework.dao.DataIntegrityViolationException when one is pending already
     */
    @Transactional
    public Invited open(NewInvitation wanted) {
        var now = Times.now(clock);
        repository
                .findPending(
                        wanted.kind(),
                        wanted.vendorId(),
                        wanted.companyId(),
                        wanted.email().value())
                .map(Invitation::row)
                .filter(pending -> pending.hasLapsed(now))
                .ifPresent(this::expireNow);
        var id = Ids.next();
        var processKey = wanted.customerId() == null ? id : wanted.customerId();
        var stored = store(id, processKey, wanted, now);
        process.start(wanted.kind(), processKey, stored.id(), stored.dates());
        log.info("invitation {} opened, kind {}, process key {}", id, wanted.kind(), processKey);
        return stored;
    }

    /**
     * Sends a new link within the same process instance: the old one is dead, reminders and expiry begin anew.
     *
     * @throws Refused {@code wrong-state} when it is not pending any more
     * @throws TooManyRequests inside the interval
     */
    @Retried
    @Transactional
    public Invited resend(InvitationId id, NewInvitation wanted) {
        var now = Times.now(clock);
        var previous = end(id, InvitationStatus.SUPERSEDED, null, now);
        var next = store(Ids.next(), previous.processKey(), wanted, now);
        process.resent(next.kind(), next.processKey(), next.id(), next.dates());
        log.info("invitation {} superseded by {}", previous.id(), next.id());
        return next;
    }

    /**
     * Withdraws it: the link is dead at once.
     *
     * @param reason free text of the vendor, or {@link #ADDRESS_CORRECTED}
     * @throws Refused {@code wrong-state} when it is not pending any more
     */
    @Retried
    @Transactional
    public Invited revoke(InvitationId id, @Nullable String reason) {
        var revoked = end(id, InvitationStatus.REVOKED, reason, Times.now(clock));
        process.revoked(revoked.kind(), revoked.processKey());
        log.info("invitation {} revoked", id);
        return revoked;
    }

    /** Takes the expiry of a lapsed invitation now instead of at its timer; nothing happens to a live or ended one. */
    @Transactional
    public void expireIfLapsed(InvitationId id) {
        find(id).filter(found -> found.hasLapsed(Times.now(clock))).ifPresent(this::expireNow);
    }

    public Optional<Invited> find(InvitationId id) {
        return repository.findById(id.value()).map(Invitation::row);
    }

    /** The newest invitation with this process key. */
    public Optional<Invited> newestOf(UUID processKey) {
        return repository
                .findFirstByProcessKeyOrderByInvitedAtDescIdDesc(processKey)
                .map(Invitation::row);
    }

    /** The newest invitation that made, or is to make, somebody an admin of this vendor. */
    public Optional<Invited> newestOfAdmin(UUID vendorId) {
        return repository
                .findFirstByKindAndVendorIdAndRoleOrderByInvitedAtDescIdDesc(
                        InvitationKind.TEAM, vendorId, Role.VENDOR_ADMIN)
                .map(Invitation::row);
    }

    /** The newest invitation of each address that this company has invited as a colleague, whatever became of it. */
    public List<Invited> newestOfCompany(UUID companyId) {
        return repository.newestOfCompany(companyId).stream()
                .map(Invitation::row)
                .toList();
    }

    /** What is open to this address, of every kind and inviter; also what has lapsed and was not expired yet. */
    public List<Invited> openTo(EmailAddress email) {
        return repository.findByEmailAndStatusOrderById(email.value(), InvitationStatus.PENDING).stream()
                .map(Invitation::row)
                .toList();
    }

    /** The invitations into this vendor's team that were not followed by a newer one, the newest first. */
    public List<Invited> ofTeam(UUID vendorId) {
        return repository.newestOfTeam(vendorId).stream().map(Invitation::row).toList();
    }

    /** The dates that an invitation sent now would have. */
    public InvitationDates dates(NewInvitation wanted) {
        return dates(wanted, Times.now(clock));
    }

    /** What an invitation sent now would say; nothing is stored. */
    public InvitationPreview preview(NewInvitation wanted, InvitationSubject.Facts facts) {
        var dates = dates(wanted);
        return new InvitationPreview(previews.of(mails.sample(wanted, facts, dates)), dates);
    }

    // ---- the invited side

    /** Whose link it is; a malformed token is an unknown one. */
    public Optional<InvitationId> byToken(String token) {
        if (!Tokens.isWellFormed(token)) {
            return Optional.empty();
        }
        return repository.findByTokenHash(Tokens.hash(token)).map(found -> new InvitationId(found.id()));
    }

    /** What its page tells; reading changes nothing. */
    @Transactional(readOnly = true)
    public Optional<LandingPage> look(InvitationId id) {
        return find(id).map(invited -> {
            var login = accounts.byEmail(invited.email());
            var newer = invited.status() == InvitationStatus.SUPERSEDED
                    ? repository.newestInvitedAt(invited.processKey()).orElse(null)
                    : null;
            var subject = subjects.of(invited);
            var staff = login.filter(Invitations::isStaff).isPresent();
            return new LandingPage(
                    invited,
                    invited.status(Times.now(clock)),
                    subject.facts(invited),
                    login.map(AccountRow::id).orElse(null),
                    staff,
                    login.isEmpty() && accounts.isReserved(invited.email(), null),
                    newer,
                    staff
                            ? List.<Choice>of()
                            : login.map(found -> subject.choices(invited, found.id()))
                                    .orElse(List.of()));
        });
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
        var now = Times.now(clock);
        var found = repository.findById(yes.invitation().value()).orElseThrow();
        var invited = found.row();
        if (invited.status(now) != InvitationStatus.PENDING) {
            return new Acceptance.EndedBefore(invited.status(now));
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
        var choice = login.isEmpty() ? null : choose(invited, login.get().id(), yes.choice());
        if (choice != null && choice.isEmpty()) {
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
                choice == null ? null : choice.get().orElse(null));
        if (won == 0) {
            return new Acceptance.EndedBefore(reread(invited.id()).row().status(now));
        }
        process.accepted(invited.kind(), invited.processKey(), login.isPresent());
        var account = found.acceptedAccount(); // the process's step has read the row again
        if (account == null) {
            throw new IllegalStateException("the process made no account for invitation " + invited.id());
        }
        log.info("invitation {} accepted by account {}", invited.id(), account);
        return new Acceptance.AcceptedNow(account, subjects.of(invited).organisation(invited));
    }

    /** Empty inside: something new. Empty outside: the person has to choose. Null is never returned. */
    private Optional<Optional<UUID>> choose(Invited invited, AccountId login, @Nullable UUID wanted) {
        var choices = subjects.of(invited).choices(invited, login);
        if (choices.size() <= 1) {
            return Optional.of(choices.stream().findFirst().map(Choice::id));
        }
        return choices.stream()
                .map(Choice::id)
                .filter(id -> id.equals(wanted))
                .findFirst()
                .map(Optional::of);
    }

    private Acceptance declineForStaff(Invited invited, Instant now) {
        if (repository.end(invited.id().value(), InvitationStatus.DECLINED, STAFF_ADDRESS, now) == 0) {
            return new Acceptance.EndedBefore(reread(invited.id()).row().status(now));
        }
        declined(reread(invited.id()).row(), STAFF_ADDRESS);
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
        var now = Times.now(clock);
        var staff = find(id).flatMap(found -> accounts.byEmail(found.email())).filter(Invitations::isStaff);
        var why = staff.isPresent() ? STAFF_ADDRESS : reason;
        if (repository.end(id.value(), InvitationStatus.DECLINED, why, now) == 1) {
            declined(reread(id).row(), why);
        }
        return reread(id).row().status(now);
    }

    private void declined(Invited invited, @Nullable String reason) {
        subjects.of(invited).ended(invited, InvitationStatus.DECLINED, reason);
        process.declined(invited.kind(), invited.processKey());
        log.info("invitation {} declined", invited.id());
    }

    /** The person wants no more reminders; the invitation stays open. */
    @Retried
    @Transactional
    public void stopReminders(InvitationId id) {
        repository.stopReminders(id.value());
    }

    /** Behind a dead link somebody asks for a new invitation: the inviting side is told once for each dead link. */
    @Retried
    @Transactional
    public void askAgain(InvitationId id) {
        var now = Times.now(clock);
        var invited = find(id).orElseThrow();
        var ended = invited.status(now);
        if (ended == InvitationStatus.PENDING
                || ended == InvitationStatus.ACCEPTED
                || repository.askAgain(id.value(), now) == 0) {
            return;
        }
        subjects.of(invited).askedAgain(invited);
        mails.tellOfNewInvitationAsked(invited);
        log.info("invitation {}: a new one was asked for", id);
    }

    // ---- the steps of the process: each may run twice

    /** Sends the invitation's mail; a repeat finds it sent. */
    public Sending send(InvitationId id) {
        var delivery = mailer.deliver(mails.invitation(id));
        return switch (delivery) {
            case SENT, ALREADY_SENT -> Sending.SENT;
            case REFUSED -> Sending.REFUSED;
            case NOT_WANTED -> Sending.NOT_WANTED;
            case DEFERRED -> Sending.DEFERRED;
        };
    }

    /** Writes the refusal into the record of the inviting side. */
    @Transactional
    public void noteDeliveryFailure(InvitationId id) {
        var invited = reread(id).row();
        subjects.of(invited).deliveryFailed(invited);
        log.info("invitation {}: the mail server refused the address", id);
    }

    /**
     * Sends the reminder that is due, if the invitation is still open and wants one. Of several that became due while
     * none could be sent it is the newest, and the others are dropped.
     *
     * @return when the next one is due; empty: none
     * @throws MailDeferred when the address has got its share of mails for today
     */
    public Optional<Instant> remind(InvitationId id) {
        var reminder = mails.reminder(id);
        return switch (mailer.deliver(reminder)) {
            case SENT, ALREADY_SENT -> {
                log.info("invitation {}: reminder {}", id, reminder.number());
                yield reminder.next();
            }
            case NOT_WANTED -> reminder.next();
            case REFUSED -> Optional.empty();
            case DEFERRED -> throw new MailDeferred();
        };
    }

    /**
     * Ends a lapsed invitation; a repeat changes nothing.
     *
     * @throws IllegalStateException when it did not lapse or ended otherwise: the timer lost against a person
     */
    @Transactional
    public void expire(InvitationId id) {
        var won = repository.expire(id.value(), Times.now(clock));
        var invited = reread(id).row();
        if (won == 0) {
            if (invited.status() == InvitationStatus.EXPIRED) {
                return;
            }
            throw new IllegalStateException("invitation " + id + " is " + invited.status() + ", not lapsed");
        }
        subjects.of(invited).ended(invited, InvitationStatus.EXPIRED, null);
        log.info("invitation {} expired", id);
    }

    /** Makes the account of an accepted invitation; a repeat finds it made. */
    @Transactional
    public void createAccount(InvitationId id) {
        var row = reread(id);
        if (row.acceptedAccount() != null) {
            return;
        }
        var name = row.acceptedName();
        var passwordHash = row.acceptedPasswordHash();
        var terms = row.acceptedTerms();
        if (name == null || passwordHash == null || terms == null) {
            throw new IllegalStateException("invitation " + id + " was not accepted");
        }
        var account = subjects.of(row.row()).createAccount(row.row(), name, passwordHash, terms);
        row.settle(account);
        repository.flush();
    }

    /** Lets the existing login of an accepted invitation in; a repeat changes nothing. */
    @Transactional
    public void linkAccount(InvitationId id) {
        var row = reread(id);
        var account = row.acceptedAccount();
        if (account == null) {
            throw new IllegalStateException("invitation " + id + " was not accepted by a login");
        }
        subjects.of(row.row()).linkAccount(row.row(), account, row.acceptedCompanyId());
    }

    /** Sends the welcome; a repeat finds it sent. */
    public void welcome(InvitationId id) {
        mailer.deliver(mails.welcome(id));
    }

    /** Tells the inviting side of the acceptance; a repeat finds it told. */
    public void tellInviterOfAcceptance(InvitationId id) {
        mails.acceptance(id).forEach(mailer::deliver);
    }

    /** Tells the inviting side that the mail server refused the address; a repeat finds it told. */
    public void tellInviterOfFailure(InvitationId id) {
        mails.deliveryFailure(id).forEach(mailer::deliver);
    }

    /** Puts the notice of the decline into the queue of mails; a repeat finds it there. */
    @Transactional
    public void tellInviterOfDecline(InvitationId id) {
        mails.tellOfDecline(reread(id).row());
    }

    /**
     * Puts a polite mail to the invited person into the queue, if the invitation's mail had reached the server and the
     * address was not simply wrong; a repeat finds it there.
     */
    @Transactional
    public void tellContactOfRevocation(InvitationId id) {
        var revoked = reread(id).row();
        if (revoked.delivery() == DeliveryState.SENT
                && !ADDRESS_CORRECTED.equals(revoked.endReason())
                && !ADDRESS_CHANGED.equals(revoked.endReason())) {
            mails.tellContactOfRevocation(revoked);
        }
    }

    /** Puts the notice of the expiry into the queue of mails; a repeat finds it there. */
    @Transactional
    public void tellInviterOfExpiry(InvitationId id) {
        mails.tellOfExpiry(reread(id).row());
    }

    // ----

    private void expireNow(Invited lapsed) {
        process.expire(lapsed.kind(), lapsed.processKey());
        if (reread(lapsed.id()).row().status() == InvitationStatus.PENDING) {
            throw new IllegalStateException("invitation " + lapsed.id() + " has no process that could expire it");
        }
    }

    private Invited end(InvitationId id, InvitationStatus end, @Nullable String reason, Instant now) {
        var won = repository.end(id.value(), end, reason, now);
        var invited = reread(id).row();
        if (won == 0) {
            throw new Refused(
                    "wrong-state", Map.of("status", invited.status(now).name()));
        }
        return invited;
    }

    private Invited store(UUID id, UUID processKey, NewInvitation wanted, Instant now) {
        limit(wanted, now);
        // the engine's timers know milliseconds only, and must never be earlier than the row
        now = now.truncatedTo(ChronoUnit.MILLIS);
        var row = new Invitation(id, processKey, wanted, dates(wanted, now), now, tokens.issue());
        return repository.saveAndFlush(row).row();
    }

    private void limit(NewInvitation wanted, Instant now) {
        if (!limited) {
            return;
        }
        repository
                .lastSending(
                        wanted.kind(),
                        wanted.vendorId(),
                        wanted.companyId(),
                        wanted.email().value())
                .map(last -> Duration.between(now, last.plus(settings.resendInterval())))
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .ifPresent(wait -> {
                    throw new TooManyRequests(wait);
                });
        if (wanted.vendorId() != null && !wanted.bulk()) {
            var since = now.minus(Duration.ofHours(1));
            var singles = repository.singlesSince(wanted.vendorId(), since, settings.hourlyLimit());
            if (singles.size() >= settings.hourlyLimit()) {
                throw new TooManyRequests(Duration.between(since, singles.get(singles.size() - 1)));
            }
        }
    }

    private InvitationDates dates(NewInvitation wanted, Instant now) {
        var terms = policy.decide(wanted.kind(), wanted.discountPercent());
        var expiresAfter = wanted.validDays() != null
                ? Duration.ofDays(wanted.validDays())
                : settings.expiresAfter() != null ? settings.expiresAfter() : terms.expiresAfter();
        var remindAfter = settings.remindAfter() != null ? settings.remindAfter() : terms.remindAfter();
        return InvitationDates.from(now, remindAfter, expiresAfter);
    }

    private Invitation reread(InvitationId id) {
        return reader.now(id.value());
    }

    private static boolean isStaff(AccountRow account) {
        return account.staffRole() != null;
    }
}
