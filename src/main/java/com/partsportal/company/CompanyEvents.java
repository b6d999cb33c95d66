package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The service of what a company's people did: who, what, when, from which network, before and after. Rows are only ever
 * added and hold ids; names are joined when they are read. Every add is in the transaction of the act itself.
 */
@Component
public class CompanyEvents {

    private final CompanyEventRepository events;
    private final CompanyHistoryReport report;
    private final RfqNames rfqs;
    private final Clock clock;

    CompanyEvents(CompanyEventRepository events, CompanyHistoryReport report, RfqNames rfqs, Clock clock) {
        this.events = events;
        this.report = report;
        this.rfqs = rfqs;
        this.clock = clock;
    }

    /** What was done. */
    public enum Type {
        INVITED,
        RESENT,
        REVOKED,
        JOINED,
        MADE_MANAGER,
        MADE_USER,
        DEACTIVATED,
        REACTIVATED,
        REMOVED,
        LEFT,
        RULES_CHANGED,
        RFQ_SUBMITTED,
        RFQ_APPROVED,
        RFQ_SENT_BACK,
        RFQ_NOT_APPROVED,
        RFQ_REVISED,
        RFQ_WITHDRAWN,
        /** Kept with the profile's own history. */
        PROFILE_CHANGED;

        boolean isOfRfq() {
            return name().startsWith("RFQ_");
        }
    }

    /**
     * One of them.
     *
     * @param actor the account that did it, and {@code by} its name
     * @param subject the login, invitation or RFQ concerned, and {@code whom} by what people know it; empty when it
     *     concerns nothing but the company
     * @param field of the profile that was changed
     * @param network null for what was done before networks were kept, or by the portal itself
     */
    record Event(
            UUID id,
            Instant at,
            Type type,
            UUID actor,
            String by,
            @Nullable UUID subject,
            String whom,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after,
            @Nullable String network) {

        Event concerning(String name) {
            return new Event(id, at, type, actor, by, subject, name, field, before, after, network);
        }

        /** The rules before and after, of a change of these; otherwise empty. */
        public List<CompanyRules> rules() {
            return type == Type.RULES_CHANGED && before != null && after != null
                    ? List.of(CompanyRules.ofCode(before), CompanyRules.ofCode(after))
                    : List.of();
        }
    }

    void add(CompanyId company, Type type, AccountId by, AccountId whom) {
        events.save(event(company, type, by).ofAccount(whom));
    }

    void add(
            CompanyId company,
            Type type,
            AccountId by,
            AccountId whom,
            @Nullable String before,
            @Nullable String after) {
        events.save(event(company, type, by).ofAccount(whom).changing(before, after));
    }

    void add(CompanyId company, Type type, AccountId by, InvitationId invitation) {
        events.save(event(company, type, by).ofInvitation(invitation.value()));
    }

    void add(CompanyId company, Type type, AccountId by, String before, String after) {
        events.save(event(company, type, by).changing(before, after));
    }

    /**
     * What was done with an RFQ, in the caller's transaction.
     *
     * @param before its status; null for a new one
     */
    public void add(CompanyId company, Type type, AccountId by, UUID rfq, @Nullable String before, String after) {
        events.save(event(company, type, by).ofRfq(rfq).changing(before, after));
    }

    private CompanyEvent event(CompanyId company, Type type, AccountId by) {
        return new CompanyEvent(company, type, by, ClientNetwork.current(), DatabaseTime.now(clock));
    }

    /** Newest first, those of the profile included. */
    List<Event> newest(CompanyId company, int most) {
        return named(report.newest(company, most));
    }

    /** Those before that one, newest first. */
    List<Event> before(CompanyId company, Event last, int most) {
        return named(report.before(company, last.at(), last.id(), most));
    }

    private List<Event> named(List<Event> found) {
        var ids = found.stream()
                .filter(event -> event.type().isOfRfq())
                .map(Event::subject)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return found;
        }
        var names = rfqs.of(ids);
        return found.stream()
                .map(event -> event.type().isOfRfq() && event.subject() != null
                        ? event.concerning(names.getOrDefault(event.subject(), ""))
                        : event)
                .toList();
    }
}
