package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change of a company's profile. */
@Entity
@Table(name = "company_change")
class ProfileChange extends AppendOnlyRow {

    private UUID companyId;
    private UUID actorId;

    /** Of the profile that came out of the change. */
    private int version;

    private String field;

    @Nullable
    private String oldValue;

    @Nullable
    private String newValue;

    @Nullable
    private String fromNetwork;

    protected ProfileChange() {}

    ProfileChange(
            CompanyId company,
            AccountId by,
            int version,
            String field,
            @Nullable String from,
            @Nullable String to,
            @Nullable String network,
            Instant at) {
        super(at);
        this.companyId = company.value();
        this.actorId = by.value();
        this.version = version;
        this.field = field;
        this.oldValue = from;
        this.newValue = to;
        this.fromNetwork = network;
    }
}
