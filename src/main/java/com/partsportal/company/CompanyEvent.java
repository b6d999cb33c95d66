package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a company's people did. It holds ids and codes only. */
@Entity
class CompanyEvent extends AppendOnlyRow {

    private UUID companyId;

    @Enumerated(EnumType.STRING)
    private CompanyEvents.Type type;

    private UUID actorId;

    @Nullable
    private UUID accountId;

    @Nullable
    private UUID invitationId;

    @Nullable
    private UUID rfqId;

    @Nullable
    private String before;

    @Nullable
    private String after;

    @Nullable
    private String fromNetwork;

    protected CompanyEvent() {}

    CompanyEvent(CompanyId company, CompanyEvents.Type type, AccountId by, @Nullable String network, Instant at) {
        super(at);
        this.companyId = company.value();
        this.type = type;
        this.actorId = by.value();
        this.fromNetwork = network;
    }

    CompanyEvent ofAccount(AccountId account) {
        accountId = account.value();
        return this;
    }

    CompanyEvent ofInvitation(UUID invitation) {
        invitationId = invitation;
        return this;
    }

    CompanyEvent ofRfq(UUID rfq) {
        rfqId = rfq;
        return this;
    }

    CompanyEvent changing(@Nullable String from, @Nullable String to) {
        before = from;
        after = to;
        return this;
    }
}
