package com.partsportal.rfq;

import java.time.Instant;

/**
 * Notifies the process of an RFQ; implemented by the engine's side. Every method works in the caller's
 * transaction; a lost race is Spring's {@code ConcurrencyFailureException}.
 */
public interface RfqProcess {

    /**
     * Starts the instance of an RFQ; its business key is the id.
     *
     * @param approvalNeeded whether a manager of the company has to approve it first
     */
    void submitted(RfqId rfq, boolean approvalNeeded);

    /** A manager has approved it, sent it back or turned it down; completes the task {@code ApproveRequest}. */
    void decided(RfqId rfq, RfqApproval approval);

    /** The requester has changed what was sent back; completes the task {@code ReviseRequest}. */
    void revised(RfqId rfq);

    /** The vendor has answered; completes the task {@code AnswerRequest}. */
    void answered(RfqId rfq);

    /** The customer has withdrawn it; the instance notifies the vendor and ends. */
    void withdrawn(RfqId rfq);

    /** Its expiry is at that time from now on. */
    void extended(RfqId rfq, Instant expiresAt);
}
