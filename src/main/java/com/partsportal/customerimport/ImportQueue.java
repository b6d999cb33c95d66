package com.partsportal.customerimport;

import com.partsportal.account.AccountId;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Retried;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rows that wait for {@link ImportRunner}, and what became of them. */
@Service
class ImportQueue {

    private static final Logger log = LoggerFactory.getLogger(ImportQueue.class);

    /** So many rows that fail one after the other end an import. */
    private static final int HOPELESS = 10;

    private final ImportRepository imports;
    private final ImportRowRepository rows;
    private final Clock clock;

    ImportQueue(ImportRepository imports, ImportRowRepository rows, Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.clock = clock;
    }

    /** An import and its next row, which the caller's transaction holds: no other node takes it meanwhile. */
    record Claimed(ImportId importId, VendorId vendor, AccountId by, boolean invite, ImportedRow row) {}

    /** The imports that have rows to be worked off, the oldest first. */
    List<ImportId> running() {
        return imports.running().stream().map(ImportId::new).toList();
    }

    Optional<Claimed> claim(ImportId id) {
        return rows.claim(id.value()).map(row -> {
            var of = imports.findById(id.value()).orElseThrow();
            return new Claimed(id, of.vendor(), of.by(), of.invite(), row.row());
        });
    }

    /** In the transaction that claimed it. */
    void created(Claimed claimed, CustomerId customer, boolean invited) {
        rows.created(claimed.importId().value(), claimed.row().line(), customer.value(), invited);
    }

    @Retried
    @Transactional
    public void reject(Claimed claimed, ImportVerdicts.Fault fault) {
        rows.reject(
                claimed.importId().value(),
                claimed.row().line(),
                fault.code(),
                fault.field(),
                fault.messageKey(),
                fault.customer());
    }

    /** Ends an import whose last rows all failed: then it is not the rows that are wrong. */
    @Transactional
    public void giveUp(Claimed claimed) {
        var id = claimed.importId();
        if (imports.giveUp(id.value(), claimed.row().line(), HOPELESS, DatabaseTime.now(clock)) == 1) {
            log.error("import {} is given up: {} rows failed one after the other", id, HOPELESS);
        }
    }

    /** Ends an import that has no open row, also none that another node works on; false when it goes on. */
    @Transactional
    public boolean finish(ImportId id) {
        var finished = imports.finish(id.value(), DatabaseTime.now(clock)) == 1;
        if (finished) {
            log.info("import {} is done", id);
        }
        return finished;
    }
}
