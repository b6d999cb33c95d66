package com.partsportal.customerimport;

import com.partsportal.customer.CustomerId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a file of customers, as it was read, and what became of it. Written by {@link ImportBulkWriter}. */
@Entity
@Table(name = "customer_import_row")
@IdClass(ImportRow.Key.class)
class ImportRow {

    @Id
    private UUID importId;

    @Id
    private int line;

    private String companyName;
    private String email;
    private String phone;
    private String ranking;

    /** The vendor's own number; empty for none. */
    private String externalId;

    private boolean done;

    /** Why it was refused; null when it was not. */
    @Nullable
    private String code;

    @Nullable
    private String field;

    @Column(name = "words")
    @Nullable
    private String messageKey;

    /** The customer that it became, or that has its address already. */
    @Nullable
    private UUID customerId;

    private boolean invited;

    /** An earlier line with the same company. */
    @Nullable
    private Integer sameCompanyAs;

    protected ImportRow() {}

    /** The line is unique in its file. */
    record Key(UUID importId, int line) implements Serializable {}

    ImportedRow row() {
        return new ImportedRow(
                line,
                companyName,
                email,
                phone,
                ranking,
                externalId,
                done,
                code,
                field,
                messageKey,
                customerId == null ? null : new CustomerId(customerId),
                invited,
                sameCompanyAs);
    }
}
