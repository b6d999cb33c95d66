package com.partsportal.vendor;

/** Is notified when a vendor is not suspended any more; in the transaction that resumes it. */
public interface ResumptionListener {

    /** Runs in the caller's transaction: an exception leaves the vendor suspended. */
    void resumed(VendorId vendor);
}
