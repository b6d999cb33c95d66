package com.partsportal.vendor;

import com.partsportal.shared.FreeText;
import com.partsportal.shared.PlainName;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param name says what uses it
 * @param readOnly whether it may only read; null: it may do what a Team Member may
 * @param expiresAt when it ends by itself; null: never
 */
public record NewApiKey(
        @PlainName(max = NewApiKey.LONGEST_NAME) String name,
        @Nullable Boolean readOnly,
        @Nullable Instant expiresAt) {

    static final int LONGEST_NAME = 100;

    /** The name as it is stored. */
    String plainName() {
        return Objects.requireNonNull(FreeText.line("name", name, LONGEST_NAME));
    }

    boolean isReadOnly() {
        return Boolean.TRUE.equals(readOnly);
    }
}
