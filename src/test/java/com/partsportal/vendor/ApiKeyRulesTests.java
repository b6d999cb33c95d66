package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** How long a key works; without a database. */
class ApiKeyRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final AccountId VERA = new AccountId(UUID.randomUUID());

    @Test
    void worksUntilItsEndOrItsRevocation() {
        var key = key(NOW);
        assertThat(key.isUsable(NOW.minusSeconds(1))).isTrue();
        assertThat(key.isUsable(NOW)).isFalse();
        assertThat(key.row("Vera", NOW.minusSeconds(1)).state()).isEqualTo(ApiKeyRow.State.WORKS);
        assertThat(key.row("Vera", NOW.minusSeconds(1)).isUsable()).isTrue();
        assertThat(key.row("Vera", NOW).state()).isEqualTo(ApiKeyRow.State.EXPIRED);
        assertThat(key.row("Vera", NOW).isUsable()).isFalse();
        assertThat(key(null).isUsable(NOW)).isTrue();

        ReflectionTestUtils.setField(key, "revokedAt", NOW.minusSeconds(9));
        assertThat(key.isUsable(NOW.minusSeconds(1))).isFalse();
        assertThat(key.row("Vera", NOW).state()).isEqualTo(ApiKeyRow.State.REVOKED);
    }

    @Test
    void knowsWhoseItIsAndWhenItWasUsed() {
        var key = key(null);
        assertThat(key.createdBy()).isEqualTo(VERA);
        assertThat(key.holder().name()).isEqualTo("ERP");
        assertThat(key.holder().readOnly()).isTrue();
        assertThat(key.row("Vera", NOW).createdByName()).isEqualTo("Vera");
        assertThat(key.wasUsedSince(NOW)).isFalse();
        ReflectionTestUtils.setField(key, "lastUsedAt", NOW);
        assertThat(key.wasUsedSince(NOW)).isTrue();
        assertThat(key.wasUsedSince(NOW.plusSeconds(1))).isFalse();
    }

    private static ApiKey key(@Nullable Instant expiresAt) {
        return new ApiKey(
                UUID.randomUUID(),
                new VendorId(UUID.randomUUID()),
                new NewApiKey(" ERP ", true, expiresAt),
                new byte[] {1},
                VERA,
                NOW.minusSeconds(60));
    }
}
