package com.partsportal.emailchange;

import java.util.List;

/** Decided by email-change-risk.dmn. */
public interface RiskPolicy {

    /** What the agent should look at, each with its reason. */
    List<String> hints(Facts facts);

    /**
     * @param managers active Customer Managers of the company, the person included
     * @param earlierRequests of this login in the last 180 days
     */
    record Facts(boolean signedIn, boolean freeMailer, boolean passwordSetLately, int managers, int earlierRequests) {}
}
