package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerParts;
import com.partsportal.customer.PreparedParts;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The service of parts. A vendor works on the parts of its own customers, from the draft on; a company sees what active
 * vendors prepared for it. A foreign id is answered like an unknown one: {@link NotFound}.
 */
@Service
public class Parts implements PreparedParts {

    private final PartRepository parts;
    private final PartBulkWriter writer;
    private final OfferedPartsReport offers;
    private final PartUse uses;
    private final CustomerParts customers;
    private final Drawings drawings;
    private final Clock clock;

    Parts(
            PartRepository parts,
            PartBulkWriter writer,
            OfferedPartsReport offers,
            PartUse uses,
            CustomerParts customers,
            Drawings drawings,
            Clock clock) {
        this.parts = parts;
        this.writer = writer;
        this.offers = offers;
        this.uses = uses;
        this.customers = customers;
        this.drawings = drawings;
        this.clock = clock;
    }

    // ---- the vendor's side

    /** By number and revision. */
    @Transactional(readOnly = true)
    public List<PartRow> of(VendorId vendor, CustomerId customer) {
        requireOwn(vendor, customer);
        return parts.ofCustomer(customer.value());
    }

    /** The next ones by number and revision after this number and revision, which may be empty; at most so many. */
    @Transactional(readOnly = true)
    public List<PartRow> after(VendorId vendor, CustomerId customer, String number, String revision, int limit) {
        requireOwn(vendor, customer);
        return parts.after(customer.value(), number, revision, limit);
    }

    /** @throws NotFound for an unknown or foreign one */
    @Transactional(readOnly = true)
    public PartRow get(VendorId vendor, CustomerId customer, PartId part) {
        requireOwn(vendor, customer);
        return parts.row(customer.value(), part.value()).orElseThrow(NotFound::new);
    }

    /** @throws Refused {@code duplicate-part} when the customer has this number and revision already */
    @Retried
    @Transactional
    public PartId add(VendorId vendor, CustomerId customer, NewPart wanted, @Nullable AccountId by) {
        requireOwn(vendor, customer);
        refuseDuplicate(customer, null, wanted);
        var part = parts.saveAndFlush(new Part(Ids.next(), vendor, customer, wanted, DatabaseTime.now(clock)));
        changed(vendor, customer, by, "added", 1);
        return part.id();
    }

    /** @throws Refused {@code duplicate-part} when another part has this number and revision */
    @Retried
    @Transactional
    public void edit(VendorId vendor, CustomerId customer, PartId part, NewPart wanted, @Nullable AccountId by) {
        requireOwn(vendor, customer);
        var row = parts.findByIdAndCustomerId(part.value(), customer.value()).orElseThrow(NotFound::new);
        refuseDuplicate(customer, part, wanted);
        changed(vendor, customer, by, "changed", row.edit(wanted) ? 1 : 0);
        parts.flush();
    }

    /** @throws Refused {@code part-in-use} when an RFQ names it */
    @Retried
    @Transactional
    public void remove(VendorId vendor, CustomerId customer, PartId part, @Nullable AccountId by) {
        get(vendor, customer, part);
        if (remove(List.of(part.value())) == 0) {
            throw new Refused("part-in-use");
        }
        changed(vendor, customer, by, "removed", 1);
    }

    /**
     * The customer has exactly these parts from now on; those that an RFQ names are kept.
     *
     * @throws InvalidValue with field {@code number} when two of them have the same number and revision
     */
    @Retried
    @Transactional
    public List<PartRow> replace(VendorId vendor, CustomerId customer, List<NewPart> wanted, @Nullable AccountId by) {
        var seen = new HashSet<NewPart.Key>();
        for (var part : wanted) {
            if (!seen.add(part.normalised().key())) {
                throw new InvalidValue("number", "part.twice");
            }
        }
        var gone = of(vendor, customer).stream()
                .filter(row -> !seen.contains(row.key()))
                .map(row -> row.id().value())
                .toList();
        merge(vendor, customer, wanted, by);
        changed(vendor, customer, by, "removed", remove(gone));
        return of(vendor, customer);
    }

    /** What a file did: so many parts are new, so many say something else than before. */
    public record Merged(int added, int changed) {}

    /** Adds the parts of a file, each number and revision once; those that are there already are changed. */
    @Retried
    @Transactional
    public Merged merge(VendorId vendor, CustomerId customer, List<NewPart> wanted, @Nullable AccountId by) {
        requireOwn(vendor, customer);
        var merged = store(vendor, customer, wanted);
        changed(vendor, customer, by, "added", merged.added());
        changed(vendor, customer, by, "changed", merged.changed());
        return merged;
    }

