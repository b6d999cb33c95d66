package com.partsportal.rfq;

import com.partsportal.company.RfqNames;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The numbers of RFQs, for a company's history. */
@Component
class RfqNumbers implements RfqNames {

    private final RfqRepository rfqs;

    RfqNumbers(RfqRepository rfqs) {
        this.rfqs = rfqs;
    }

    @Override
    public Map<UUID, String> of(Collection<UUID> ids) {
        return rfqs.numbers(ids).stream()
                .collect(Collectors.toMap(RfqRepository.Numbered::getId, rfq -> "RFQ-" + rfq.getNumber()));
    }
}
