package com.partsportal.customer;

import java.math.BigDecimal;

/** Whether enough parts are ready to invite a customer; decided by invite-readiness.dmn where the engine lives. */
public interface InviteReadiness {

    /**
     * @param partsReady how many parts are prepared for the customer
     * @param discountPercent of its ranking
     */
    Verdict decide(long partsReady, BigDecimal discountPercent);

    /** What the table says, before the vendor's policy softens or hardens it. */
    enum Verdict {
        ALLOW,
        WARN,
        BLOCK
    }
}
