package com.partsportal.invitation;

import com.partsportal.mail.BounceListener;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.QueuedMail;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of an invitation's emails after the attempt to send them. */
@Service
public class InvitationDelivery implements BounceListener {

    private static final Logger log = LoggerFactory.getLogger(InvitationDelivery.class);

    private static final Set<MailKind> WITH_LINK =
            Set.of(MailKind.INVITATION, MailKind.USER_INVITATION, MailKind.REMINDER);

    private final InvitationRepository repository;
    private final InvitationReader reader;
    private final InvitationOwners owners;
    private final InvitationMails mails;

    InvitationDelivery(
            InvitationRepository repository, InvitationReader reader, InvitationOwners owners, InvitationMails mails) {
        this.repository = repository;
        this.reader = reader;
        this.owners = owners;
        this.mails = mails;
    }

    /**
     * The job that sends an email of this invitation has no retries left: a delivery problem, until the email goes out
     * after all. In the engine's transaction; a repeat changes nothing.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordUndeliverable(InvitationId id) {
        if (repository.recordUndeliverable(id.value()) == 1) {
            var invited = reader.now(id.value()).row();
            owners.of(invited).deliveryFailed(invited);
            log.warn("invitation {}: its email cannot be sent", id);
        }
    }

    /** An email with the link came back: no more reminders, and the inviting side is notified. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void bounced(QueuedMail mail, String reason) {
        if (mail.invitationId() == null || !WITH_LINK.contains(mail.kind())) {
            return;
        }
        if (repository.bounced(mail.invitationId(), reason) == 1) {
            var invited = reader.now(mail.invitationId()).row();
            owners.of(invited).deliveryFailed(invited);
            mails.notifyOfDeliveryFailure(invited);
            log.info("invitation {}: its email came back", invited.id());
        }
    }
}
