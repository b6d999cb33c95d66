package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the module of parts needs of a customer: whether it is the vendor's, and its timeline. */
@Service
public class CustomerParts {

    private final CustomerRepository customers;
    private final Timeline timeline;
    private final NewPartsNotices news;

    CustomerParts(CustomerRepository customers, Timeline timeline, NewPartsNotices news) {
        this.customers = customers;
        this.timeline = timeline;
        this.news = news;
    }

    /** Whether the vendor has this customer. */
    public boolean exists(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).isPresent();
    }

    /**
     * Writes into the timeline that parts of this customer were changed, in the caller's transaction.
     *
     * @param what {@code added}, {@code changed}, {@code removed}, {@code retired}, {@code restored}, {@code drawn} or {@code undrawn}
     * @throws NotFound when the vendor has no such customer
     */
    @Transactional
    public void partsChanged(VendorId vendor, CustomerId id, @Nullable AccountId by, String what, int count) {
        var customer = customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
        timeline.add(
                customer,
                TimelineType.PARTS_CHANGED,
                by,
                Map.of("what", "parts-" + what, "count", Integer.toString(count)));
        if (what.equals("added")) {
            news.partsAdded(customer);
        }
    }
}
