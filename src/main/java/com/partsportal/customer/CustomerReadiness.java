package com.partsportal.customer;

import com.partsportal.customer.InviteReadiness.Verdict;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether enough parts are ready to invite a customer, by the vendor's policy. */
@Service
public class CustomerReadiness {

    private final CustomerRepository customers;
    private final Vendors vendors;
    private final PreparedParts parts;
    private final InviteReadiness rule;

    CustomerReadiness(CustomerRepository customers, Vendors vendors, PreparedParts parts, InviteReadiness rule) {
        this.customers = customers;
        this.vendors = vendors;
        this.parts = parts;
        this.rule = rule;
    }

    /**
     * Whether enough is ready to invite this customer.
     *
     * @param verdict with the vendor's policy: off allows, warn never blocks, require never only warns
     */
    public record Readiness(Verdict verdict, long partsReady) {}

    /** Whether enough is ready to invite this customer now. */
    @Transactional(readOnly = true)
    public Readiness of(VendorId vendor, CustomerId id) {
        return of(find(vendor, id));
    }

    /** Whether the vendor may invite a new customer, which has no parts yet. */
    @Transactional(readOnly = true)
    public Verdict ofNew(VendorId vendor) {
        return ofNew(vendors.get(vendor), vendors.rankings(vendor));
    }

    /** As {@link #ofNew(VendorId)}, of a vendor with these rankings. */
    Verdict ofNew(VendorRow vendor, List<RankingRow> rankings) {
        var usual = rankings.stream()
                .filter(RankingRow::isDefault)
                .findFirst()
                .map(RankingRow::discountPercent)
                .orElse(BigDecimal.ZERO);
        return verdict(vendor, 0, usual);
    }

    Readiness of(Customer customer) {
        return of(customer, parts.ready(List.of(customer.id())).getOrDefault(customer.id(), 0L));
    }

    /** As {@link #of(Customer)}, of one that is not stored yet. */
    Readiness ofNew(Customer customer) {
        return of(customer, 0);
    }

    private Readiness of(Customer customer, long ready) {
        var discount = vendors.ranking(customer.ranking()).orElseThrow().discountPercent();
        return new Readiness(verdict(vendors.get(customer.vendor()), ready, discount), ready);
    }

    private Verdict verdict(VendorRow vendor, long ready, BigDecimal discount) {
        return switch (vendor.partsPolicy()) {
            case OFF -> Verdict.ALLOW;
            case WARN -> rule.decide(ready, discount) == Verdict.ALLOW ? Verdict.ALLOW : Verdict.WARN;
            case REQUIRE -> rule.decide(ready, discount) == Verdict.ALLOW ? Verdict.ALLOW : Verdict.BLOCK;
        };
    }

    private Customer find(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }
}
