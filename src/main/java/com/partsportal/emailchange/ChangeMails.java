package com.partsportal.emailchange;

import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Links;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The emails of a request, queued in the transaction that needs them. Each reads the row again when it is claimed. A key is the
 * kind, the id of the link, and for several of one kind a number.
 */
@Component
class ChangeMails implements QueuedMailContent {

    private static final String TO_NEW = "new";
    private static final String TO_FORMER = "former";
    private static final String DELAY = "delay";
    private static final String EXPIRED = "expired";
    private static final String CANCELLED = "cancelled";

    private final StoredChanges changes;
    private final ChangeLinks changeLinks;
    private final ChangeFacts facts;
    private final Accounts accounts;
    private final MailQueue queue;
    private final Links links;
    private final Clock clock;

    ChangeMails(
            StoredChanges changes,
            ChangeLinks changeLinks,
            ChangeFacts facts,
            Accounts accounts,
            MailQueue queue,
            Links links,
            Clock clock) {
        this.changes = changes;
        this.changeLinks = changeLinks;
        this.facts = facts;
        this.accounts = accounts;
        this.queue = queue;
        this.links = links;
        this.clock = clock;
    }

    void askNewAddress(ChangeCase change) {
        add(MailKind.EMAIL_CHANGE_CONFIRM, toNew(change), change.language(), "");
    }

    void noticeOldAddress(ChangeCase change) {
        var owner = owner(change);
        add(MailKind.EMAIL_CHANGE_NOTICE, toOld(change, owner), owner.language(), "");
    }

    void askRequester(ChangeCase change) {
        var number = Objects.requireNonNull(change.askedAt()).toEpochMilli();
        add(MailKind.EMAIL_CHANGE_REMINDER, toNew(change), change.language(), ":" + number);
    }

    void askColleague(ChangeCase change, AccountRow colleague) {
        var link = changeLinks.link(
                change.id(),
                ChangeLink.Kind.EVIDENCE,
                colleague.id(),
                colleague.email(),
                DatabaseTime.now(clock),
                null);
        add(MailKind.EMAIL_CHANGE_EVIDENCE, link, colleague.language(), "");
    }

    void warnOldAddress(ChangeCase change) {
        var owner = owner(change);
        var until = Objects.requireNonNull(change.coolingOffEndsAt()).toEpochMilli();
        add(MailKind.EMAIL_CHANGE_WAITING, toOld(change, owner), owner.language(), ":" + until);
    }

    void remind(ChangeCase change) {
        if (change.newConfirmedAt() == null || change.hasOpenQuestion()) {
            add(MailKind.EMAIL_CHANGE_REMINDER, toNew(change), change.language(), "");
        } else if (change.admitted() && change.oldConfirmedAt() == null) {
            var owner = owner(change);
            add(MailKind.EMAIL_CHANGE_REMINDER, toOld(change, owner), owner.language(), "");
        }
    }

    void notifyOfRejection(ChangeCase change) {
        add(MailKind.EMAIL_CHANGE_REJECTED, toRequester(change), change.language(), "");
    }

    /**
     * A request that was withdrawn, or disputed. Of a disputed one only the proven new mailbox is notified, with no more than of a
     * rejection.
     */
    void notifyOfEnd(ChangeCase change) {
        if (change.state() == ChangeState.CANCELLED) {
            add(MailKind.EMAIL_CHANGE_REJECTED, toRequester(change), change.language(), ":" + CANCELLED);
        } else if (change.newConfirmedAt() != null) {
            add(MailKind.EMAIL_CHANGE_REJECTED, toNew(change), change.language(), "");
        }
    }

    /** When signed in at the present address, otherwise at the new one. */
    private ChangeLink toRequester(ChangeCase change) {
        return change.isSignedIn() ? toOld(change, owner(change)) : toNew(change);
    }

    /** To the requester whose new mailbox is proven, once nothing has to be hidden from it: support is late. */
    void notifyOfDelay(ChangeCase change) {
        if ((change.isLoginKnown() || change.oldConfirmedAt() != null)
                && change.newConfirmedAt() != null
                && !change.hasOpenQuestion()) {
            var number = Objects.requireNonNull(change.newConfirmedAt()).toEpochMilli();
            add(MailKind.EMAIL_CHANGE_REMINDER, toNew(change), change.language(), ":" + DELAY + number);
        }
    }

    /**
     * To the new mailbox, whether or not a login is concerned: the request is over and nothing was changed. A confirmed request of
     * somebody signed out gets the words of a rejection, as one that concerns no login does.
     */
    void notifyOfExpiry(ChangeCase change) {
        var unseen = change.isLoginHidden() && change.newConfirmedAt() != null;
        add(MailKind.EMAIL_CHANGE_REJECTED, toNew(change), change.language(), unseen ? "" : ":" + EXPIRED);
    }

    void notifyBoth(ChangeCase change, EmailAddress old, Instant undoUntil) {
        var owner = owner(change);
        if (change.isRestore()) {
            // the mailbox that had the login gets no link to stop it with
            send(TO_FORMER, change, old, owner);
        } else {
            var undo = changeLinks.link(
                    change.id(), ChangeLink.Kind.UNDO, owner.id(), old, DatabaseTime.now(clock), undoUntil);
            add(MailKind.EMAIL_CHANGED, undo, owner.language(), "");
        }
        send(TO_NEW, change, change.requested(), owner);
    }

    private void send(String whom, ChangeCase change, EmailAddress recipient, AccountRow owner) {
        queue.add(
                MailKind.EMAIL_CHANGED,
                MailKind.EMAIL_CHANGED.code() + ":" + whom + ":" + change.id(),
                recipient,
                owner.language(),
                null,
                null,
                owner.id().value());
    }

