package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that happened to a customer. It holds ids and codes only. */
@Entity
@Table(name = "timeline")
class TimelineRow extends AppendOnlyRow {

    private UUID vendorId;
    private UUID customerId;

    @Nullable
    private UUID invitationId;

    @Enumerated(EnumType.STRING)
    private TimelineType type;

    @Nullable
    private UUID actorId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> details;

    protected TimelineRow() {}

    TimelineRow(
            Customer customer,
            @Nullable InvitationId invitation,
            TimelineType type,
            @Nullable AccountId by,
            Map<String, String> details,
            Instant at) {
        super(at);
        this.vendorId = customer.vendor().value();
        this.customerId = customer.id().value();
        this.invitationId = invitation == null ? null : invitation.value();
        this.type = type;
        this.actorId = by == null ? null : by.value();
        this.details = details;
    }
}
