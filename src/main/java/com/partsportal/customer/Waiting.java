package com.partsportal.customer;

import com.partsportal.invitation.DeliveryFailure;
import com.partsportal.invitation.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer has not joined yet, in one sentence, and the one thing to do about it. The one rule for the customer's
 * page, its row in the list, and the list of those who need attention.
 *
 * @param code key of the sentence below {@code customer.why.}
 * @param count what the sentence counts
 * @param at the moment that the sentence names
 * @param act null: nothing but to wait
 * @param call whether a call helps
 * @param attention whether the vendor should do something about it
 */
public record Waiting(
        String code,
        long count,
        @Nullable Instant at,
        @Nullable Act act,
        boolean call,
        boolean attention) {

    /** What helps. */
    public enum Act {
        PREPARE,
        INVITE,
        RESEND,
        CORRECT_ADDRESS
    }

    /** So long after an invitation there is nothing to do but to wait. */
    static final Duration RECENT = Duration.ofHours(48);

    /** So long after an invitation that nobody opened a new one helps. */
    static final Duration SILENT = Duration.ofDays(5);

    /** Empty for a customer that has joined. */
    static Optional<Waiting> of(CustomerRow customer, Instant now) {
        return switch (customer.status()) {
            case ACTIVE, DEACTIVATED -> Optional.empty();
            case DRAFT ->
                Optional.of(
                        customer.partsReady() == 0
                                ? reason("draft.parts", Act.PREPARE, false)
                                : new Waiting("draft", customer.partsReady(), null, Act.INVITE, false, false));
            case INVITED -> Optional.of(invited(customer, now));
            case EXPIRED -> Optional.of(newInvitationRequested(customer).orElseGet(() -> expired(customer)));
            case DECLINED ->
                Optional.of(newInvitationRequested(customer)
                        .orElseGet(() -> new Waiting("declined", 0, null, Act.INVITE, true, true)));
            case REVOKED ->
                Optional.of(newInvitationRequested(customer)
                        .orElseGet(() -> new Waiting("revoked", 0, null, null, false, false)));
        };
    }

    /** A contact who requested a new invitation comes first. */
    private static Optional<Waiting> newInvitationRequested(CustomerRow customer) {
        return Optional.ofNullable(customer.visits().newInvitationRequestedAt())
                .map(at -> new Waiting("asked", 0, at, Act.INVITE, false, true));
    }

    private static Waiting expired(CustomerRow customer) {
        if (customer.delivery() == DeliveryState.FAILED) {
            return undelivered(customer.deliveryFailure());
        }
        var opened = customer.visits().persons();
        return opened > 0
                ? new Waiting("expired.opened", opened, null, Act.INVITE, true, true)
                : new Waiting("expired", 0, null, Act.INVITE, true, true);
    }

    private static Waiting invited(CustomerRow customer, Instant now) {
        if (customer.delivery() == DeliveryState.FAILED) {
            return undelivered(customer.deliveryFailure());
        }
        if (customer.delivery() == DeliveryState.QUEUED && customer.remindersSent() == 0) {
            return reason("queued", null, false);
        }
        var since = customer.invitedAt() == null ? now : customer.invitedAt();
        var visits = customer.visits();
        var recent = since.isAfter(now.minus(RECENT));
        if (visits.persons() > 0) {
            return new Waiting(
                    recent ? "opened.recent" : "opened",
                    visits.persons(),
                    visits.lastPerson(),
                    recent ? null : Act.RESEND,
                    !recent,
                    !recent);
        }
        if (recent) {
            return new Waiting("recent", 0, since, null, false, false);
        }
        var silent = !since.isAfter(now.minus(SILENT));
        var code = customer.remindersSent() > 0 ? "reminded" : visits.filters() > 0 ? "filter" : "unopened";
        return new Waiting(code, customer.remindersSent(), since, silent ? Act.RESEND : null, silent, silent);
    }

    private static Waiting undelivered(@Nullable DeliveryFailure failure) {
        var code = switch (failure == null ? DeliveryFailure.REFUSED : failure) {
            case STUCK -> "stuck";
            case BOUNCED -> "bounced";
            case REFUSED -> "refused";
        };
        return reason(code, Act.CORRECT_ADDRESS, true);
    }

    private static Waiting reason(String code, @Nullable Act act, boolean attention) {
        return new Waiting(code, 0, null, act, false, attention);
    }
}
