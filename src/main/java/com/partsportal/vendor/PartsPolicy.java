package com.partsportal.vendor;

/** What a vendor wants to happen when it invites a customer for whom no part is ready. */
public enum PartsPolicy {
    WARN,
    REQUIRE,
    OFF
}