    private ChangeLink toNew(ChangeCase change) {
        return changeLinks.link(
                change.id(), ChangeLink.Kind.NEW, null, change.requested(), DatabaseTime.now(clock), null);
    }

    private ChangeLink toOld(ChangeCase change, AccountRow owner) {
        return changeLinks.link(
                change.id(), ChangeLink.Kind.OLD, owner.id(), owner.email(), DatabaseTime.now(clock), null);
    }

    private AccountRow owner(ChangeCase change) {
        return accounts.find(Objects.requireNonNull(change.account())).orElseThrow();
    }

    private void add(MailKind kind, ChangeLink link, Locale language, String number) {
        queue.add(
                kind,
                kind.code() + ":" + link.id() + number,
                link.recipient(),
                language,
                null,
                null,
                link.account() == null ? null : link.account().value());
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(
                MailKind.EMAIL_CHANGE_CONFIRM,
                MailKind.EMAIL_CHANGE_NOTICE,
                MailKind.EMAIL_CHANGE_REMINDER,
                MailKind.EMAIL_CHANGE_WAITING,
                MailKind.EMAIL_CHANGE_EVIDENCE,
                MailKind.EMAIL_CHANGED,
                MailKind.EMAIL_CHANGE_REJECTED);
    }

    @Override
    public Optional<Mail> compose(QueuedMail mail) {
        var key = mail.key().split(":");
        if (key[1].equals(TO_NEW) || key[1].equals(TO_FORMER)) {
            return changes.find(EmailChangeId.of(key[2]))
                    .map(change -> mail.mail(null, links.to("/login"), model(mail.kind(), change, null, key)));
        }
        var link = changeLinks.find(UUID.fromString(key[1])).orElseThrow();
        return changes.find(link.change())
                .filter(change -> isWanted(mail.kind(), link, change, key))
                .map(change ->
                        mail.mail(null, links.to(changeLinks.path(link)), model(mail.kind(), change, link, key)));
    }

    private boolean isWanted(MailKind kind, ChangeLink link, ChangeCase change, String[] key) {
        var open = change.isOpen(DatabaseTime.now(clock));
        return switch (kind) {
            case EMAIL_CHANGE_CONFIRM -> open && change.newConfirmedAt() == null;
            case EMAIL_CHANGE_NOTICE, EMAIL_CHANGE_WAITING -> open && change.oldConfirmedAt() == null;
            case EMAIL_CHANGE_REMINDER -> open && (isDelay(key) || isReminderWanted(link, change));
            case EMAIL_CHANGE_EVIDENCE -> open && change.evidenceAt() == null && change.oldConfirmedAt() == null;
            default -> true;
        };
    }

    /** Which of the texts of this kind of email: the last part of their keys. */
    private static String variant(MailKind mail, ChangeCase change, ChangeLink.@Nullable Kind link, String[] key) {
        var toOld = link == ChangeLink.Kind.OLD || link == ChangeLink.Kind.UNDO;
        return switch (mail) {
            case EMAIL_CHANGE_REMINDER ->
                isDelay(key) ? ".delay" : toOld ? ".old" : change.hasOpenQuestion() ? ".question" : "";
            case EMAIL_CHANGE_CONFIRM, EMAIL_CHANGE_NOTICE, EMAIL_CHANGE_WAITING ->
                change.isRestore() ? ".restore" : "";
            case EMAIL_CHANGE_REJECTED -> key.length > 2 ? "." + key[2] : "";
            case EMAIL_CHANGED ->
                change.isRestore() ? key[1].equals(TO_FORMER) ? ".taken" : ".restored" : toOld ? ".old" : "";
            default -> "";
        };
    }

    private static boolean isReminderWanted(ChangeLink link, ChangeCase change) {
        return link.kind() == ChangeLink.Kind.OLD
                ? change.oldConfirmedAt() == null
                : change.newConfirmedAt() == null || change.hasOpenQuestion();
    }

    private static boolean isDelay(String[] key) {
        return key.length > 2 && key[2].startsWith(DELAY);
    }

    /** {@code current}, {@code requested}, {@code expiresAt}; if there are any {@code until}, {@code question}, {@code requester}, {@code organisation}. */
    private Map<String, Object> model(MailKind mail, ChangeCase change, @Nullable ChangeLink link, String[] key) {
        var model = new HashMap<String, Object>();
        model.put("current", change.current().value());
        model.put("requested", change.requested().value());
        model.put("number", String.valueOf(change.number()));
        model.put("expiresAt", change.expiresAt().atZone(ZoneOffset.UTC));
        var kind = link == null ? null : link.kind();
        model.put("toOld", kind == ChangeLink.Kind.OLD || kind == ChangeLink.Kind.UNDO);
        model.put("variant", variant(mail, change, kind, key));
        if (change.hasOpenQuestion() && kind == ChangeLink.Kind.NEW) {
            model.put("note", change.question());
        }
        if (link != null && kind == ChangeLink.Kind.UNDO) {
            model.put("until", Objects.requireNonNull(link.expiresAt()).atZone(ZoneOffset.UTC));
        } else if (change.coolingOffEndsAt() != null) {
            model.put("until", change.coolingOffEndsAt().atZone(ZoneOffset.UTC));
        }
        if (kind == ChangeLink.Kind.EVIDENCE) {
            model.put("requester", owner(change).name());
            model.put("organisation", facts.organisations(change.account()));
        }
        return model;
    }
}
