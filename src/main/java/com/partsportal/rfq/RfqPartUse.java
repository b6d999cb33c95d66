package com.partsportal.rfq;

import com.partsportal.part.PartId;
import com.partsportal.part.PartUse;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Parts that an RFQ names stay. */
@Component
class RfqPartUse implements PartUse {

    private final RfqRepository rfqs;

    RfqPartUse(RfqRepository rfqs) {
        this.rfqs = rfqs;
    }

    @Override
    public Set<PartId> used(Collection<PartId> parts) {
        return parts.isEmpty()
                ? Set.of()
                : rfqs.named(parts.stream().map(PartId::value).toList()).stream()
                        .map(PartId::new)
                        .collect(Collectors.toSet());
    }
}
