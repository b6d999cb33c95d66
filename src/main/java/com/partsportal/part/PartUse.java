package com.partsportal.part;

import java.util.Collection;
import java.util.Set;

/** Which parts are named elsewhere and so must stay; implemented by the module that names them. */
public interface PartUse {

    /** Those of these parts that an RFQ names, as the caller's transaction sees it. */
    Set<PartId> used(Collection<PartId> parts);
}
