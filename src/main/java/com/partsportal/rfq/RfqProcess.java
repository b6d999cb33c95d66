package com.partsportal.rfq;

import java.time.Instant;

/**
 * Notifies the process of an RFQ; implemented by the engine's side. Every method works in the caller's
 * transaction; a lost race is Spring's {@code ConcurrencyFailureException}.
 */
public interface RfqProcess {

    void submitted(RfqId rfq, boolean approvalNeeded);

    void decided(RfqId rfq, RfqApproval approval);

    void revised(RfqId rfq);

    void answered(RfqId rfq);

    void withdrawn(RfqId rfq);

    /** Its expiry is at that time from now on. */
    void extended(RfqId rfq, Instant expiresAt);
}
