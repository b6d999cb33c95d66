package com.partsportal.rfq;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.vendor.ResumptionListener;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** RFQs that would have expired while their vendor was suspended: it has the same time for them anew. */
@Component
class LapsedRfqs implements ResumptionListener {

    private static final Logger log = LoggerFactory.getLogger(LapsedRfqs.class);

    private final RfqRepository rfqs;
    private final RfqProcess process;
    private final Clock clock;

    LapsedRfqs(RfqRepository rfqs, RfqProcess process, Clock clock) {
        this.rfqs = rfqs;
        this.process = process;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void resumed(VendorId vendor) {
        var now = DatabaseTime.now(clock);
        var expiresAt = now.plus(RfqDates.EXPIRES_AFTER);
        for (var lapsed : rfqs.unanswered(vendor.value(), now.minus(RfqDates.EXPIRES_AFTER))) {
            process.extended(new RfqId(lapsed), expiresAt);
            log.info("RFQ {} is open until {}", lapsed, expiresAt);
        }
    }
}
