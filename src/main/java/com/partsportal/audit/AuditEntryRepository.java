package com.partsportal.audit;

import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Table {@code audit_entry}, which is only ever added to. */
interface AuditEntryRepository extends Repository<AuditEntry, UUID> {

    void save(AuditEntry entry);
}
