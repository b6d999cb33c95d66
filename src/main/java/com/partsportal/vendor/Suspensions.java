package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Suspends a vendor and resumes it, an administrator's act. While it is suspended nobody signs in for it and none of its
 * API keys works, its links show a page that says so, its emails and expiries wait, and its customers do not see its
 * parts. Nothing is lost.
 */
@Service
public class Suspensions {

    private static final Logger log = LoggerFactory.getLogger(Suspensions.class);

    private static final int LONGEST_REASON = 500;

    private final VendorRepository vendors;
    private final VendorUserRepository users;
    private final VendorEventRepository events;
    private final Accounts accounts;
    private final Invitations invitations;
    private final List<ResumptionListener> listeners;
    private final Clock clock;

    Suspensions(
            VendorRepository vendors,
            VendorUserRepository users,
            VendorEventRepository events,
            Accounts accounts,
            Invitations invitations,
            List<ResumptionListener> listeners,
            Clock clock) {
        this.vendors = vendors;
        this.users = users;
        this.events = events;
        this.accounts = accounts;
        this.invitations = invitations;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * Ends the sessions of the vendor's people; a repeat changes nothing.
     *
     * @throws InvalidValue with field {@code reason} when none is given, or it breaks the rules of texts
     */
    @Retried
    @Transactional
    public void suspend(VendorId id, @Nullable String reason, AccountId by) {
        var text = FreeText.line("reason", reason, LONGEST_REASON);
        if (text == null) {
            throw new InvalidValue("reason", "required");
        }
        var vendor = vendors.lock(id.value()).orElseThrow(NotFound::new);
        if (!vendor.suspend(text, DatabaseTime.now(clock))) {
            return;
        }
        vendors.saveAndFlush(vendor);
        events.save(new VendorEvent(id, VendorEvent.Type.SUSPENDED, by, text, DatabaseTime.now(clock)));
        for (var user : users.findByVendorIdAndActiveTrueOrderByJoinedAt(id.value())) {
            accounts.endSessions(new AccountId(user.accountId()));
        }
        log.info("vendor {} suspended by account {}", id, by);
    }

    /**
     * Everything goes on; an invitation or RFQ that ended meanwhile is open as long again as it was. A repeat changes
     * nothing.
     */
    @Retried
    @Transactional
    public void resume(VendorId id, AccountId by) {
        var vendor = vendors.lock(id.value()).orElseThrow(NotFound::new);
        if (vendor.resume().isEmpty()) {
            return;
        }
        vendors.saveAndFlush(vendor);
        events.save(new VendorEvent(id, VendorEvent.Type.RESUMED, by, null, DatabaseTime.now(clock)));
        invitations.reopenLapsed(id.value());
        listeners.forEach(listener -> listener.resumed(id));
        log.info("vendor {} resumed by account {}", id, by);
    }
}
