package com.partsportal.audit;

import com.partsportal.account.Role;
import com.partsportal.account.StaffActed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records what administrators change about the portal's staff. */
@Component
class StaffAudit {

    private final Audit audit;

    StaffAudit(Audit audit) {
        this.audit = audit;
    }

    @EventListener
    void acted(StaffActed event) {
        audit.record(null, action(event.act()), event.account().value(), name(event.before()), name(event.after()));
    }

    private static AuditAction action(StaffActed.Act act) {
        return switch (act) {
            case CREATED -> AuditAction.STAFF_CREATED;
            case ROLE_CHANGED -> AuditAction.STAFF_ROLE_CHANGED;
            case DEACTIVATED -> AuditAction.STAFF_DEACTIVATED;
            case REACTIVATED -> AuditAction.STAFF_REACTIVATED;
            case LINK_SENT -> AuditAction.STAFF_LINK_SENT;
            case IDENTITY_LINKED -> AuditAction.STAFF_IDENTITY_LINKED;
            case IDENTITY_UNLINKED -> AuditAction.STAFF_IDENTITY_UNLINKED;
        };
    }

    private static @Nullable String name(@Nullable Role role) {
        return role == null ? null : role.name();
    }
}
