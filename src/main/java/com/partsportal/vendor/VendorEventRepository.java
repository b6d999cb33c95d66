package com.partsportal.vendor;

import java.util.UUID;
import org.springframework.data.repository.Repository;

interface VendorEventRepository extends Repository<VendorEvent, UUID> {

    VendorEvent save(VendorEvent event);
}
