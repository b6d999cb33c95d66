package com.partsportal.vendor;

/** Is notified when a vendor is not suspended any more; in the transaction that resumes it. */
public interface ResumptionListener {

    void resumed(VendorId vendor);
}
