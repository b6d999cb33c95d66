package com.partsportal.shared;

import java.util.Map;

/**
 * A business rule forbids the request; nothing was changed. The API answers 409 with the code and the
 * details as members of the problem (RFC 9457), pages show the message {@code refused.<code>}.
 */
public class Refused extends RuntimeException {

    private final String code;
    private final transient Map<String, Object> details;

    public Refused(String code) {
        this(code, Map.of());
    }

    public Refused(String code, Map<String, Object> details) {
        super(code, null, false, false);
        this.code = code;
        this.details = details;
    }

    /** The stable code of the contract, such as {@code wrong-state}. */
    public String code() {
        return code;
    }

    /** Further members of the answer, such as {@code customerId}; no personal data. */
    public Map<String, Object> details() {
        return details;
    }
}
