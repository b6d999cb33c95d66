package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.partsportal.account.AccountId;
import com.partsportal.account.Credentials;
import com.partsportal.account.PasskeyChallenge;
import com.partsportal.account.Passkeys;
import com.partsportal.account.SignInFailures;
import com.partsportal.account.SingleSignOnRequired;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

class PasskeyLoginTests {

    private final Clock clock = Clock.systemUTC();
    private final Passkeys passkeys = mock(Passkeys.class);
    private final SignInFailures failures = mock(SignInFailures.class);

    @Test
    void aPasskeyOfStaffCountsForNothingWhereStaffSignsInAtAProvider() {
        var staff = credentials(true);

        assertThatThrownBy(() -> check(staff, "https://id.example")).isInstanceOf(SingleSignOnRequired.class);

        verify(failures).count(SignInFailures.Method.PASSKEY, staff.account(), "single-sign-on-required");
        assertThat(check(credentials(false), "https://id.example")).isPresent();
        assertThat(check(credentials(true), "")).isPresent();
    }

    private Optional<Credentials> check(Credentials owner, String issuer) {
        when(passkeys.authenticate(any(), any())).thenReturn(Optional.of(owner));
        var request = new MockHttpServletRequest();
        new PasskeyChallenge("challenge", "", DatabaseTime.now(clock)).keep(request);
        var login = new PasskeyLogin(
                passkeys,
                mock(RateLimits.class),
                bind("portal.limits", Limits.class, Map.of()),
                failures,
                bind(
                        "portal.staff.sso",
                        SingleSignOnSettings.class,
                        Map.of(
                                "portal.staff.sso.issuer",
                                issuer,
                                "portal.staff.sso.client-id",
                                "portal",
                                "portal.staff.sso.client-secret",
                                "secret")),
                clock);
        return login.check("signed", request);
    }

    private static <T> T bind(String prefix, Class<T> settings, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, settings);
    }

    private static Credentials credentials(boolean staff) {
        return new Credentials(new AccountId(UUID.randomUUID()), null, null, true, staff);
    }
}
