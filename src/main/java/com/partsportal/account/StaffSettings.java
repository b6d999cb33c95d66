package com.partsportal.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How staff signs in.
 *
 * @param secondFactor whether staff needs a second factor; {@code PORTAL_STAFF_SECOND_FACTOR}
 */
@ConfigurationProperties("portal.staff")
public record StaffSettings(@DefaultValue("required") SecondFactorPolicy secondFactor) {

    /** Whether staff without a second factor has to set one up. */
    public enum SecondFactorPolicy {
        REQUIRED,
        OPTIONAL
    }

    /** Whether a login needs a second factor, whatever its owner wants. */
    public boolean requiresSecondFactor(boolean staff) {
        return staff && secondFactor == SecondFactorPolicy.REQUIRED;
    }
}
