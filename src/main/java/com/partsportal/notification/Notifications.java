package com.partsportal.notification;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits for a person. Written in the transaction of what happened; settled in the one that takes care of it. Shown
 * only in the membership that it belongs to.
 */
@Service
public class Notifications {

    static final int PAGE = 50;

    private final NotificationRepository repository;
    private final NotificationReport report;
    private final Clock clock;

    Notifications(NotificationRepository repository, NotificationReport report, Clock clock) {
        this.repository = repository;
        this.report = report;
        this.clock = clock;
    }

    /**
     * What happened.
     *
     * @param organisation the vendor or company in which the recipients act; null: staff, or the person themselves
     * @param subject what it is about, see {@link NotificationKind}
     * @param occasion the same for a repeat of the same event
     * @param actor who did it, by name shown to the recipients; null: nobody they need to know
     */
    public record Event(
            NotificationKind kind,
            @Nullable UUID organisation,
            UUID subject,
            UUID occasion,
            @Nullable AccountId actor) {}

    /** For these people, unless they muted the kind. A repeat of the same occasion does nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Event event, Collection<AccountRow> recipients) {
        var now = DatabaseTime.now(clock);
        recipients.stream()
                .filter(person ->
                        person.active() && person.wantsNotification(event.kind().code()))
                .forEach(person -> repository.add(
                        Ids.next(),
                        person.id().value(),
                        event.organisation(),
                        event.kind().name(),
                        event.subject(),
                        event.occasion(),
                        event.actor() == null ? null : event.actor().value(),
                        now));
    }

    /** Somebody took care of it: nobody has it as new any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void complete(UUID subject, NotificationKind... kinds) {
        repository.complete(subject, List.of(kinds), DatabaseTime.now(clock));
    }

    /** Newest first. @param before the last one of the page before; null for the first page */
    @Transactional(readOnly = true)
    List<NotificationRow> page(SignedIn person, @Nullable UUID before) {
        return report.page(person, before, PAGE + 1);
    }

    /**
     * Marks one as read.
     *
     * @return where it leads
     * @throws NotFound when it is not this person's, or of another membership
     */
    @Transactional
    String read(SignedIn person, UUID id) {
        var row = report.find(person, id).orElseThrow(NotFound::new);
        repository.read(id, person.account().value(), organisation(person), DatabaseTime.now(clock));
        return row.path();
    }

    /** Marks all of this membership as read. @return how many were new */
    @Transactional
    int readAll(SignedIn person) {
        return repository.readAll(person.account().value(), organisation(person), DatabaseTime.now(clock));
    }

    private static @Nullable UUID organisation(SignedIn person) {
        return person.organisation().orElse(null);
    }
}
