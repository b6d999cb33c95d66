package com.partsportal.audit;

import com.partsportal.account.SignedIn;
import com.partsportal.audit.AuditEntry.Actor;
import com.partsportal.audit.AuditEntry.ActorKind;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what somebody did, in the transaction of the act itself, and as a log line. Who acts, and from which network, is
 * read from the request that is under way.
 */
@Service
public class Audit {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    private final AuditEntryRepository entries;
    private final Clock clock;

    Audit(AuditEntryRepository entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** As {@link #record(UUID, AuditAction, UUID, String, String)}, of an act without values. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(@Nullable UUID vendor, AuditAction action, @Nullable UUID subject) {
        record(vendor, action, subject, null, null);
    }

    /**
     * Records an act.
     *
     * @param vendor whose Vendor Admins see it; null: administrators only
     * @param subject what it was done to, see {@link AuditAction}
     * @param before a code or a value, never a person's name or address; null: there was none
     * @param after the same
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            @Nullable UUID vendor,
            AuditAction action,
            @Nullable UUID subject,
            @Nullable String before,
            @Nullable String after) {
        var actor = actor();
        entries.save(new AuditEntry(DatabaseTime.now(clock), vendor, action, actor, subject, before, after));
        log.info(
                "audit: {} by {} {}, vendor {}, subject {}, network {}",
                action,
                actor.kind(),
                actor.id(),
                vendor,
                subject,
                actor.network());
    }

    private static Actor actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn user)) {
            return new Actor(ActorKind.PORTAL, null, ClientNetwork.current());
        }
        var kind = user.email() == null ? ActorKind.KEY : user.isStaff() ? ActorKind.STAFF : ActorKind.PERSON;
        return new Actor(kind, user.account().value(), ClientNetwork.current());
    }
}
