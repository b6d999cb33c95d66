package com.partsportal.invitation;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailDeferred;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.Outgoing;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Links;
import com.partsportal.shared.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The content of the emails about invitations. Those with the link are rendered from the invitation's row when they are
 * claimed, and only if the row still needs them; the others report what has happened.
 */
@Component
class InvitationMails implements QueuedMailContent {

    private final InvitationRepository repository;
    private final InvitationReader reader;
    private final InvitationOwners owners;
    private final MailQueue queue;
    private final Tokens tokens;
    private final Links links;
    private final Clock clock;

    InvitationMails(
            InvitationRepository repository,
            InvitationReader reader,
            InvitationOwners owners,
            MailQueue queue,
            Tokens tokens,
            Links links,
            Clock clock) {
        this.repository = repository;
        this.reader = reader;
        this.owners = owners;
        this.queue = queue;
        this.tokens = tokens;
        this.links = links;
        this.clock = clock;
    }

    /** An email to the invited person, which waits while the inviting side is suspended. */
    abstract class ToInvited implements Outgoing {

        final InvitationId id;

        private ToInvited(InvitationId id) {
            this.id = id;
        }

        @Override
        public Optional<Mail> claim() {
            var row = reader.held(id.value());
            var invited = row.row();
            if (!isOpen(invited)) {
                return Optional.empty();
            }
            awaitResumption(invited);
            return mail(row, invited);
        }

        /** The email of an open invitation; empty: it is not wanted any more. */
        abstract Optional<Mail> mail(Invitation row, InvitationSnapshot invited);

        @Override
        public void refused(String serverReply) {
            repository.refused(id.value(), serverReply);
        }
    }

    /** The mail with the link. */
    ToInvited invitation(InvitationId id) {
        return new ToInvited(id) {

            @Nullable
            private InvitationSnapshot claimed;

            @Override
            Optional<Mail> mail(Invitation row, InvitationSnapshot invited) {
                claimed = invited;
                return Optional.of(
                        toInvited(row, invited, key(id), invited.kind().mailKind(), Map.of()));
            }

            @Override
            public void sent() {
                if (repository.delivered(id.value()) == 1 && claimed != null) {
                    owners.of(claimed).sent(claimed);
                }
            }
        };
    }

    private static String key(InvitationId id) {
        return "invitation:" + id;
    }

    /** The same link again, with the days that are left. */
    Reminder reminder(InvitationId id) {
        return new Reminder(id);
    }

    /** The reminder that is due when it is claimed, if it is wanted then. */
    final class Reminder extends ToInvited {

        private @Nullable Instant next;
        private @Nullable InvitationSnapshot undelivered;
        private int number;
        private String datesAfter = "";

        private Reminder(InvitationId id) {
            super(id);
        }

        @Override
        public Optional<Mail> claim() {
            next = null;
            return super.claim();
        }

        @Override
        Optional<Mail> mail(Invitation row, InvitationSnapshot invited) {
            if (invited.remindersStopped() || isUndeliverable(invited) || !isDue(invited)) {
                return Optional.empty();
            }
            undelivered = invited.delivery() == DeliveryState.FAILED ? invited : null;
            return Optional.of(toInvited(
                    row,
                    invited,
                    "reminder:" + id + ":" + number,
                    MailKind.REMINDER,
                    Map.of("daysLeft", InvitationModels.daysLeft(DatabaseTime.now(clock), invited.expiresAt()))));
        }

        /** An email that is only stuck may go out after all. */
        private boolean isUndeliverable(InvitationSnapshot invited) {
            return invited.delivery() == DeliveryState.FAILED
                    && invited.progress().deliveryFailure() != DeliveryFailure.STUCK;
        }

        private boolean isDue(InvitationSnapshot invited) {
            var now = DatabaseTime.now(clock);
            var sent = invited.progress().remindersSent();
            var dates = invited.dates().withoutOvertaken(sent, now);
            var due = dates.reminder(sent);
            if (due.isEmpty() || due.get().isAfter(now)) {
                // a repeat: the one before went out, and the next step did not come about
                next = due.orElse(null);
                return false;
            }
            number = sent + 1;
            datesAfter = Invitation.text(dates.remindersAt());
            next = dates.reminder(number).orElse(null);
            return true;
        }

