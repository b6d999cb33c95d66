package com.partsportal.vendor;

/** What happens when a vendor invites a customer without any part that is ready. */
public enum PartsPolicy {
    WARN,
    REQUIRE,
    OFF
}
