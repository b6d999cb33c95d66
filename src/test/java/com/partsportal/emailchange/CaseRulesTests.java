package com.partsportal.emailchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** When a support case is closed, and what is proposed in it; without a database. */
class CaseRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final AccountId SAM = new AccountId(UUID.randomUUID());

    private final SupportCase open = open();

    private static SupportCase open() {
        var row = new SupportCase();
        ReflectionTestUtils.setField(row, "id", UUID.randomUUID());
        ReflectionTestUtils.setField(row, "state", SupportCase.State.OPEN);
        ReflectionTestUtils.setField(row, "kind", SupportCaseKind.POSSIBLE_TAKEOVER);
        ReflectionTestUtils.setField(row, "openedAt", NOW);
        ReflectionTestUtils.setField(row, "number", 1001L);
        return row;
    }

    @Test
    void isClosedOnceByAnAgent() {
        assertThat(open.isOpen()).isTrue();
        assertThat(open.view().open()).isTrue();
        assertThat(open.view().closedBy()).isNull();
        assertThat(open.view().account()).isNull();
        assertThat(open.view().openedBy()).isNull();
        assertThat(open.view().number()).isEqualTo(1001);

        open.close(SAM, SupportCaseOutcome.DONE, "Spoke to the owner", NOW.plusSeconds(60));

        var closed = open.view();
        assertThat(closed.open()).isFalse();
        assertThat(closed.closedBy()).isEqualTo(SAM);
        assertThat(closed.closedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(closed.outcome()).isEqualTo(SupportCaseOutcome.DONE);
        assertThat(closed.comment()).isEqualTo("Spoke to the owner");
        assertThatThrownBy(() -> open.close(SAM, SupportCaseOutcome.DONE, null, NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void knowsWhoProposedWhom() {
        var member = UUID.randomUUID();
        ReflectionTestUtils.setField(open, "accountId", SAM.value());
        ReflectionTestUtils.setField(open, "openedBy", SAM.value());
        open.propose(member, SAM);
        assertThat(open.view().proposedMember()).isEqualTo(member);
        assertThat(open.view().proposedBy()).isEqualTo(SAM);
        assertThat(open.view().account()).isEqualTo(SAM);
        assertThat(open.view().openedBy()).isEqualTo(SAM);

        open.endProposal();
        assertThat(open.view().proposedMember()).isNull();
        assertThat(open.view().proposedBy()).isNull();
    }
}