        int number() {
            return number;
        }

        /** When the next one is due: after this one, or the one that was claimed too early; empty: none. */
        Optional<Instant> next() {
            return Optional.ofNullable(next);
        }

        @Override
        public void sent() {
            repository.reminded(id.value(), number, datesAfter);
            if (undelivered != null) {
                owners.of(undelivered).delivered(undelivered);
            }
        }
    }

    Outgoing welcome(InvitationId id) {
        var row = repository.findById(id.value()).orElseThrow();
        var invited = row.row();
        var facts = owners.of(invited).welcome(invited, row.acceptedCompanyId());
        var model = new HashMap<String, Object>();
        model.put("vendor", facts.inviting());
        model.put("company", facts.company());
        model.put("partsReady", facts.partsReady());
        model.put("existing", row.acceptedTerms() == null);
        var welcome = new Mail(
                        "welcome:" + id,
                        MailKind.WELCOME,
                        invited.email(),
                        invited.language(),
                        facts.inviting(),
                        links.to("/login"),
                        model,
                        id.value(),
                        invited.vendorId(),
                        null)
                .answeredTo(facts.replyTo());
        return () -> Optional.of(welcome);
    }

    List<Outgoing> acceptance(InvitationId id) {
        return toInviters(id, MailKind.INVITATION_ACCEPTED);
    }

    List<Outgoing> deliveryFailure(InvitationId id) {
        return toInviters(id, MailKind.DELIVERY_FAILED);
    }

    void notifyOfDecline(InvitationSnapshot invited) {
        queueToInviters(invited, MailKind.INVITATION_DECLINED);
    }

    void notifyOfExpiry(InvitationSnapshot invited) {
        queueToInviters(invited, MailKind.INVITATION_EXPIRED);
    }

    void notifyOfDeliveryFailure(InvitationSnapshot invited) {
        queueToInviters(invited, MailKind.DELIVERY_FAILED);
    }

    void notifyOfNewInvitationRequest(InvitationSnapshot invited) {
        queueToInviters(invited, MailKind.NEW_INVITATION_ASKED);
    }

    void tellContactOfRevocation(InvitationSnapshot invited) {
        queue.add(
                MailKind.INVITATION_REVOKED,
                "invitation-revoked:" + invited.id(),
                invited.email(),
                invited.language(),
                invited.id().value(),
                invited.vendorId(),
                null);
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(
                MailKind.INVITATION,
                MailKind.USER_INVITATION,
                MailKind.DELIVERY_FAILED,
                MailKind.INVITATION_REVOKED,
                MailKind.INVITATION_DECLINED,
                MailKind.INVITATION_EXPIRED,
                MailKind.NEW_INVITATION_ASKED);
    }

    @Override
    public Optional<Mail> compose(QueuedMail queued) {
        var row = reader.now(Optional.ofNullable(queued.invitationId()).orElseThrow());
        var invited = row.row();
        awaitResumption(invited);
        if (queued.kind() == MailKind.INVITATION || queued.kind() == MailKind.USER_INVITATION) {
            return isOpen(invited)
                    ? Optional.of(toInvited(row, invited, queued.key(), queued.kind(), Map.of()))
                    : Optional.empty();
        }
        if (queued.kind() == MailKind.INVITATION_REVOKED) {
            var facts = owners.of(invited).facts(invited);
            var model = InvitationModels.of(facts, invited.invitedName(), invited.options(), invited.expiresAt());
            if (invited.kind() == InvitationKind.COLLEAGUE) {
                // what a vendor gives as its reason is for its own timeline; a colleague's is asked for the person to
                // read
                model.put("reason", invited.progress().endReason());
            }
            return Optional.of(queued.mail(facts.inviting(), links.to("/invitations/" + row.token(tokens)), model)
                    .answeredTo(facts.replyTo()));
        }
        return Optional.of(notice(
                queued.key(),
                queued.kind(),
                invited,
                new InvitationOwner.Recipient(null, queued.recipient(), queued.language())));
    }

