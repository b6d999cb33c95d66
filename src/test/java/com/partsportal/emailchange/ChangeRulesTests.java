package com.partsportal.emailchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.partsportal.emailchange.ChangeCase.Missing;
import com.partsportal.emailchange.ChangeDecision.Verdict;
import com.partsportal.shared.InvalidValue;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.StaticMessageSource;

/** When a request may be applied, and what a decision may be; without a database. */
class ChangeRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(14));

    @ParameterizedTest
    @CsvSource({
        // approved, old address, cooling-off over, new address, admitted
        "false, true, true, true, true, APPROVAL",
        "true, false, false, true, true, OLD_ADDRESS",
        "true, true, false, true, true, NOTHING",
        "true, false, true, true, true, NOTHING",
        "true, true, true, false, true, NEW_ADDRESS",
        "true, true, true, true, false, NEW_ADDRESS"
    })
    void isAppliedOnlyWithEveryProof(
            boolean approved, boolean old, boolean waited, boolean confirmed, boolean admitted, Missing missing) {
        var change = change(
                ChangeState.OPEN,
                admitted,
                confirmed ? NOW : null,
                old ? NOW : null,
                approved ? NOW : null,
                waited ? NOW : NOW.plusNanos(1),
                null,
                null);
        assertThat(change.missing(NOW)).isEqualTo(missing);
    }

    @Test
    void withoutACoolingOffTheOldAddressIsNeeded() {
        var change = change(ChangeState.OPEN, true, NOW, null, NOW, null, null, null);
        assertThat(change.missing(END)).isEqualTo(Missing.OLD_ADDRESS);
    }

    @Test
    void isOpenUntilItExpires() {
        var open = change(ChangeState.OPEN, true, null, null, null, null, null, null);
        assertThat(open.isOpen(END.minusNanos(1))).isTrue();
        assertThat(open.isOpen(END)).isFalse();
        assertThat(open.isSignedIn()).isTrue();
    }

    @Test
    void aLoginIsKnownOfARequestMadeSignedInOrToRestore() {
        for (var source : ChangeSource.values()) {
            var change = with(Map.of("source", source, "state", ChangeState.OPEN, "admitted", true));
            assertThat(change.isSignedIn()).isEqualTo(source == ChangeSource.SIGNED_IN);
            assertThat(change.isRestore()).isEqualTo(source == ChangeSource.RESTORE);
            assertThat(change.isLoginKnown())
                    .isEqualTo(source == ChangeSource.SIGNED_IN || source == ChangeSource.RESTORE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPEN")
    void anEndedRequestIsNotOpen(ChangeState state) {
        assertThat(change(state, true, null, null, null, null, null, null).isOpen(NOW))
                .isFalse();
    }

    @Test
    void aQuestionWaitsForItsAnswer() {
        assertThat(change(ChangeState.OPEN, true, null, null, null, null, null, null)
                        .hasOpenQuestion())
                .isFalse();
        assertThat(change(ChangeState.OPEN, true, null, null, null, null, "Why?", null)
                        .hasOpenQuestion())
                .isTrue();
        assertThat(change(ChangeState.OPEN, true, null, null, null, null, "Why?", NOW)
                        .hasOpenQuestion())
                .isFalse();
    }

    @Test
    void anApprovalNeedsNoComment() {
        assertThat(ChangeDecision.of("approve", null, EnumSet.allOf(Verdict.class)))
                .isEqualTo(new ChangeDecision(Verdict.APPROVE, null));
        assertThat(ChangeDecision.of("approve", " fine ", EnumSet.allOf(Verdict.class)))
                .isEqualTo(new ChangeDecision(Verdict.APPROVE, "fine"));
    }

    @Test
    void aRejectionMayNameALinkAndAQuestionMayNot() {
        var text = "See https://portal.example/policy";
        assertThat(ChangeDecision.of("reject", text, EnumSet.allOf(Verdict.class)))
                .isEqualTo(new ChangeDecision(Verdict.REJECT, text));
        assertInvalid("ask", text, "comment");
        assertThat(ChangeDecision.of("ask", "Who are you?", EnumSet.allOf(Verdict.class)))
                .isEqualTo(new ChangeDecision(Verdict.ASK, "Who are you?"));
    }

    @Test
    void otherDecisionsNeedAComment() {
        assertInvalid("reject", null, "comment");
        assertInvalid("ask", "  ", "comment");
        assertInvalid("reject", "x".repeat(1001), "comment");
        assertInvalid("approve", 7, "comment");
    }

    @Test
    void onlyWhatTheTaskOffersIsADecision() {
        assertInvalid("APPROVE", null, "decision");
        assertInvalid(null, null, "decision");
        assertThatThrownBy(() -> ChangeDecision.of("ask", "Who?", EnumSet.of(Verdict.APPROVE, Verdict.REJECT)))
                .isInstanceOf(InvalidValue.class);
        assertThat(Verdict.REJECT.code()).isEqualTo("reject");
    }

    private static void assertInvalid(@Nullable Object decision, @Nullable Object comment, String field) {
        assertThatThrownBy(() -> ChangeDecision.of(decision, comment, EnumSet.allOf(Verdict.class)))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
    }

    private static ChangeCase change(
            ChangeState state,
            boolean admitted,
            @Nullable Instant newConfirmedAt,
            @Nullable Instant oldConfirmedAt,
            @Nullable Instant approvedAt,
            @Nullable Instant coolingOffEndsAt,
            @Nullable String question,
            @Nullable Instant answeredAt) {
        var known = new HashMap<String, Object>();
        known.put("source", ChangeSource.SIGNED_IN);
        known.put("state", state);
        known.put("admitted", admitted);
        known.put("requestedAt", NOW);
        known.put("expiresAt", END);
        known.put("newConfirmedAt", newConfirmedAt);
        known.put("oldConfirmedAt", oldConfirmedAt);
        known.put("approvedAt", approvedAt);
        known.put("coolingOffEndsAt", coolingOffEndsAt);
        known.put("question", question);
        known.put("answeredAt", answeredAt);
        return with(known);
    }

    /** Only what a rule reads; the record has many more components. */
    private static ChangeCase with(Map<String, Object> known) {
        var components = ChangeCase.class.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(one -> known.getOrDefault(one.getName(), one.getType() == long.class ? 0L : null))
                .toArray();
        try {
            return ChangeCase.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    // ---- the old mailbox's day

    @Test
    void theSecondApprovalOpensADayAfterTheNoticeOrAtOnceWhenTheAgentSaysWhy() {
        var id = new EmailChangeId(new UUID(1, 1));
        var stored = mock(StoredChanges.class);
        var settings = new EmailChangeSettings(
                Duration.ofDays(14),
                Duration.ofDays(1),
                Duration.ofHours(72),
                Duration.ofDays(7),
                Duration.ofDays(180));
        var notified = NOW.plusSeconds(60);
        var known =
                new HashMap<String, Object>(Map.of("admitted", true, "requestedAt", NOW, "oldNotifiedAt", notified));
        when(stored.lock(id)).thenAnswer(call -> with(known));
        assertThat(steps(stored, settings, NOW.plusSeconds(120)).secondApprovalAt(id))
                .isEqualTo(notified.plus(Duration.ofDays(1)));
        assertThat(steps(stored, settings, notified.plus(Duration.ofDays(1))).secondApprovalAt(id))
                .isNull();
        known.put("silentReason", "She left, says the company");
        assertThat(steps(stored, settings, NOW.plusSeconds(120)).secondApprovalAt(id))
                .isNull();
    }

    private static ChangeSteps steps(StoredChanges stored, EmailChangeSettings settings, Instant now) {
        return new ChangeSteps(
                stored,
                mock(),
                mock(),
                mock(),
                mock(),
                mock(),
                mock(),
                mock(),
                settings,
                mock(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    // ---- what nobody's requester gets

    @Test
    void aLoginIsHiddenFromSomebodySignedOutUntilTheOldMailboxAnswers() {
        for (var source : ChangeSource.values()) {
            var known = source == ChangeSource.SIGNED_IN || source == ChangeSource.RESTORE;
            assertThat(with(Map.of("source", source, "admitted", false)).isLoginHidden())
                    .isNotEqualTo(known);
            assertThat(with(Map.of("source", source, "admitted", true, "oldConfirmedAt", NOW))
                            .isLoginHidden())
                    .isFalse();
        }
    }

    @Test
    void answersInPlaceOfAnAgentComeInOfficeHoursWithinTheWeekAndDiffer() {
        var messages = new StaticMessageSource();
        var unseen = new UnseenAnswers(messages);
        var firsts = new HashSet<Instant>();
        var ways = new HashSet<Boolean>();
        var random = new Random(1);
        for (var i = 0; i < 500; i++) {
            var id = new EmailChangeId(new UUID(random.nextLong(), random.nextLong()));
            var first = unseen.firstAt(id, NOW);
            var rejection = unseen.rejectionAt(id, first);
            assertThat(List.of(first, rejection)).allSatisfy(moment -> {
                var local = moment.atOffset(ZoneOffset.UTC);
                assertThat(local.getHour()).isBetween(8, 15);
                assertThat(local.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            });
            assertThat(first).isBetween(NOW.plus(Duration.ofHours(2)), NOW.plus(Duration.ofDays(4)));
            assertThat(rejection).isBetween(first.plus(Duration.ofDays(1)), first.plus(Duration.ofDays(6)));
            firsts.add(first);
            ways.add(unseen.sendsQuestionFirst(id));
        }
        assertThat(firsts).hasSizeGreaterThan(400);
        assertThat(ways).hasSize(2);
    }
}
