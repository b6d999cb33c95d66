package com.partsportal.invitation;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.Outgoing;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.Links;
import com.partsportal.shared.Times;
import com.partsportal.shared.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the mails about invitations say. Those with the link are written from the rows in the moment in which they are
 * claimed, and ask the row there whether they are still wanted; the others tell of what is settled.
 */
@Component
class InvitationMails implements QueuedMailContent {

    private final InvitationRepository repository;
    private final InvitationReader reader;
    private final Subjects subjects;
    private final MailQueue queue;
    private final Tokens tokens;
    private final Links links;
    private final Clock clock;

    InvitationMails(
            InvitationRepository repository,
            InvitationReader reader,
            Subjects subjects,
            MailQueue queue,
            Tokens tokens,
            Links links,
            Clock clock) {
        this.repository = repository;
        this.reader = reader;
        this.subjects = subjects;
        this.queue = queue;
        this.tokens = tokens;
        this.links = links;
        this.clock = clock;
    }

    /** The mail with the link. */
    Outgoing invitation(InvitationId id) {
        return new Outgoing() {
            @Override
            public Optional<Mail> claim() {
                var row = reader.held(id.value());
                var invited = row.row();
                return isOpen(invited)
                        ? Optional.of(toInvited(row, invited, "invitation:" + id, mailKind(invited), Map.of()))
                        : Optional.empty();
            }

            @Override
            public void sent() {
                repository.deliver(id.value(), DeliveryState.SENT, null);
            }

            @Override
            public void refused(String serversWords) {
                repository.deliver(id.value(), DeliveryState.FAILED, serversWords);
            }
        };
    }

    /** The same link again, with the days that are left. */
    Reminder reminder(InvitationId id) {
        return new Reminder(id);
    }

    /** The reminder that is due when it is claimed, if it is wanted then. */
    final class Reminder implements Outgoing {

        private final InvitationId id;
        private @Nullable Instant next;
        private int number;
        private String datesAfter = "";

        private Reminder(InvitationId id) {
            this.id = id;
        }

        @Override
        public Optional<Mail> claim() {
            next = null;
            var row = reader.held(id.value());
            var invited = row.row();
            if (!isOpen(invited)
                    || invited.remindersStopped()
                    || invited.delivery() == DeliveryState.FAILED
                    || !isDue(invited)) {
                return Optional.empty();
            }
            return Optional.of(toInvited(
                    row,
                    invited,
                    "reminder:" + id + ":" + number,
                    MailKind.REMINDER,
                    Map.of("daysLeft", daysLeft(invited.expiresAt()))));
        }

        private boolean isDue(Invited invited) {
            var now = Times.now(clock);
            var sent = invited.remindersSent();
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
        }

        @Override
        public void refused(String serversWords) {
            repository.deliver(id.value(), DeliveryState.FAILED, serversWords);
        }
    }

    Outgoing welcome(InvitationId id) {
        var invited = ended(id);
        var names = subjects.of(invited).names(invited);
        var welcome = new Mail(
                "welcome:" + id,
                MailKind.WELCOME,
                invited.email(),
                invited.language(),
                names.inviting(),
                links.to("/login"),
                named(names),
                id.value(),
                invited.vendorId(),
                null);
        return () -> Optional.of(welcome);
    }

    List<Outgoing> acceptance(InvitationId id) {
        return toInviters(id, MailKind.INVITATION_ACCEPTED);
    }

    List<Outgoing> deliveryFailure(InvitationId id) {
        return toInviters(id, MailKind.DELIVERY_FAILED);
    }

    void tellOfDecline(Invited invited) {
        queueToInviters(invited, MailKind.INVITATION_DECLINED);
    }

    void tellOfExpiry(Invited invited) {
        queueToInviters(invited, MailKind.INVITATION_EXPIRED);
    }

    void tellOfNewInvitationAsked(Invited invited) {
        queueToInviters(invited, MailKind.NEW_INVITATION_ASKED);
    }

