package com.partsportal.rfq;

import com.partsportal.account.AccountId;
import com.partsportal.part.PartId;
import com.partsportal.part.Parts;
import com.partsportal.part.RfqFiles;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.vendor.VendorId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes parts of what customers described in their RFQs. */
@Service
public class RfqLineParts {

    private static final Logger log = LoggerFactory.getLogger(RfqLineParts.class);

    private final RfqRepository rfqs;
    private final RfqReport report;
    private final Parts parts;
    private final RfqFiles files;

    RfqLineParts(RfqRepository rfqs, RfqReport report, Parts parts, RfqFiles files) {
        this.rfqs = rfqs;
        this.report = report;
        this.parts = parts;
        this.files = files;
    }

    /**
     * Makes a part of that customer from a line, with its files; a repeat gives the part that was made. A line without a
     * number gets one from the RFQ's reference.
     *
     * @throws NotFound unless the RFQ reached the vendor and the line is one of it
     * @throws Refused {@code duplicate-part} when the customer has a part of this number already
     */
    @Retried
    @Transactional
    public PartId make(VendorId vendor, RfqId id, UUID line, AccountId by) {
        var rfq = report.find(vendor, id).orElseThrow(NotFound::new);
        var stored = rfqs.lock(id.value()).orElseThrow(NotFound::new);
        var lines = stored.lines();
        var wanted =
                lines.stream().filter(one -> one.id().equals(line)).findFirst().orElseThrow(NotFound::new);
        var made = wanted.part();
        if (made != null) {
            return made;
        }
        var part = parts.add(
                vendor, rfq.customer(), wanted.asPart(rfq.reference() + "-" + (lines.indexOf(wanted) + 1)), by);
        stored.make(line, part);
        rfqs.flush();
        files.assign(line, part);
        log.info("RFQ {}: part {} made by account {}", id, part, by);
        return part;
    }
}
