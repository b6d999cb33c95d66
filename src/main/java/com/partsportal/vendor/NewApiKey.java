package com.partsportal.vendor;

import com.partsportal.shared.PlainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param name says what uses it
 * @param readOnly whether it may only read; null: it may do what a Team Member may
 * @param expiresAt when it ends by itself; null: never
 */
public record NewApiKey(
        @PlainName(max = 100) String name,
        @Nullable Boolean readOnly,
        @Nullable Instant expiresAt) {

    boolean isReadOnly() {
        return Boolean.TRUE.equals(readOnly);
    }
}
