package com.partsportal.customer;

import com.partsportal.shared.FreeText;
import org.jspecify.annotations.Nullable;

/** The vendor's own number of a customer: any short text, unique for the vendor. */
public final class ExternalId {

    /** Characters. */
    static final int LONGEST = 100;

    private ExternalId() {}

    /**
     * As it is stored; null for a blank one.
     *
     * @throws com.partsportal.shared.InvalidValue with field {@code externalId} when it breaks the rules of texts
     */
    public static @Nullable String of(@Nullable String typed) {
        return FreeText.line("externalId", typed, LONGEST);
    }
}
