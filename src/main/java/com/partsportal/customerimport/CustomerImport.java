package com.partsportal.customerimport;

import com.partsportal.account.AccountId;
import com.partsportal.table.ColumnMapping;
import com.partsportal.table.Corrections;
import com.partsportal.vendor.VendorId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of customers on its way into the list. Its state changes by conditional updates only: {@link ImportRepository}. */
@Entity
class CustomerImport {

    @Id
    private UUID id;

    private UUID vendorId;

    @Enumerated(EnumType.STRING)
    private ImportProgress.State state;

    private boolean dryRun;
    private boolean invite;
    private UUID createdBy;
    private Instant createdAt;

    @Nullable
    private Instant startedAt;

    @Nullable
    private Instant finishedAt;

    /** The file, until its import begins. */
    private byte @Nullable [] content;

    /** Of a workbook, from 0. */
    private int sheet;

    /** Code of a {@link ColumnMapping}. */
    private String columns = "";

    /** Titles of the columns that are not used, a line each. */
    private String ignoredColumns = "";

    /** Code of {@link Corrections}. */
    private String corrections = "";

    protected CustomerImport() {}

    /** A file that waits for a person's confirmation. */
    CustomerImport(ImportId id, VendorId vendor, AccountId by, Instant now) {
        this.id = id.value();
        this.vendorId = vendor.value();
        this.state = ImportProgress.State.PREVIEW;
        this.createdBy = by.value();
        this.createdAt = now;
    }

    /** Its rows are worked off from now on. */
    CustomerImport started(boolean invite) {
        this.state = ImportProgress.State.RUNNING;
        this.invite = invite;
        this.startedAt = createdAt;
        return this;
    }

    /** Nothing but the verdicts is wanted. */
    CustomerImport judgedOnly(boolean invite) {
        this.state = ImportProgress.State.DONE;
        this.dryRun = true;
        this.invite = invite;
        this.finishedAt = createdAt;
        return this;
    }

    void mapColumns(int sheet, ColumnMapping columns, List<String> ignored) {
        this.sheet = sheet;
        this.columns = columns.code();
        this.ignoredColumns = String.join("\n", ignored);
    }

    /** Keeps the file for a preview. */
    void keep(byte[] file) {
        this.content = file;
    }

    byte @Nullable [] content() {
        return content;
    }

    Corrections corrections() {
        return Corrections.ofCode(corrections);
    }

    void correct(Corrections all) {
        this.corrections = all.code();
    }

    int sheet() {
        return sheet;
    }

    ColumnMapping columns() {
        return ColumnMapping.ofCode(columns);
    }

    List<String> ignoredColumns() {
        return ignoredColumns.lines().toList();
    }

    ImportId id() {
        return new ImportId(id);
    }

    VendorId vendor() {
        return new VendorId(vendorId);
    }

    AccountId by() {
        return new AccountId(createdBy);
    }

    boolean invite() {
        return invite;
    }

    boolean dryRun() {
        return dryRun;
    }
}
