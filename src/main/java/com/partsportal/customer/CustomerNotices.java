package com.partsportal.customer;

import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;

/** What the pages say of an action on a customer that was refused. */
final class CustomerNotices {

    private CustomerNotices() {}

    static Notice refusal(Refused refused, CustomerRow customer) {
        return Notice.warning("customer.refused." + refused.code(), customer.companyName());
    }

    static Notice refusal(TooManyRequests tooMany) {
        tooMany.record();
        return Notice.warning("customer.refused.too-many", tooMany.retryAfterMinutes());
    }
}
