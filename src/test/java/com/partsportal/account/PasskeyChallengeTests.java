package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** A challenge for a device is used once, by the session that got it. */
class PasskeyChallengeTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void isKeptForATimeAndTakenOnce() {
        var request = new MockHttpServletRequest();
        assertThat(PasskeyChallenge.kept(request, NOW)).isEmpty();
        assertThat(PasskeyChallenge.take(request, NOW)).isEmpty();

        var challenge = new PasskeyChallenge("value", "Phone", NOW);
        challenge.keep(request);

        assertThat(PasskeyChallenge.kept(request, NOW.plus(Passkeys.PATIENCE).minusMillis(1)))
                .contains(challenge);
        assertThat(PasskeyChallenge.kept(request, NOW.plus(Passkeys.PATIENCE))).isEmpty();
        assertThat(PasskeyChallenge.take(request, NOW)).contains(challenge);
        assertThat(PasskeyChallenge.take(request, NOW)).isEmpty();
    }
}