    private void queueToInviters(InvitationSnapshot invited, MailKind kind) {
        for (var recipient : recipients(invited, kind)) {
            queue.add(
                    kind,
                    kind.code() + ":" + invited.id() + ":" + recipient.account(),
                    recipient.email(),
                    recipient.language(),
                    invited.id().value(),
                    invited.vendorId(),
                    Objects.requireNonNull(recipient.account()).value());
        }
    }

    /** Nobody when the inviting side does not want this kind. */
    private List<InvitationOwner.Recipient> recipients(InvitationSnapshot invited, MailKind kind) {
        var owner = owners.of(invited);
        return owner.wants(invited, kind) ? owner.inviters(invited, kind) : List.of();
    }

    private List<Outgoing> toInviters(InvitationId id, MailKind kind) {
        var invited = ended(id);
        return recipients(invited, kind).stream()
                .map(recipient -> notice(kind.code() + ":" + id + ":" + recipient.account(), kind, invited, recipient))
                .<Outgoing>map(notice -> () -> Optional.of(notice))
                .toList();
    }

    /** As the steps of one job read it once: what these mails tell of it changes no more. */
    private InvitationSnapshot ended(InvitationId id) {
        return repository.findById(id.value()).orElseThrow().row();
    }

    private Mail notice(String key, MailKind kind, InvitationSnapshot invited, InvitationOwner.Recipient recipient) {
        var owner = owners.of(invited);
        var names = owner.names(invited);
        var model = InvitationModels.of(names);
        model.put("invitedName", invited.invitedName());
        model.put("email", invited.email().value());
        model.put("reason", invited.progress().endReason());
        model.put("deliveryReason", invited.deliveryReason());
        model.put("arrived", hasArrived(invited));
        model.put("bounced", invited.progress().deliveryFailure() == DeliveryFailure.BOUNCED);
        return new Mail(
                key,
                kind,
                recipient.email(),
                recipient.language(),
                names.inviting(),
                links.to(owner.inviterPath(invited)),
                model,
                invited.id().value(),
                invited.vendorId(),
                recipient.account() == null
                        ? null
                        : Objects.requireNonNull(recipient.account()).value());
    }

    /** Also where the mail server took the invitation and only a reminder is stuck. */
    private boolean hasArrived(InvitationSnapshot invited) {
        return invited.delivery() == DeliveryState.SENT
                || invited.progress().deliveryFailure() == DeliveryFailure.STUCK && queue.isSent(key(invited.id()));
    }

    /** While the inviting side is suspended nobody can open what an email links to. */
    private void awaitResumption(InvitationSnapshot invited) {
        if (owners.of(invited).isPaused(invited)) {
            throw new MailDeferred();
        }
    }

    private boolean isOpen(InvitationSnapshot invited) {
        return invited.status(DatabaseTime.now(clock)) == InvitationStatus.PENDING;
    }

    /** What the mail with the link would say; the link in it leads nowhere. */
    Mail sample(NewInvitation wanted, InvitationOwner.Facts facts, InvitationDates dates) {
        var model = InvitationModels.of(facts, wanted.invitee().name(), wanted.options(), dates.expiresAt());
        return new Mail(
                "preview",
                MailKind.INVITATION,
                wanted.invitee().email(),
                wanted.options().language(),
                facts.inviting(),
                links.to("/invitations/…"),
                model,
                null,
                wanted.scope().vendorId(),
                null);
    }

    private Mail toInvited(
            Invitation row, InvitationSnapshot invited, String key, MailKind kind, Map<String, Object> more) {
        var facts = owners.of(invited).facts(invited);
        var model = InvitationModels.of(facts, invited.invitedName(), invited.options(), invited.expiresAt());
        model.putAll(more);
        return new Mail(
                        key,
                        kind,
                        invited.email(),
                        invited.language(),
                        facts.inviting(),
                        links.to("/invitations/" + row.token(tokens)),
                        model,
                        invited.id().value(),
                        invited.vendorId(),
                        null)
                .answeredTo(facts.replyTo());
    }
}
