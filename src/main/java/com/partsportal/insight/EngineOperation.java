package com.partsportal.insight;

import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of an {@link Operation}. */
@Entity
class EngineOperation extends AppendOnlyRow {

    @Nullable
    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private Operation.Action action;

    @Nullable
    private String process;

    @Nullable
    private String instanceId;

    @Nullable
    private String businessKey;

    @Nullable
    private String element;

    private int affected;

    @Nullable
    private String detail;

    @Nullable
    private String reason;

    protected EngineOperation() {}

    EngineOperation(Operation done, Instant at) {
        super(at);
        this.accountId = done.by() == null ? null : done.by().value();
        this.action = done.action();
        this.process = done.process();
        this.instanceId = done.instance();
        this.businessKey = done.businessKey();
        this.element = done.element();
        this.affected = done.affected();
        this.detail = done.detail();
        this.reason = done.reason();
    }
}