    /** Copies the parts of another customer of the same vendor, without drawings; those that are there stay. */
    @Retried
    @Transactional
    public int copy(VendorId vendor, CustomerId from, CustomerId to, @Nullable AccountId by) {
        var there = of(vendor, to).stream().map(PartRow::key).collect(Collectors.toSet());
        var missing = of(vendor, from).stream()
                .filter(row -> row.retiredAt() == null && !there.contains(row.key()))
                .toList();
        store(vendor, to, missing.stream().map(NewPart::of).toList());
        changed(vendor, to, by, "added", missing.size());
        return missing.size();
    }

    /**
     * The customer does not see the part any more; RFQs that name it keep it. A repeat changes nothing.
     *
     * @param retired false: the customer sees it again
     * @throws NotFound for an unknown or foreign one
     */
    @Retried
    @Transactional
    public void retire(VendorId vendor, CustomerId customer, PartId part, boolean retired, @Nullable AccountId by) {
        requireOwn(vendor, customer);
        var row = parts.findByIdAndCustomerId(part.value(), customer.value()).orElseThrow(NotFound::new);
        if (row.retire(retired ? DatabaseTime.now(clock) : null)) {
            changed(vendor, customer, by, retired ? "retired" : "restored", 1);
            parts.flush();
        }
    }

    // ---- the company's side

    /** What is prepared for this company by vendors that have not switched it off. */
    @Transactional(readOnly = true)
    public List<OfferedPart> offered(CompanyId company, @Nullable String search) {
        return offers.offered(company, search == null ? "" : search.strip());
    }

    // ---- what customers need to know

    @Override
    @Transactional(readOnly = true)
    public List<PreparedPart> waiting(CompanyId company, @Nullable VendorId vendor, int atMost) {
        return offered(company, null).stream()
                .filter(offer -> vendor == null || offer.vendor().equals(vendor))
                .limit(atMost)
                .map(OfferedPart::part)
                .map(Parts::waiting)
                .toList();
    }

    @Override
    public List<PreparedPart> first(CustomerId customer, int atMost) {
        return parts.first(customer.value(), atMost).stream()
                .map(Parts::waiting)
                .toList();
    }

    private static PreparedPart waiting(PartRow part) {
        return new PreparedPart(part.number(), part.revision(), part.description());
    }

    @Override
    public Map<CustomerId, Long> ready(Collection<CustomerId> which) {
        return which.isEmpty()
                ? Map.of()
                : parts.count(which.stream().map(CustomerId::value).toList()).stream()
                        .collect(Collectors.toMap(
                                count -> new CustomerId(count.getCustomer()), PartRepository.Count::getParts));
    }

    @Override
    @Transactional
    public void move(CustomerId from, CustomerId to) {
        parts.move(from.value(), to.value());
        drawings.move(from, to);
    }

    @Override
    @Transactional
    public void discard(CustomerId customer) {
        remove(parts.idsOf(customer.value()));
        drawings.removeUnassigned(customer);
    }

    // ----

    private void requireOwn(VendorId vendor, CustomerId customer) {
        if (!customers.exists(vendor, customer)) {
            throw new NotFound();
        }
    }

    private void changed(VendorId vendor, CustomerId customer, @Nullable AccountId by, String what, int count) {
        if (count > 0) {
            customers.partsChanged(vendor, customer, by, what, count);
        }
    }

    private void refuseDuplicate(CustomerId customer, @Nullable PartId self, NewPart wanted) {
        var key = wanted.normalised().key();
        parts.findId(customer.value(), key.number(), key.revision())
                .map(PartId::new)
                .filter(other -> !other.equals(self))
                .ifPresent(other -> {
                    throw new Refused("duplicate-part", Map.of("partId", other.value()));
                });
    }

    private Merged store(VendorId vendor, CustomerId customer, List<NewPart> wanted) {
        return writer.merge(
                vendor, customer, wanted.stream().map(NewPart::normalised).toList(), DatabaseTime.now(clock));
    }

    /** But for those that an RFQ names. */
    private int remove(List<UUID> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        var there = parts.lock(ids).stream().map(PartId::new).toList();
        var used = uses.used(there);
        var removable = there.stream()
                .filter(part -> !used.contains(part))
                .map(PartId::value)
                .toList();
        if (removable.isEmpty()) {
            return 0;
        }
        drawings.removeOf(removable);
        return parts.remove(removable);
    }
}
