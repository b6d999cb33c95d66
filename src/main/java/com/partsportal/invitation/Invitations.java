package com.partsportal.invitation;

import com.partsportal.account.AddressUses;
import com.partsportal.account.Role;
import com.partsportal.mail.MailPreview;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The inviting side of all invitations: opens, resends and revokes them. The row decides: an invitation ends by one
 * conditional update, and only the caller that succeeds notifies the process.
 *
 * @see InvitationAnswers what the invited person does
 * @see InvitationTasks what the process does
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

    /** How far in the future an end may be moved. */
    public static final Duration LONGEST_OPEN = Duration.ofDays(60);

    private final InvitationRepository repository;
    private final InvitationProcess process;
    private final InvitationPolicy policy;
    private final InvitationSettings settings;
    private final InvitationMails mails;
    private final MailPreview previews;
    private final Tokens tokens;
    private final Clock clock;
    private final InvitationReader reader;
    private final InvitationLimits limits;
    private final InvitationOwners owners;
    private final AddressUses uses;

    Invitations(
            InvitationRepository repository,
            InvitationProcess process,
            InvitationPolicy policy,
            InvitationSettings settings,
            InvitationMails mails,
            MailPreview previews,
            Tokens tokens,
            Clock clock,
            InvitationReader reader,
            InvitationLimits limits,
            InvitationOwners owners,
            AddressUses uses) {
        this.repository = repository;
        this.process = process;
        this.policy = policy;
        this.settings = settings;
        this.mails = mails;
        this.previews = previews;
        this.tokens = tokens;
        this.clock = clock;
        this.reader = reader;
        this.limits = limits;
        this.owners = owners;
        this.uses = uses;
    }

    /**
     * Writes the invitation and starts its process, in the caller's transaction; the mail follows as a job. A lapsed
     * invitation to the same address is expired first, row and instance.
     *
     * @throws TooManyRequests inside the interval since the last sending to this address, or beyond the hourly limit
     * @throws Refused {@code too-many-open-invitations} of the inviting side
     * @throws org.springframework.dao.DataIntegrityViolationException when one is pending already
     */
    @Transactional
    public InvitationSnapshot open(NewInvitation wanted) {
        var now = DatabaseTime.now(clock);
        repository
                .findPending(
                        wanted.scope().kind(),
                        wanted.scope().vendorId(),
                        wanted.scope().companyId(),
                        wanted.invitee().email().value())
                .map(Invitation::row)
                .filter(pending -> pending.hasLapsed(now))
                .ifPresent(this::expireNow);
        return openFirst(wanted);
    }

    /** As {@link #open}, to an address that this side has never invited: no look is needed whether one is pending. */
    @Transactional
    public InvitationSnapshot openFirst(NewInvitation wanted) {
        var now = DatabaseTime.now(clock);
        var id = Ids.next();
        var processKey =
                wanted.scope().customerId() == null ? id : wanted.scope().customerId();
        var stored = store(id, processKey, wanted, now);
        process.start(wanted.scope().kind(), processKey, stored.id(), stored.dates());
        log.info(
                "invitation {} opened, kind {}, process key {}",
                id,
                wanted.scope().kind(),
                processKey);
        return stored;
    }

    /**
     * Sends a new link within the same process instance: the old link stops working, and reminders and expiry start again.
     *
     * @throws Refused {@code wrong-state} when it is not pending any more
     * @throws TooManyRequests inside the interval
     */
    @Retried
    @Transactional
    public InvitationSnapshot resend(InvitationId id, NewInvitation wanted) {
        var now = DatabaseTime.now(clock);
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
    public InvitationSnapshot revoke(InvitationId id, @Nullable String reason) {
        return revoke(id, reason, true);
    }

    /**
     * As {@link #revoke(InvitationId, String)}.
     *
     * @param email whether the invited person is notified
     */
    @Retried
    @Transactional
    public InvitationSnapshot revoke(InvitationId id, @Nullable String reason, boolean email) {
        if (!email) {
            repository.withoutRevocationEmail(id.value());
        }
        var revoked = end(id, InvitationStatus.REVOKED, reason, DatabaseTime.now(clock));
        process.revoked(revoked.kind(), revoked.processKey());
        log.info("invitation {} revoked", id);
        return revoked;
    }

    /** @throws Refused {@code too-many-open-invitations} when this vendor may begin no import that invites */
    public void checkOpen(UUID vendorId) {
        limits.checkOpen(vendorId, DatabaseTime.now(clock));
    }

    /** Expires a lapsed invitation now instead of when its timer fires; does nothing for one that is open or has ended. */
    @Transactional
    public void expireIfLapsed(InvitationId id) {
        find(id).filter(found -> found.hasLapsed(DatabaseTime.now(clock))).ifPresent(this::expireNow);
    }

    /** Reopens this vendor's invitations that lapsed while it was suspended, for the same time again. */
    @Transactional
    public void reopenLapsed(UUID vendorId) {
        var now = DatabaseTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
        for (var lapsed : repository.lapsedOfVendor(vendorId, now)) {
            var invited = lapsed.row();
            var expiresAt = now.plus(Duration.between(invited.invitedAt(), invited.expiresAt()));
            if (repository.extend(invited.id().value(), expiresAt) == 1) {
                uses.changed(invited.email());
                process.extended(invited.kind(), invited.processKey(), expiresAt);
                owners.of(invited).extended(invited, expiresAt);
                log.info("invitation {} is open until {}", invited.id(), expiresAt);
            }
        }
    }

    /**
     * Lets an open invitation end later: row, timer and the record of the inviting side. Its reminders stay as they are.
     *
     * @return the new end
     * @throws Refused {@code wrong-state} when it is not open any more, {@code too-long} when it would end later than
     *     {@link #LONGEST_OPEN} from now
     */
    @Retried
    @Transactional
    public Instant extend(InvitationId id, Duration by) {
        var now = DatabaseTime.now(clock);
        var invited = reread(id).row();
        var expiresAt = invited.expiresAt().plus(by);
        if (invited.status(now) == InvitationStatus.PENDING && expiresAt.isAfter(now.plus(LONGEST_OPEN))) {
            throw new Refused("too-long");
        }
        if (invited.hasLapsed(now) || repository.extend(id.value(), expiresAt) == 0) {
            throw new Refused(
                    "wrong-state", Map.of("status", invited.status(now).name()));
        }
        process.extended(invited.kind(), invited.processKey(), expiresAt);
        owners.of(invited).extended(invited, expiresAt);
        log.info("invitation {} is open until {}", id, expiresAt);
        return expiresAt;
    }

    /** One invitation as it is now; empty for an unknown id. */
    public Optional<InvitationSnapshot> find(InvitationId id) {
        return repository.findById(id.value()).map(Invitation::row);
    }

    /** The newest invitation with this process key. */
    public Optional<InvitationSnapshot> newestOf(UUID processKey) {
        return repository
                .findFirstByProcessKeyOrderByInvitedAtDescIdDesc(processKey)
                .map(Invitation::row);
    }

    /** The newest invitation that made, or is to make, somebody an admin of this vendor. */
    public Optional<InvitationSnapshot> newestOfAdmin(UUID vendorId) {
        return repository
                .findFirstByKindAndVendorIdAndRoleOrderByInvitedAtDescIdDesc(
                        InvitationKind.TEAM, vendorId, Role.VENDOR_ADMIN)
                .map(Invitation::row);
    }

    /** The newest invitation of each address that this company has invited as a colleague, whatever became of it. */
    public List<InvitationSnapshot> newestOfCompany(UUID companyId) {
        return repository.newestOfCompany(companyId).stream()
                .map(Invitation::row)
                .toList();
    }

    /** What is open to this address, of every kind and inviter; also what has lapsed and was not expired yet. */
    public List<InvitationSnapshot> openTo(EmailAddress email) {
        return repository.findByEmailAndStatusOrderById(email.value(), InvitationStatus.PENDING).stream()
                .map(Invitation::row)
                .toList();
    }

    /** The invitations into this vendor's team that were not followed by a newer one, the newest first. */
    public List<InvitationSnapshot> ofTeam(UUID vendorId) {
        return repository.newestOfTeam(vendorId).stream().map(Invitation::row).toList();
    }

    /** The dates that an invitation sent now would have. */
    public InvitationDates dates(NewInvitation wanted) {
        return dates(wanted, DatabaseTime.now(clock));
    }

    /** What an invitation sent now would say; nothing is stored. */
    public InvitationPreview preview(NewInvitation wanted, InvitationOwner.Facts facts) {
        var dates = dates(wanted);
        return new InvitationPreview(previews.of(mails.sample(wanted, facts, dates)), dates);
    }

    private void expireNow(InvitationSnapshot lapsed) {
        process.expire(lapsed.kind(), lapsed.processKey());
        if (reread(lapsed.id()).row().status() == InvitationStatus.PENDING) {
            throw new IllegalStateException("invitation " + lapsed.id() + " has no process that could expire it");
        }
    }

    private InvitationSnapshot end(InvitationId id, InvitationStatus end, @Nullable String reason, Instant now) {
        var won = repository.end(id.value(), end, reason, now);
        var invited = reread(id).row();
        if (won == 0) {
            throw new Refused(
                    "wrong-state", Map.of("status", invited.status(now).name()));
        }
        uses.changed(invited.email());
        return invited;
    }

    private InvitationSnapshot store(UUID id, UUID processKey, NewInvitation wanted, Instant now) {
        limits.check(wanted, now);
        // the engine's timers know milliseconds only, and must never be earlier than the row
        now = now.truncatedTo(ChronoUnit.MILLIS);
        var row = new Invitation(id, processKey, wanted, dates(wanted, now), now, tokens.issue());
        uses.changed(wanted.invitee().email());
        return repository.saveAndFlush(row).row();
    }

    private InvitationDates dates(NewInvitation wanted, Instant now) {
        var terms = policy.decide(wanted.scope().kind(), wanted.discountPercent());
        var expiresAfter = wanted.options().validDays() != null
                ? Duration.ofDays(wanted.options().validDays())
                : settings.expiresAfter() != null ? settings.expiresAfter() : terms.expiresAfter();
        var remindAfter = settings.remindAfter() != null ? settings.remindAfter() : terms.remindAfter();
        var dates = InvitationDates.from(now, remindAfter, expiresAfter);
        return settings.remindAfter() != null
                ? dates
                : owners.of(wanted.scope().kind())
                        .officeHours(wanted.scope())
                        .map(dates::inOfficeHours)
                        .orElse(dates);
    }

    private Invitation reread(InvitationId id) {
        return reader.now(id.value());
    }
}
