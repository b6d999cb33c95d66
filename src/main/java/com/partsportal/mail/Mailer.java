package com.partsportal.mail;

import com.partsportal.mail.Ledger.Claim;
import com.partsportal.shared.DatabaseTime;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends a mail once under its key, whatever crashes and however often it is called. */
@Component
public class Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

    private static final String SENT = "portal.mail.sent";
    private static final String REFUSED = "portal.mail.refused";

    /** How often it is tried to write down that the server took a mail. */
    private static final int TRIES_TO_MARK = 4;

    private final Ledger ledger;
    private final MailMessages messages;
    private final MailServer server;
    private final Clock clock;
    private final MeterRegistry meters;
    private final TransactionTemplate own;

    Mailer(
            Ledger ledger,
            MailMessages messages,
            MailServer server,
            Clock clock,
            MeterRegistry meters,
            PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.messages = messages;
        this.server = server;
        this.clock = clock;
        this.meters = meters;
        for (var kind : MailKind.values()) {
            meters.counter(SENT, "kind", kind.code());
            meters.counter(REFUSED, "kind", kind.code());
        }
        own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Claims the mail, sends it, marks it. May be called inside a transaction; it uses transactions of its own, one
     * connection at a time, and none while it talks to the mail server.
     *
     * <p>A repeat sends nothing when the server took the mail before. Only a node that dies, or loses its database,
     * between the server's answer and the mark causes a second copy, with the same Message-ID.
     *
     * @throws MailFailed for technical failures
     * @throws MailDeferred when the mail itself says that it has to wait
     */
    public DeliveryResult deliver(Outgoing mail) {
        server.permit();
        var permitUsed = false;
        try {
            var wanted = inDatabase(() -> claim(mail));
            if (wanted.isEmpty()) {
                return DeliveryResult.UNWANTED;
            }
            var claim = wanted.get().claim;
            if (claim instanceof Claim.Over over) {
                return over.result();
            }
            if (!(claim instanceof Claim.Granted granted)) {
                throw new MailFailed("mail-in-flight", false);
            }
            var message = message(wanted.get().mail, granted);
            permitUsed = true;
            return complete(mail, wanted.get().mail, granted, server.send(message));
        } finally {
            if (!permitUsed) {
                server.notUsed();
            }
        }
    }

    private record Wanted(Mail mail, Claim claim) {}

    private Optional<Wanted> claim(Outgoing outgoing) {
        return outgoing.claim().map(mail -> {
            var claim = ledger.claim(mail);
            if (claim instanceof Claim.Over over && over.result() == DeliveryResult.ALREADY_SENT) {
                outgoing.sent();
            }
            return new Wanted(mail, claim);
        });
    }

    private MimeMessage message(Mail mail, Claim.Granted claim) {
        try {
            return messages.write(mail, claim.id(), claim.messageId(), DatabaseTime.now(clock), server.newMessage());
        } catch (RuntimeException bug) {
            release(claim);
            throw bare("mail-rendering", true, bug);
        }
    }

    private DeliveryResult complete(Outgoing outgoing, Mail mail, Claim.Granted claim, SmtpAnswer answer) {
        var kind = mail.kind().code();
        if (answer instanceof SmtpAnswer.Taken) {
            mark(
                    () -> {
                        outgoing.sent();
                        ledger.sent(claim.id());
                    },
                    () -> ledger.sent(claim.id()));
            meters.counter(SENT, "kind", kind).increment();
            LOG.info("mail {} sent: {}", claim.id(), kind);
            return DeliveryResult.SENT;
        }
        if (answer instanceof SmtpAnswer.RecipientRefused refused) {
            mark(
                    () -> {
                        outgoing.refused(refused.reply());
                        ledger.refused(claim.id(), refused.reply());
                    },
                    () -> release(claim));
            meters.counter(REFUSED, "kind", kind).increment();
            LOG.info("mail {} refused by the mail server: {}", claim.id(), kind);
            return DeliveryResult.REFUSED;
        }
        var failed = (SmtpAnswer.Failed) answer;
        release(claim);
        meters.counter("portal.mail.failures", "code", failed.code()).increment();
        LOG.warn("mail {} not sent: {}, {}", claim.id(), kind, failed.code());
        throw new MailFailed(failed.code(), failed.permanent());
    }

    /**
     * The server has answered: forgetting that means to send again. So a lost race or a short outage is sat out, and
     * when the owner's rows cannot be written the ledger is marked without them.
     */
    private void mark(Runnable rows, Runnable ledgerOnly) {
        for (var attempt = 1; ; attempt++) {
            try {
                own.executeWithoutResult(status -> rows.run());
                return;
            } catch (DataAccessException | TransactionException e) {
                if (attempt == TRIES_TO_MARK) {
                    markInLedgerOnly(ledgerOnly);
                    throw bare("mail-database", false, e);
                }
                pause(attempt);
            } catch (RuntimeException bug) {
                markInLedgerOnly(ledgerOnly);
                throw bare("mail-rows", false, bug);
            }
        }
    }

    private void markInLedgerOnly(Runnable ledgerOnly) {
        try {
            own.executeWithoutResult(status -> ledgerOnly.run());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a mail was sent and could not be marked");
        }
    }

    /** Without success the claim ends by itself. */
    private void release(Claim.Granted claim) {
        try {
            own.executeWithoutResult(status -> ledger.release(claim));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("mail {} stays claimed", claim.id());
        }
    }

    private <T> T inDatabase(Supplier<T> work) {
        try {
            return own.execute(status -> work.get());
        } catch (MailDeferred notNow) {
            throw notNow;
        } catch (DataAccessException | TransactionException e) {
            throw bare("mail-database", false, e);
        } catch (RuntimeException bug) {
            throw bare("mail-rows", false, bug);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(100L * attempt * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailFailed("mail-database", false);
        }
    }

    /** The same place in the code, without message and cause, which may hold an address. */
    private static MailFailed bare(String code, boolean permanent, RuntimeException cause) {
        LOG.warn("{}: {}", code, cause.getClass().getName());
        var failure = new MailFailed(code, permanent);
        failure.setStackTrace(cause.getStackTrace());
        return failure;
    }
}
