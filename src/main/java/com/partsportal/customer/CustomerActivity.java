package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens around a customer: its timeline, the vendor's news, and its RFQs as far as the record knows them. */
@Service
public class CustomerActivity {

    static final int NEWS_DAYS = 14;
    private static final int MOST_NEWS = 30;

    private final CustomerRepository customers;
    private final Timeline timeline;
    private final TimelineReport report;
    private final Clock clock;

    CustomerActivity(CustomerRepository customers, Timeline timeline, TimelineReport report, Clock clock) {
        this.customers = customers;
        this.timeline = timeline;
        this.report = report;
        this.clock = clock;
    }

    /** The vendor has an RFQ of this customer now, in the caller's transaction; the time of the first one is kept. */
    @Transactional
    public void rfqSubmitted(VendorId vendor, CustomerId id, UUID rfq, AccountId by) {
        var customer = find(vendor, id);
        customer.rfqReceived(DatabaseTime.now(clock));
        customers.flush();
        timeline.add(customer, TimelineType.RFQ_SUBMITTED, by, Map.of(Timeline.RFQ, rfq.toString()));
    }

    /** The vendor answered an RFQ of this customer, in the caller's transaction. */
    @Transactional
    public void rfqAnswered(VendorId vendor, CustomerId id, UUID rfq, AccountId by) {
        timeline.add(find(vendor, id), TimelineType.RFQ_ANSWERED, by, Map.of(Timeline.RFQ, rfq.toString()));
    }

    /** What happened to it, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> timeline(VendorId vendor, CustomerId id, Locale language) {
        find(vendor, id);
        return report.of(id, language);
    }

    /** What the vendor is also notified of by email, of the last {@value #NEWS_DAYS} days, newest first, the first {@value #MOST_NEWS}. */
    @Transactional(readOnly = true)
    public List<CustomerNews> news(VendorId vendor) {
        return timeline.news(vendor, DatabaseTime.now(clock).minus(Duration.ofDays(NEWS_DAYS)), MOST_NEWS);
    }

    private Customer find(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }
}
