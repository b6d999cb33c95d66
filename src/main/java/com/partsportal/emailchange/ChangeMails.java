package com.partsportal.emailchange;

import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Links;
import com.partsportal.shared.Times;
import com.partsportal.shared.Tokens;
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
 * The mails of a request, queued in the transaction that wants them. Each asks the row when it is claimed. A key is the
 * kind, the id of the link, and for several of one kind a number.
 */
@Component
class ChangeMails implements QueuedMailContent {

    private static final String TO_NEW = "new";

    private final ChangeTable changes;
    private final ChangeFacts facts;
    private final Accounts accounts;
    private final MailQueue queue;
    private final Links links;
    private final Tokens tokens;
    private final Clock clock;

    ChangeMails(
            ChangeTable changes,
            ChangeFacts facts,
            Accounts accounts,
            MailQueue queue,
            Links links,
            Tokens tokens,
            Clock clock) {
        this.changes = changes;
        this.facts = facts;
        this.accounts = accounts;
        this.queue = queue;
        this.links = links;
        this.tokens = tokens;
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
        var link = changes.link(
                change.id(), ChangeLink.Kind.EVIDENCE, colleague.id(), colleague.email(), Times.now(clock), null);
        add(MailKind.EMAIL_CHANGE_EVIDENCE, link, colleague.language(), "");
    }

    void warnOldAddress(ChangeCase change) {
        var owner = owner(change);
        var until = Objects.requireNonNull(change.coolingOffEndsAt()).toEpochMilli();
        add(MailKind.EMAIL_CHANGE_WAITING, toOld(change, owner), owner.language(), ":" + until);
    }

    void remind(ChangeCase change) {
        if (change.newConfirmedAt() == null || change.isAsked()) {
            add(MailKind.EMAIL_CHANGE_REMINDER, toNew(change), change.language(), "");
        } else if (change.admitted() && change.oldConfirmedAt() == null) {
            var owner = owner(change);
            add(MailKind.EMAIL_CHANGE_REMINDER, toOld(change, owner), owner.language(), "");
        }
    }

    /** To whoever asked: signed in at the present address, otherwise at the new one. */
    void tellOfRejection(ChangeCase change) {
        var link = change.isSignedIn() ? toOld(change, owner(change)) : toNew(change);
        add(MailKind.EMAIL_CHANGE_REJECTED, link, change.language(), "");
    }

    void tellBoth(ChangeCase change, EmailAddress old, Instant undoUntil) {
        var owner = owner(change);
        var undo = changes.link(change.id(), ChangeLink.Kind.UNDO, owner.id(), old, Times.now(clock), undoUntil);
        add(MailKind.EMAIL_CHANGED, undo, owner.language(), "");
        queue.add(
                MailKind.EMAIL_CHANGED,
                MailKind.EMAIL_CHANGED.code() + ":" + TO_NEW + ":" + change.id(),
                change.requested(),
                owner.language(),
                null,
                null,
                owner.id().value());
    }

    private ChangeLink toNew(ChangeCase change) {
        return changes.link(change.id(), ChangeLink.Kind.NEW, null, change.requested(), Times.now(clock), null);
    }

    private ChangeLink toOld(ChangeCase change, AccountRow owner) {
        return changes.link(change.id(), ChangeLink.Kind.OLD, owner.id(), owner.email(), Times.now(clock), null);
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
        if (key[1].equals(TO_NEW)) {
            return changes.find(EmailChangeId.of(key[2]))
                    .map(change -> mail.mail(null, links.to("/login"), model(change, null)));
        }
        var link = changes.link(UUID.fromString(key[1])).orElseThrow();
        return changes.find(link.change())
                .filter(change -> isWanted(mail.kind(), link, change))
                .map(change -> mail.mail(null, links.to("/email-change/" + link.token(tokens)), model(change, link)));
    }

    private boolean isWanted(MailKind kind, ChangeLink link, ChangeCase change) {
        var open = change.isOpen(Times.now(clock));
        return switch (kind) {
            case EMAIL_CHANGE_CONFIRM -> open && change.newConfirmedAt() == null;
            case EMAIL_CHANGE_NOTICE, EMAIL_CHANGE_WAITING -> open && change.oldConfirmedAt() == null;
            case EMAIL_CHANGE_REMINDER ->
                open
                        && (link.kind() == ChangeLink.Kind.OLD
                                ? change.oldConfirmedAt() == null
                                : change.newConfirmedAt() == null || change.isAsked());
            case EMAIL_CHANGE_EVIDENCE -> open && change.evidenceAt() == null && change.oldConfirmedAt() == null;
            default -> true;
        };
    }

    /** {@code current}, {@code requested}, {@code expiresAt}; if there are any {@code until}, {@code question}, {@code asker}, {@code organisation}. */
    private Map<String, Object> model(ChangeCase change, @Nullable ChangeLink link) {
        var model = new HashMap<String, Object>();
        model.put("current", change.current().value());
        model.put("requested", change.requested().value());
        model.put("expiresAt", change.expiresAt().atZone(ZoneOffset.UTC));
        var kind = link == null ? null : link.kind();
        model.put("toOld", kind == ChangeLink.Kind.OLD || kind == ChangeLink.Kind.UNDO);
        if (change.isAsked() && kind == ChangeLink.Kind.NEW) {
            model.put("note", change.question());
        }
        if (kind == ChangeLink.Kind.UNDO) {
            model.put("until", Objects.requireNonNull(link.expiresAt()).atZone(ZoneOffset.UTC));
        } else if (change.coolingOffEndsAt() != null) {
            model.put("until", change.coolingOffEndsAt().atZone(ZoneOffset.UTC));
        }
        if (kind == ChangeLink.Kind.EVIDENCE) {
            model.put("asker", owner(change).name());
            model.put("organisation", facts.organisations(change.account()));
        }
        return model;
    }
}
