package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.customer.CustomerId;
import com.partsportal.table.ColumnMapping;
import com.partsportal.table.Corrections;
import com.partsportal.table.DayOrder;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of parts between its preview and its import. */
@Entity
class PartFile {

    @Id
    private UUID id;

    private UUID customerId;
    private UUID createdBy;
    private byte[] content;
    private Instant createdAt;

    /** Of a workbook, from 0. */
    private int sheet;

    /** Code of a {@link ColumnMapping}. */
    private String columns = "";

    /** Code of {@link Corrections}. */
    private String corrections = "";

    /** How days in figures are meant; null as long as nobody has said it. */
    @Enumerated(EnumType.STRING)
    @Nullable
    private DayOrder dayOrder;

    /** Nothing of it is left to be imported. */
    private boolean imported;

    protected PartFile() {}

    PartFile(UUID id, CustomerId customer, byte[] content, AccountId by, Instant now) {
        this.id = id;
        this.customerId = customer.value();
        this.createdBy = by.value();
        this.content = content;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    byte[] content() {
        return content;
    }

    int sheet() {
        return sheet;
    }

    ColumnMapping columns() {
        return ColumnMapping.ofCode(columns);
    }

    Corrections corrections() {
        return Corrections.ofCode(corrections);
    }

    @Nullable
    DayOrder dayOrder() {
        return dayOrder;
    }

    void mapColumns(int sheet, ColumnMapping columns) {
        this.sheet = sheet;
        this.columns = columns.code();
    }

    void order(@Nullable DayOrder days) {
        this.dayOrder = days;
    }

    void imported() {
        this.imported = true;
    }

    void correct(Corrections all) {
        this.corrections = all.code();
    }
}
