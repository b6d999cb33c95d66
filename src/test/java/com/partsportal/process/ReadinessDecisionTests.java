package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.customer.InviteReadiness;
import com.partsportal.customer.InviteReadiness.Verdict;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class ReadinessDecisionTests extends ProcessPaths {

    @Autowired
    InviteReadiness readiness;

    @Test
    void warnsWhenNothingIsReadyAndAllowsOtherwise() {
        for (var discount : new String[] {"0", "3", "99.5"}) {
            assertThat(readiness.decide(0, new BigDecimal(discount))).isEqualTo(Verdict.WARN);
            assertThat(readiness.decide(1, new BigDecimal(discount))).isEqualTo(Verdict.ALLOW);
            assertThat(readiness.decide(500, new BigDecimal(discount))).isEqualTo(Verdict.ALLOW);
        }
    }
}
