package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes what a vendor records of its customer; the address is not among it. */
@Service
public class CustomerEdits {

    private final CustomerRepository customers;
    private final Vendors vendors;
    private final Timeline timeline;

    CustomerEdits(CustomerRepository customers, Vendors vendors, Timeline timeline) {
        this.customers = customers;
        this.vendors = vendors;
        this.timeline = timeline;
    }

    /** @throws InvalidValue for an unknown ranking or an unreadable phone number */
    @Retried
    @Transactional
    public void edit(VendorId vendor, CustomerId id, EditedCustomer edited, @Nullable AccountId by) {
        edit(vendor, id, edited, by, () -> {});
    }

    /**
     * As {@link #edit(VendorId, CustomerId, EditedCustomer, AccountId)}, unless the caller objects.
     *
     * @param precondition throws what refuses the change. It runs in the transaction that writes, and again after a
     *     conflict: only what it has seen is overwritten
     */
    @Retried
    @Transactional
    public void edit(
            VendorId vendor, CustomerId id, EditedCustomer edited, @Nullable AccountId by, Runnable precondition) {
        var customer = find(vendor, id);
        precondition.run();
        if (edited.companyName() != null && !Names.company(edited.companyName()).equals(customer.companyName())) {
            customer.rename(Names.company(edited.companyName()));
            timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "companyName"));
        }
        if (edited.phone() != null) {
            var phone = PhoneNumber.parseOptional(
                    edited.phone(), vendors.get(vendor).region());
            if (!Objects.equals(phone, customer.phone())) {
                customer.changePhone(phone);
                timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "phone"));
            }
        }
        if (edited.externalId() != null) {
            var externalId = ExternalId.of(edited.externalId());
            if (!Objects.equals(externalId, customer.externalId())) {
                assignExternalId(customer, externalId);
                timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "externalId"));
            }
        }
        if (edited.ranking() != null) {
            var ranking = ranking(vendor, edited.ranking());
            if (!ranking.id().equals(customer.ranking())) {
                customer.assignRanking(ranking.id());
                timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "ranking"));
            }
        }
    }

    /** @throws Refused {@code duplicate-external-id} when another customer of the vendor has it */
    void assignExternalId(Customer customer, @Nullable String externalId) {
        if (externalId != null
                && customers.existsByVendorIdAndExternalIdAndIdNot(
                        customer.vendor().value(), externalId, customer.id().value())) {
            throw new Refused("duplicate-external-id");
        }
        customer.assignExternalId(externalId);
    }

    private Customer find(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }

    private RankingRow ranking(VendorId vendor, String label) {
        return vendors.ranking(vendor, label).orElseThrow(() -> new InvalidValue("ranking", "ranking.unknown"));
    }
}
