package com.partsportal.vendor;

import com.partsportal.api.OneTimeSecret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * A key that was made just now.
 *
 * @param key the key itself: shown this once, stored nowhere
 */
public record IssuedApiKey(
        UUID id,
        String name,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String key) implements OneTimeSecret {

    /** What remains of it afterwards. */
    public record Known(UUID id, String name) {}

    @Override
    public Known again() {
        return new Known(id, name);
    }

    @Override
    public String toString() {
        return "IssuedApiKey[" + id + "]";
    }
}