    void tellContactOfRevocation(Invited invited) {
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
                MailKind.INVITATION_REVOKED,
                MailKind.INVITATION_DECLINED,
                MailKind.INVITATION_EXPIRED,
                MailKind.NEW_INVITATION_ASKED);
    }

    @Override
    public Optional<Mail> compose(QueuedMail queued) {
        var row = reader.now(Optional.ofNullable(queued.invitationId()).orElseThrow());
        var invited = row.row();
        if (queued.kind() == MailKind.INVITATION_REVOKED) {
            var model = invitedModel(invited);
            if (invited.kind() == InvitationKind.COLLEAGUE) {
                // what a vendor gives as its reason is for its own timeline; a colleague's is asked for the person to
                // read
                model.put("reason", invited.endReason());
            }
            return Optional.of(
                    queued.mail((String) model.get("vendor"), links.to("/invitations/" + row.token(tokens)), model));
        }
        return Optional.of(notice(
                queued.key(),
                queued.kind(),
                invited,
                new InvitationSubject.Recipient(null, queued.recipient(), queued.language())));
    }

    private void queueToInviters(Invited invited, MailKind kind) {
        for (var recipient : recipients(invited, kind)) {
            queue.add(
                    kind,
                    kind.code() + ":" + invited.id() + ":" + recipient.account(),
                    recipient.email(),
                    recipient.language(),
                    invited.id().value(),
                    invited.vendorId(),
                    recipient.account().value());
        }
    }

    /** Nobody when the inviting side does not want this kind. */
    private List<InvitationSubject.Recipient> recipients(Invited invited, MailKind kind) {
        var subject = subjects.of(invited);
        return subject.wants(invited, kind) ? subject.inviters(invited) : List.of();
    }

    private List<Outgoing> toInviters(InvitationId id, MailKind kind) {
        var invited = ended(id);
        return recipients(invited, kind).stream()
                .map(recipient -> notice(kind.code() + ":" + id + ":" + recipient.account(), kind, invited, recipient))
                .<Outgoing>map(notice -> () -> Optional.of(notice))
                .toList();
    }

    /** As the steps of one job read it once: what these mails tell of it changes no more. */
    private Invited ended(InvitationId id) {
        return repository.findById(id.value()).orElseThrow().row();
    }

    private Mail notice(String key, MailKind kind, Invited invited, InvitationSubject.Recipient recipient) {
        var subject = subjects.of(invited);
        var names = subject.names(invited);
        var model = named(names);
        model.put("invitedName", invited.invitedName());
        model.put("email", invited.email().value());
        model.put("reason", invited.endReason());
        model.put("words", invited.deliveryWords());
        return new Mail(
                key,
                kind,
                recipient.email(),
                recipient.language(),
                names.inviting(),
                links.to(subject.inviterPath(invited)),
                model,
                invited.id().value(),
                invited.vendorId(),
                recipient.account() == null ? null : recipient.account().value());
    }

    private boolean isOpen(Invited invited) {
        return invited.status(Times.now(clock)) == InvitationStatus.PENDING;
    }

    /** What the mail with the link would say; the link in it leads nowhere. */
    Mail sample(NewInvitation wanted, InvitationSubject.Facts facts, InvitationDates dates) {
        var model = new HashMap<String, Object>();
        model.put("vendor", facts.inviting());
        model.put("inviter", facts.inviter());
        model.put("company", facts.company());
        model.put("invitedName", wanted.invitedName());
        model.put("partsReady", facts.partsReady());
        model.put("note", wanted.note());
        model.put("expiresAt", dates.expiresAt().atZone(facts.zone()));
        model.put("zone", facts.zone());
        return new Mail(
                "preview",
                MailKind.INVITATION,
                wanted.email(),
                wanted.language(),
                facts.inviting(),
                links.to("/invitations/…"),
                model,
                null,
                wanted.vendorId(),
                null);
    }

    private Mail toInvited(Invitation row, Invited invited, String key, MailKind kind, Map<String, Object> more) {
        var model = invitedModel(invited);
        model.putAll(more);
        return new Mail(
                key,
                kind,
                invited.email(),
                invited.language(),
                (String) model.get("vendor"),
                links.to("/invitations/" + row.token(tokens)),
                model,
                invited.id().value(),
                invited.vendorId(),
                null);
    }

    private static Map<String, Object> named(InvitationSubject.Names names) {
        var model = new HashMap<String, Object>();
        model.put("vendor", names.inviting());
        model.put("company", names.company());
        return model;
    }

    private Map<String, Object> invitedModel(Invited invited) {
        var facts = subjects.of(invited).facts(invited);
        var model = new HashMap<String, Object>();
        model.put("vendor", facts.inviting());
        model.put("inviter", facts.inviter());
        model.put("company", facts.company());
        model.put("invitedName", invited.invitedName());
        model.put("partsReady", facts.partsReady());
        model.put("note", invited.note());
        model.put("expiresAt", invited.expiresAt().atZone(facts.zone()));
        model.put("zone", facts.zone());
        return model;
    }

    private long daysLeft(Instant expiresAt) {
        return Math.max(0, (long)
                Math.ceil(Duration.between(Times.now(clock), expiresAt).toMinutes() / (24 * 60.0)));
    }

    private static MailKind mailKind(Invited invited) {
        return invited.kind() == InvitationKind.CONTACT ? MailKind.INVITATION : MailKind.USER_INVITATION;
    }
}
