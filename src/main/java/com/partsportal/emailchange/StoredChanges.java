package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.notification.NotificationKind;
import com.partsportal.notification.Notifications;
import com.partsportal.shared.EmailAddress;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The stored requests and their records, in the caller's transaction. A request is read anew each time, since it changes
 * by conditional updates: no entity of it stays in the persistence context.
 */
@Component
class StoredChanges {

    private final EmailChangeRepository changes;
    private final ChangeEventRepository events;
    private final Accounts accounts;
    private final Notifications notifications;
    private final EntityManager entities;

    StoredChanges(
            EmailChangeRepository changes,
            ChangeEventRepository events,
            Accounts accounts,
            Notifications notifications,
            EntityManager entities) {
        this.changes = changes;
        this.events = events;
        this.accounts = accounts;
        this.notifications = notifications;
        this.entities = entities;
    }

    void add(
            EmailChangeId id,
            @Nullable AccountId account,
            NewEmailChange wanted,
            Locale language,
            @Nullable String from,
            Instant now,
            Instant remindAt,
            Instant expiresAt) {
        var row = new EmailChange(id, account, wanted, language, from, now, remindAt, expiresAt);
        entities.persist(row);
        entities.flush();
        entities.detach(row);
    }

    Optional<ChangeCase> find(EmailChangeId id) {
        return changes.findById(id.value()).map(this::snapshot);
    }

    /**
     * Waits for a transaction that changes it now, and holds it until the end of this one.
     *
     * @throws IllegalStateException when there is none
     */
    ChangeCase lock(EmailChangeId id) {
        return changes.lock(id.value())
                .map(this::snapshot)
                .orElseThrow(() -> new IllegalStateException("there is no request " + id));
    }

    /** The open requests of a login that are shown to its owner, the one that counts first. */
    List<ChangeCase> openOf(AccountId account) {
        return changes.openOf(account.value()).stream().map(this::snapshot).toList();
    }

    Optional<ChangeCase> lastRegisteredBy(AccountId agent) {
        return changes.lastRegisteredBy(agent.value()).map(this::snapshot);
    }

    Optional<ChangeCase> lastEndedOf(AccountId account) {
        return changes.lastEndedOf(account.value()).map(this::snapshot);
    }

    private ChangeCase snapshot(EmailChange row) {
        entities.detach(row);
        return row.snapshot();
    }

    int countOf(AccountId account, EmailChangeId except, Instant since) {
        return changes.countOf(account.value(), except.value(), since);
    }

    /** Whether another request of this login counts as the open one; of no login none does. */
    boolean hasAdmitted(@Nullable AccountId account, EmailChangeId except) {
        return changes.hasAdmitted(account == null ? null : account.value(), except.value());
    }

    /** How many requests of this login ended as its mailbox's or a colleague's objection since then. */
    int countDisputed(AccountId account, EmailChangeId except, Instant since) {
        return changes.countDisputed(account.value(), except.value(), since);
    }

    /** Open requests that agents see and that want this address, or are of this login. */
    List<EmailChangeId> concerned(EmailAddress email, @Nullable AccountId account, EmailChangeId except) {
        return changes.concerned(email.value(), account == null ? null : account.value(), except.value()).stream()
                .map(EmailChangeId::new)
                .toList();
    }

    /** Open requests that agents see and that want one of these addresses, or are of one of these logins. */
    List<EmailChangeId> concerned(Collection<EmailAddress> emails, Collection<AccountId> accounts) {
        return changes
                .concerned(
                        emails.stream().map(EmailAddress::value).toList(),
                        accounts.stream().map(AccountId::value).toList())
                .stream()
                .map(EmailChangeId::new)
                .toList();
    }

    boolean hasOpenRestore(AccountId account) {
        return changes.hasOpenRestore(account.value());
    }

    void recordSilentReason(EmailChangeId id, String reason) {
        changes.recordSilentReason(id.value(), reason);
    }

    void extend(EmailChangeId id, Instant expiresAt) {
        changes.extend(id.value(), expiresAt);
    }

    void recordNotice(EmailChangeId id, Instant now) {
        changes.recordNotice(id.value(), now);
    }

    boolean isTargetOfAnother(EmailAddress email, EmailChangeId except) {
        return changes.isTargetOfAnother(email.value(), except.value());
    }

    // ---- conditional updates: each answers whether this call won

    /** Admits it to the login when one is given. */
    boolean confirmNew(EmailChangeId id, @Nullable AccountId account, Instant now) {
        return changes.confirmNew(id.value(), account == null ? null : account.value(), account != null, now) == 1;
    }

    boolean confirmOld(EmailChangeId id, Instant now) {
        return changes.confirmOld(id.value(), now) == 1;
    }

    boolean giveEvidence(EmailChangeId id, AccountId by, Instant now) {
        return changes.giveEvidence(id.value(), by.value(), now) == 1;
    }

    boolean approve(EmailChangeId id, AccountId by, Instant now) {
        return completed(id, changes.approve(id.value(), by.value(), now) == 1);
    }

    /** Four eyes: never by the agent who approved first. */
    boolean approveSecond(EmailChangeId id, AccountId by, Instant now) {
        return completed(id, changes.approveSecond(id.value(), by.value(), now) == 1);
    }

    boolean ask(EmailChangeId id, String question, Instant now) {
        return changes.ask(id.value(), question, now) == 1;
    }

    boolean answer(EmailChangeId id, String answer, Instant now) {
        return completed(id, changes.answer(id.value(), answer, now) == 1);
    }

    boolean escalate(EmailChangeId id, Instant now) {
        return changes.escalate(id.value(), now) == 1;
    }

    boolean remind(EmailChangeId id, Instant now) {
        return changes.remind(id.value(), now) == 1;
    }

    /** Of a live one. */
    boolean end(EmailChangeId id, ChangeState end, Instant now) {
        return completed(id, changes.end(id.value(), end, now) == 1);
    }

    /** Nobody has to look at what was asked or overdue before. */
    private boolean completed(EmailChangeId id, boolean won) {
        if (won) {
            notifications.complete(id.value(), NotificationKind.SUPPORT_ASKED, NotificationKind.SUPPORT_CASE);
        }
        return won;
    }

    boolean expire(EmailChangeId id, Instant now) {
        return changes.expire(id.value(), now) == 1;
    }

    void coolOff(EmailChangeId id, Instant until, Instant expiresAt) {
        changes.coolOff(id.value(), until, expiresAt);
    }

    /** Back to the agent: approvals count no more, proofs of mailboxes and people stay. */
    void takeApprovalBack(EmailChangeId id) {
        changes.takeApprovalBack(id.value());
    }

    // ---- the record

    void record(
            EmailChangeId id, ChangeEvent.Type type, @Nullable AccountId by, @Nullable String comment, Instant now) {
        events.save(new ChangeEvent(id, now, type, by, comment));
    }

    List<ChangeEvent> events(EmailChangeId id) {
        return events.findByEmailChangeIdOrderByAtAscIdAsc(id.value());
    }

    /** The record with the names of the people in it. */
    List<ChangeEventRow> eventRows(EmailChangeId id) {
        var all = events(id);
        var names = accounts.names(
                all.stream().map(ChangeEvent::actor).flatMap(Stream::ofNullable).toList());
        return all.stream()
                .map(event -> new ChangeEventRow(
                        event.at(),
                        event.type(),
                        event.actor() == null ? null : names.get(event.actor()),
                        event.comment()))
                .toList();
    }
}
