package com.partsportal.rfq;

import com.partsportal.company.CompanyId;
import com.partsportal.customer.CompanyVendors;
import com.partsportal.customer.CompanyVendors.CompanyVendor;
import com.partsportal.customer.CustomerId;
import com.partsportal.part.PartId;
import com.partsportal.part.Parts;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which vendor gets what of an RFQ: a prepared part is of one vendor, and for a part that is described the company says whom it asks. */
@Component
class RfqShares {

    private final Parts parts;
    private final CompanyVendors vendors;

    RfqShares(Parts parts, CompanyVendors vendors) {
        this.parts = parts;
        this.vendors = vendors;
    }

    /**
     * What one vendor is asked.
     *
     * @param customer the company, as this vendor's customer
     */
    record Share(VendorId vendor, CustomerId customer, NewRfq rfq) {}

    private record Recipient(VendorId vendor, CustomerId customer) {}

    /**
     * One for each vendor.
     *
     * @throws NotFound when a part is not offered to this company
     * @throws InvalidValue with field {@code vendor} when it is not said which of several vendors is asked, or it is none of
     *     them
     */
    List<Share> of(CompanyId company, NewRfq rfq) {
        var lines = new TreeMap<Recipient, List<NewRfq.Line>>(
                Comparator.comparing(one -> one.vendor().value()));
        var described = new HashMap<Recipient, List<DescribedPart>>();
        var offered = offered(company, rfq);
        for (var line : rfq.lines()) {
            var recipient = offered.get(line.part());
            if (recipient == null) {
                throw new NotFound();
            }
            lines.computeIfAbsent(recipient, one -> new ArrayList<>()).add(line);
        }
        var all = rfq.described().isEmpty() ? List.<CompanyVendor>of() : vendors.of(company);
        for (var part : rfq.described()) {
            var recipient = recipient(all, part.vendor());
            lines.computeIfAbsent(recipient, one -> new ArrayList<>());
            described.computeIfAbsent(recipient, one -> new ArrayList<>()).add(part);
        }
        return lines.entrySet().stream()
                .map(one -> new Share(
                        one.getKey().vendor(),
                        one.getKey().customer(),
                        rfq.with(one.getValue(), described.getOrDefault(one.getKey(), List.of()))))
                .toList();
    }

    private Map<PartId, Recipient> offered(CompanyId company, NewRfq rfq) {
        var offered = new HashMap<PartId, Recipient>();
        if (!rfq.lines().isEmpty()) {
            parts.offered(company, null)
                    .forEach(offer -> offered.put(offer.part().id(), new Recipient(offer.vendor(), offer.customer())));
        }
        return offered;
    }

    private static Recipient recipient(List<CompanyVendor> all, @Nullable VendorId chosen) {
        return all.stream()
                .filter(one -> chosen == null ? all.size() == 1 : one.vendor().equals(chosen))
                .findFirst()
                .map(one -> new Recipient(one.vendor(), one.customer()))
                .orElseThrow(() -> new InvalidValue("vendor", "rfq.vendor"));
    }
}
