package com.partsportal.shared;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/** A row of a history: stored once, never changed. Its repository inserts it without looking for it first. */
@MappedSuperclass
public abstract class AppendOnlyRow implements Persistable<UUID> {

    @Id
    private UUID id;

    private Instant at;

    protected AppendOnlyRow() {}

    protected AppendOnlyRow(Instant at) {
        this.id = Ids.next();
        this.at = at;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return true;
    }
}
