package com.partsportal.invitation;

import com.partsportal.account.InvitedMailboxes;
import com.partsportal.mail.MailQueue;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Limits;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails an open invitation again, with the same link, to a person who looks for a password that does not exist yet. */
@Component
class InvitationRepeats implements InvitedMailboxes {

    private static final Logger log = LoggerFactory.getLogger(InvitationRepeats.class);

    private final InvitationRepository repository;
    private final MailQueue queue;
    private final Limits limits;
    private final Clock clock;

    InvitationRepeats(InvitationRepository repository, MailQueue queue, Limits limits, Clock clock) {
        this.repository = repository;
        this.queue = queue;
        this.limits = limits;
        this.clock = clock;
    }

    /** At most once in the interval between two sendings. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void mailAgain(EmailAddress email) {
        var now = DatabaseTime.now(clock);
        var interval =
                now.getEpochSecond() / Math.max(1, limits.resendInterval().toSeconds());
        for (var open : repository.findByEmailAndStatusOrderById(email.value(), InvitationStatus.PENDING)) {
            var invited = open.row();
            if (invited.hasLapsed(now)) {
                continue;
            }
            queue.add(
                    invited.kind().mailKind(),
                    "invitation-again:" + invited.id() + ":" + interval,
                    invited.email(),
                    invited.language(),
                    invited.id().value(),
                    invited.vendorId(),
                    null);
            log.info("invitation {} is mailed again", invited.id());
        }
    }
}
