package com.partsportal.company;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** By what people know an RFQ that a company's history mentions; implemented where RFQs are. */
public interface RfqNames {

    /** The name of each RFQ that exists, such as {@code RFQ-1042}. */
    Map<UUID, String> of(Collection<UUID> rfqs);
}
