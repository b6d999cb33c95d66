package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.vendor.RankingUse;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which customers have which ranking. */
@Component
class CustomerRankings implements RankingUse {

    private final CustomerRepository customers;
    private final Clock clock;

    CustomerRankings(CustomerRepository customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    @Override
    public long count(VendorId vendor, UUID ranking) {
        return customers.countByVendorIdAndRankingId(vendor.value(), ranking);
    }

    @Override
    public void move(VendorId vendor, UUID from, UUID to, @Nullable AccountId by) {
        customers.moveRanking(vendor.value(), from, to, by == null ? null : by.value(), DatabaseTime.now(clock));
    }
}
