package com.partsportal.emailchange;

import java.util.List;

/** Decided by email-change-risk.dmn. */
public interface RiskPolicy {

    /** What the agent should look at, each with its reason. */
    List<String> hints(RiskFacts facts);

    /**
     * @param managers active Customer Managers of the company, the person included
     * @param earlierRequests of this login in the last 180 days
     * @param disputed how many of them ended since the mailbox or a colleague said that it was somebody else
     */
    record RiskFacts(
            boolean signedIn,
            boolean freeMailer,
            boolean passwordSetLately,
            int managers,
            int earlierRequests,
            int disputed) {}
}
