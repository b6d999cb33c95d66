package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class InvitationDecisionTests extends ProcessPaths {

    @Autowired
    InvitationPolicy policy;

    @ParameterizedTest
    @EnumSource
    void remindsAfterThreeSevenAndTwelveDaysAndExpiresAfterFourteen(InvitationKind kind) {
        for (var discount : new String[] {"0", "3", "10.00", "99.5"}) {
            var terms = policy.decide(kind, new BigDecimal(discount));

            assertThat(terms.remindAfter())
                    .containsExactly(Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(12));
            assertThat(terms.expiresAfter()).isEqualTo(Duration.ofDays(14));
        }
    }
}
