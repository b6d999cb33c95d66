package com.partsportal.part;

import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a drawing; a {@link DrawingStore} keeps the content. */
@Entity
@Table(name = "drawing")
class PartDrawing {

    @Id
    private UUID id;

    /** Null while a company's form is not sent. */
    @Nullable
    private UUID customerId;

    /** Of a company's own file; null for a vendor's. */
    @Nullable
    private UUID companyId;

    /** Whether it came with an RFQ. */
    private boolean forRfq;

    /** The line of an RFQ, or the RFQ whose answer it is; null until the form is sent. */
    @Nullable
    private UUID attachedTo;

    /** Null for one that no part has yet. */
    @Nullable
    private UUID partId;

    private String fileName;
    private String mediaType;
    private long size;
    private Instant addedAt;

    /** It stays for the RFQs that were sent with it. */
    @Nullable
    private Instant removedAt;

    protected PartDrawing() {}

    PartDrawing(
            UUID id,
            CustomerId customer,
            @Nullable PartId part,
            String fileName,
            DrawingType type,
            long size,
            Instant now) {
        this.id = id;
        this.customerId = customer.value();
        this.partId = part == null ? null : part.value();
        this.fileName = fileName;
        this.mediaType = type.mediaType();
        this.size = size;
        this.addedAt = now;
    }

    /** A file that comes with an RFQ: a company's, or one of a vendor's answer to its customer. */
    static PartDrawing forRfq(
            UUID id,
            @Nullable CompanyId company,
            @Nullable CustomerId customer,
            String fileName,
            DrawingType type,
            long size,
            Instant now) {
        var file = new PartDrawing();
        file.id = id;
        file.companyId = company == null ? null : company.value();
        file.customerId = customer == null ? null : customer.value();
        file.forRfq = true;
        file.fileName = fileName;
        file.mediaType = type.mediaType();
        file.size = size;
        file.addedAt = now;
        return file;
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID attachedTo() {
        return attachedTo;
    }

    /** A file of the same content that is attached elsewhere. */
    PartDrawing copy(UUID copy, CustomerId customer, UUID to, Instant now) {
        var file = new PartDrawing();
        file.id = copy;
        file.companyId = companyId;
        file.customerId = customer.value();
        file.forRfq = true;
        file.attachedTo = to;
        file.fileName = fileName;
        file.mediaType = mediaType;
        file.size = size;
        file.addedAt = now;
        return file;
    }

    void assign(PartId part) {
        partId = part.value();
    }

    void retain(Instant now) {
        removedAt = now;
    }

    DrawingRow row() {
        return new DrawingRow(id, partId, fileName, mediaType, size, addedAt);
    }
}
