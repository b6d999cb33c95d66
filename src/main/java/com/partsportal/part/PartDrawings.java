package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerParts;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The service of drawings, several for each part. A vendor adds and removes those of its own customers; a company reads
 * those of the parts that it is offered. A foreign id is answered like an unknown one: {@link NotFound}.
 */
@Service
public class PartDrawings {

    private final PartRepository parts;
    private final Drawings drawings;
    private final OfferedPartsReport offers;
    private final PartUse uses;
    private final CustomerParts customers;

    PartDrawings(
            PartRepository parts, Drawings drawings, OfferedPartsReport offers, PartUse uses, CustomerParts customers) {
        this.parts = parts;
        this.drawings = drawings;
        this.offers = offers;
        this.uses = uses;
        this.customers = customers;
    }

    // ---- the vendor's side

    /** Of these parts of one customer; parts without any are missing. The caller has checked that they are its own. */
    @Transactional(readOnly = true)
    public Map<PartId, List<DrawingRow>> of(Collection<PartId> which) {
        return drawings.ofParts(which);
    }

    /** All drawings of a part, by name. */
    @Transactional(readOnly = true)
    public List<DrawingRow> of(VendorId vendor, CustomerId customer, PartId part) {
        requirePart(vendor, customer, part);
        return drawings.ofParts(List.of(part)).getOrDefault(part, List.of());
    }

    /** Those that no part has yet, by name. */
    @Transactional(readOnly = true)
    public List<DrawingRow> unassigned(VendorId vendor, CustomerId customer) {
        requireOwn(vendor, customer);
        return drawings.unassigned(customer);
    }

    /**
     * Adds a drawing to a part.
     *
     * @param replace whether it may take the place of one with the same name
     * @throws InvalidValue with field {@code drawing} for a file that is empty, too large, badly named or not what its
     *     name says
     * @throws Refused {@code drawing-exists} when the part has one of this name and it is not to be replaced
     */
    @Transactional
    public DrawingRow add(
            VendorId vendor,
            CustomerId customer,
            PartId part,
            String fileName,
            InputStream content,
            boolean replace,
            @Nullable AccountId by) {
        requirePart(vendor, customer, part);
        var name = Drawings.name(fileName);
        var same = drawings.ofParts(List.of(part)).getOrDefault(part, List.of()).stream()
                .filter(row -> row.fileName().equals(name))
                .toList();
        if (!same.isEmpty() && !replace) {
            throw new Refused("drawing-exists");
        }
        same.forEach(row -> drawings.remove(customer, row.id(), isNamed(part)));
        var added = drawings.add(customer, part, name, content);
        customers.partsChanged(vendor, customer, by, "drawn", 1);
        return added;
    }

    /**
     * Adds a drawing to the part that its name means, or keeps it until somebody says which part that is.
     *
     * @throws InvalidValue as {@link #add}
     * @throws Refused as {@link #add}
     */
    @Transactional
    public DrawingRow match(
            VendorId vendor,
            CustomerId customer,
            String fileName,
            InputStream content,
            boolean replace,
            @Nullable AccountId by) {
        requireOwn(vendor, customer);
        var part = DrawingNames.match(Drawings.name(fileName), parts.ofCustomer(customer.value()));
        return part.isPresent()
                ? add(vendor, customer, part.get().id(), fileName, content, replace, by)
                : drawings.add(customer, null, fileName, content);
    }

    /**
     * Gives a drawing that no part has to one.
     *
     * @throws Refused {@code drawing-assigned} when it has a part already
     */
    @Transactional
    public void assign(VendorId vendor, CustomerId customer, UUID drawing, PartId part, @Nullable AccountId by) {
        requirePart(vendor, customer, part);
        if (find(customer, drawing).part() != null) {
            throw new Refused("drawing-assigned");
        }
        drawings.assign(customer, drawing, part);
        customers.partsChanged(vendor, customer, by, "drawn", 1);
    }

    /** Removes one; RFQs that were sent with it keep it. */
    @Transactional
    public void remove(VendorId vendor, CustomerId customer, UUID drawing, @Nullable AccountId by) {
        requireOwn(vendor, customer);
        var row = find(customer, drawing);
        if (row.part() == null) {
            drawings.remove(customer, drawing, false);
            return;
        }
        var part = new PartId(row.part());
        parts.lock(List.of(part.value()));
        drawings.remove(customer, drawing, isNamed(part));
        customers.partsChanged(vendor, customer, by, "undrawn", 1);
    }

    /** @throws NotFound for an unknown or foreign one */
    @Transactional(readOnly = true)
    public Drawing get(VendorId vendor, CustomerId customer, UUID drawing) {
        requireOwn(vendor, customer);
        return drawings.content(find(customer, drawing));
    }

    // ---- RFQs

    /** As an RFQ that was sent at this time has them, also those that were removed since. The caller checks the RFQ. */
    @Transactional(readOnly = true)
    public Map<PartId, List<DrawingRow>> sent(Collection<PartId> which, Instant at) {
        return drawings.sent(which, at);
    }

    /** One of {@link #sent}. */
    @Transactional(readOnly = true)
    public Drawing sent(Collection<PartId> which, Instant at, UUID drawing) {
        return drawings.sent(which, at).values().stream()
                .flatMap(List::stream)
                .filter(row -> row.id().equals(drawing))
                .findFirst()
                .map(drawings::content)
                .orElseThrow(NotFound::new);
    }

    // ---- the company's side

    /** @throws NotFound unless the part is offered to this company and has it */
    @Transactional(readOnly = true)
    public Drawing offered(CompanyId company, PartId part, UUID drawing) {
        return drawings.content(offered(company, part).stream()
                .filter(row -> row.id().equals(drawing))
                .findFirst()
                .orElseThrow(NotFound::new));
    }

    /** @throws NotFound unless the part is offered to this company and has one: the first by name */
    @Transactional(readOnly = true)
    public Drawing firstOffered(CompanyId company, PartId part) {
        return drawings.content(offered(company, part).stream().findFirst().orElseThrow(NotFound::new));
    }

    private List<DrawingRow> offered(CompanyId company, PartId part) {
        offers.customer(company, part).orElseThrow(NotFound::new);
        return drawings.ofParts(List.of(part)).getOrDefault(part, List.of());
    }

    private DrawingRow find(CustomerId customer, UUID drawing) {
        return drawings.find(customer, drawing).orElseThrow(NotFound::new);
    }

    private boolean isNamed(PartId part) {
        return !uses.used(Set.of(part)).isEmpty();
    }

    private void requirePart(VendorId vendor, CustomerId customer, PartId part) {
        requireOwn(vendor, customer);
        parts.row(customer.value(), part.value()).orElseThrow(NotFound::new);
    }

    private void requireOwn(VendorId vendor, CustomerId customer) {
        if (!customers.exists(vendor, customer)) {
            throw new NotFound();
        }
    }
}
