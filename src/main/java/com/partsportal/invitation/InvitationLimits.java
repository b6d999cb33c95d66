package com.partsportal.invitation;

import com.partsportal.shared.Limit;
import com.partsportal.shared.Limits;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * How many invitations a vendor or a company may send: to one address, in an hour, and how many may be open at once. The
 * rows of the invitations themselves are counted, so a limit holds for every way to invite and on every node.
 */
@Component
class InvitationLimits {

    /** Why an invitation is refused while the inviting side has too many that are unanswered. */
    static final String TOO_MANY_OPEN = "too-many-open-invitations";

    /**
     * So close to a limit the invitations of one side wait for each other, so that those sent at once cannot overrun it:
     * more than two nodes have connections.
     */
    private static final int CLOSE = 64;

    private final InvitationRepository repository;
    private final Limits limits;

    InvitationLimits(InvitationRepository repository, Limits limits) {
        this.repository = repository;
        this.limits = limits;
    }

    /**
     * Refuses what goes beyond a limit; in the transaction that stores the invitation. What an import sends is paced
     * instead of counted by the hour; the cap on open invitations holds for each of its rows.
     *
     * @throws TooManyRequests inside the interval since the last sending to this address, or beyond the hourly limit
     * @throws Refused {@code too-many-open-invitations}
     */
    void check(NewInvitation wanted, Instant now) {
        if (!limits.enabled()) {
            return;
        }
        repository
                .lastSending(
                        wanted.scope().kind(),
                        wanted.scope().vendorId(),
                        wanted.scope().companyId(),
                        wanted.invitee().email().value())
                .map(last -> Duration.between(now, last.plus(limits.resendInterval())))
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .ifPresent(wait -> {
                    throw new TooManyRequests("invitation-interval", wait);
                });
        var vendor = wanted.scope().vendorId();
        var company = wanted.scope().companyId();
        if (vendor != null) {
            if (!wanted.bulk()) {
                checkRate("vendor-invitations", vendor, limits.vendorInvitations(), now, repository::singleOfVendor);
            }
            checkOpen(vendor, limits.openInvitationsOfVendor(), () -> repository.openOfVendor(vendor, now));
        } else if (company != null) {
            checkRate("company-invitations", company, limits.companyInvitations(), now, repository::singleOfCompany);
            checkOpen(company, limits.openInvitationsOfCompany(), () -> repository.openOfCompany(company, now));
        }
    }

    /** Near the cap, callers of one side count one after the other. */
    private void checkOpen(UUID side, long most, LongSupplier open) {
        if (open.getAsLong() < most - CLOSE) {
            return;
        }
        repository.waitForOthers("open-invitations:" + side);
        if (open.getAsLong() >= most) {
            throw new Refused(TOO_MANY_OPEN);
        }
    }

    /** @throws Refused {@code too-many-open-invitations} when this vendor has as many unanswered ones as it may */
    void checkOpen(UUID vendor, Instant now) {
        if (limits.enabled() && repository.openOfVendor(vendor, now) >= limits.openInvitationsOfVendor()) {
            throw new Refused(TOO_MANY_OPEN);
        }
    }

    private interface NewestFirst {
        Optional<Instant> at(UUID organisation, Instant since, int position);
    }

    private void checkRate(String name, UUID organisation, Limit limit, Instant now, NewestFirst sent) {
        var since = now.minus(limit.period());
        var last = Math.toIntExact(limit.times()) - 1;
        if (sent.at(organisation, since, Math.max(0, last - CLOSE)).isEmpty()) {
            return;
        }
        repository.waitForOthers(name + ":" + organisation);
        sent.at(organisation, since, last).ifPresent(oldest -> {
            throw new TooManyRequests(name, Duration.between(since, oldest));
        });
    }
}
