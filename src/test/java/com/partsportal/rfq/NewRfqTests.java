package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.part.PartId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.VendorId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.util.ReflectionTestUtils;

/** What an RFQ may be, and how it is revised; without a database. */
class NewRfqTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final PartId PART = new PartId(UUID.randomUUID());

    static Stream<List<Integer>> quantitiesInRange() {
        return Stream.of(
                List.of(1),
                List.of(10_000_000),
                IntStream.rangeClosed(1, 10).boxed().toList());
    }

    static Stream<List<Integer>> quantitiesOutOfRange() {
        return Stream.of(
                List.of(),
                List.of(0),
                List.of(-1),
                List.of(10_000_001),
                List.of(1, 0),
                IntStream.rangeClosed(1, 11).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("quantitiesInRange")
    void upToTenQuantitiesFromOneToTenMillion(List<Integer> quantities) {
        assertThatCode(() -> rfq(List.of(new NewRfq.Line(PART, quantities)), null, null)
                        .checked(TODAY))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("quantitiesOutOfRange")
    void otherQuantitiesAreRefused(List<Integer> quantities) {
        assertRefused(rfq(List.of(line(), new NewRfq.Line(PART, quantities)), null, null), "lines", "rfq.quantity");
    }

    @Test
    void aPartIsNamedOnce() {
        var line = new NewRfq.Line(PART, List.of(1));
        assertRefused(rfq(List.of(line, line), null, null), "lines", "rfq.quantity");
    }

    @Test
    void fromOneToFiveHundredParts() {
        assertRefused(rfq(List.of(), null, null), "lines", "rfq.lines");
        assertRefused(rfq(lines(501), null, null), "lines", "rfq.lines");
        assertThatCode(() -> rfq(lines(500), null, null).checked(TODAY)).doesNotThrowAnyException();
    }

    @Test
    void isNeededFromYesterdayOnAndWithinTenYears() {
        for (var day : List.of(TODAY.minusDays(1), TODAY, TODAY.plusYears(10).minusDays(1))) {
            assertThat(rfq(List.of(line()), day, null).checked(TODAY).neededBy())
                    .isEqualTo(day);
        }
        for (var day : List.of(TODAY.minusDays(2), TODAY.plusYears(10))) {
            assertRefused(rfq(List.of(line()), day, null), "neededBy", "rfq.neededBy");
        }
    }

    @Test
    void theNoteIsStoredTrimmedAndUpToItsLength() {
        assertThat(rfq(List.of(line()), null, " As before ").checked(TODAY).note())
                .isEqualTo("As before");
        assertThat(rfq(List.of(line()), null, "x".repeat(2000)).checked(TODAY).note())
                .hasSize(2000);
        assertRefused(rfq(List.of(line()), null, "x".repeat(2001)), "note", "text.toolong");
    }

    @Test
    void someOfItsLinesKeepTheRest() {
        var some = List.of(line());
        assertThat(rfq(lines(3), TODAY, "Note").with(some, List.of())).isEqualTo(new NewRfq(some, TODAY, "Note"));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAVendorsThreeAnswersAreAnswers(RfqStatus status) {
        var answer = status == RfqStatus.ANSWERED || status == RfqStatus.QUOTED || status == RfqStatus.REJECTED;
        assertThat(status.isAnswer()).isEqualTo(answer);
    }

    @Test
    void goesToTheVendorAtOnceOrAfterAnApproval() {
        var atOnce = stored(false, List.of(line()));
        assertThat(ReflectionTestUtils.getField(atOnce, "status")).isEqualTo(RfqStatus.UNDER_REVIEW);
        assertThat(ReflectionTestUtils.getField(atOnce, "reviewAt")).isEqualTo(Instant.EPOCH);
        var first = stored(true, List.of(line()));
        assertThat(ReflectionTestUtils.getField(first, "status")).isEqualTo(RfqStatus.AWAITING_APPROVAL);
        assertThat(ReflectionTestUtils.getField(first, "reviewAt")).isNull();
    }

    @Test
    void isRevisedForTheSamePartsOnly() {
        var other = new PartId(UUID.randomUUID());
        var rfq = stored(true, List.of(new NewRfq.Line(PART, List.of(5, 1, 5)), new NewRfq.Line(other, List.of(2))));
        assertThat(quantities(rfq)).containsExactly(List.of(1, 5), List.of(2));

        assertThat(rfq.revise(rfq(List.of(new NewRfq.Line(PART, List.of(7))), null, null)))
                .isFalse();
        assertThat(rfq.revise(rfq(List.of(new NewRfq.Line(PART, List.of(7)), line()), null, null)))
                .isFalse();
        assertThat(quantities(rfq)).containsExactly(List.of(1, 5), List.of(2));

        assertThat(rfq.revise(rfq(
                        List.of(new NewRfq.Line(other, List.of(9, 3)), new NewRfq.Line(PART, List.of(7))), null, null)))
                .isTrue();
        assertThat(quantities(rfq)).containsExactly(List.of(7), List.of(3, 9));
    }

    @SuppressWarnings("unchecked")
    private static List<List<Integer>> quantities(Rfq rfq) {
        return ((List<Rfq.Line>) ReflectionTestUtils.getField(rfq, "lines"))
                .stream()
                        .map(line -> List.of((Integer[]) ReflectionTestUtils.getField(line, "quantities")))
                        .toList();
    }

    private static Rfq stored(boolean approvalNeeded, List<NewRfq.Line> lines) {
        var company = new CompanyId(UUID.randomUUID());
        var rfq = new Rfq(
                new RfqId(UUID.randomUUID()),
                company,
                new VendorId(UUID.randomUUID()),
                new CustomerId(UUID.randomUUID()),
                1,
                rfq(lines, TODAY, null),
                approvalNeeded,
                new AccountId(UUID.randomUUID()),
                Instant.EPOCH);
        assertThat(rfq.company()).isEqualTo(company);
        return rfq;
    }

    private static void assertRefused(NewRfq rfq, String field, String code) {
        assertThatThrownBy(() -> rfq.checked(TODAY)).isInstanceOfSatisfying(InvalidValue.class, invalid -> {
            assertThat(invalid.field()).isEqualTo(field);
            assertThat(invalid.code()).isEqualTo(code);
        });
    }

    private static NewRfq rfq(List<NewRfq.Line> lines, @Nullable LocalDate neededBy, @Nullable String note) {
        return new NewRfq(lines, neededBy, note);
    }

    private static NewRfq.Line line() {
        return new NewRfq.Line(new PartId(UUID.randomUUID()), List.of(1));
    }

    private static List<NewRfq.Line> lines(int count) {
        return Collections.nCopies(count, 0).stream().map(any -> line()).toList();
    }

    @Test
    void theVendorIsRemindedAfterThreeOfItsWorkingDays() {
        var friday = Instant.parse("2026-12-04T15:00:00Z");
        assertThat(RfqDates.from(friday, ZoneId.of("Europe/Berlin")).remindAt())
                .isEqualTo(Instant.parse("2026-12-09T15:00:00Z"));
        // already Saturday there
        assertThat(RfqDates.from(friday, ZoneId.of("Pacific/Auckland")).remindAt())
                .isEqualTo(Instant.parse("2026-12-08T15:00:00Z"));
        assertThat(RfqDates.from(friday, ZoneId.of("UTC")).expiresAt()).isEqualTo(friday.plus(Duration.ofDays(60)));
    }
}
