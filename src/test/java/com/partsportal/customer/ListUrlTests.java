package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.RankingRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.LinkedMultiValueMap;

/** The list's URLs, and what is read of them on a page and by the API. */
class ListUrlTests {

    private static final String PATH = "/vendor/customers";
    private static final CustomerFilter FILTER = new CustomerFilter(
            "Müller & Co",
            List.of("A", "B"),
            List.of(CustomerStatus.INVITED),
            LocalDate.of(2026, 1, 2),
            LocalDate.of(2026, 2, 3),
            true);
    private static final CustomerSort BY_NAME = new CustomerSort(CustomerSort.Key.COMPANY_NAME, false);
    private static final String FILTERED = "q=M%C3%BCller+%26+Co&ranking=A&ranking=B";
    private static final String DAYS = "&createdFrom=2026-01-02&createdTo=2026-02-03";
    private static final String ALL = FILTERED + "&status=INVITED" + DAYS + "&attention=true&sort=companyName";

    private final ListUrl full = new ListUrl(FILTER, BY_NAME, "c", 50);
    private final ListUrl plain = new ListUrl(CustomerFilter.everything(), CustomerSort.DEFAULT, null, 0);

    @Test
    void namesWhatIsFilteredAndNothingElse() {
        assertThat(plain.here()).isEmpty();
        assertThat(plain.noneSelected()).isEqualTo(PATH);
        assertThat(plain.allSelected()).isEqualTo(PATH + "?all=true");
        assertThat(plain.counted()).isEqualTo(PATH + "/counts?");
        assertThat(full.here()).isEqualTo(ALL + "&cursor=c&before=50");
        assertThat(full.noneSelected()).isEqualTo(PATH + "?" + ALL + "&cursor=c&before=50");
        assertThat(full.allSelected()).isEqualTo(PATH + "?" + ALL + "&all=true");
        assertThat(full.exported()).isEqualTo(ALL);
        assertThat(full.counted()).isEqualTo(PATH + "/counts?" + ALL);
        assertThat(new ListUrl(CustomerFilter.everything(), CustomerSort.DEFAULT, "c", 0).here())
                .isEqualTo("cursor=c");
    }

    @Test
    void leafingCountsTheRowsBefore() {
        assertThat(plain.next("n", 20)).isEqualTo(PATH + "?cursor=n&before=20");
        assertThat(full.next("n", 20)).endsWith("&cursor=n&before=70");
        assertThat(full.previous("p", 20)).endsWith("&cursor=p&before=30");
        assertThat(full.previous("p", 60)).endsWith("&cursor=p");
    }

    @Test
    void aChipTakesOneConditionAway() {
        assertThat(full.without("ranking", "A")).isEqualTo(PATH + "?" + ALL.replace("&ranking=A", ""));
        assertThat(full.without("createdFrom", null))
                .isEqualTo(PATH + "?" + ALL.replace("&createdFrom=2026-01-02", ""));
        assertThat(full.without("createdTo", null)).isEqualTo(PATH + "?" + ALL.replace("&createdTo=2026-02-03", ""));
        assertThat(full.without("q", null)).isEqualTo(PATH + "?" + ALL.replace("q=M%C3%BCller+%26+Co&", ""));
        assertThat(full.hasChips()).isTrue();
        assertThat(plain.hasChips()).isFalse();
        assertThat(chips(List.of("A"), null, null)).isTrue();
        assertThat(chips(List.of(), LocalDate.EPOCH, null)).isTrue();
        assertThat(chips(List.of(), null, LocalDate.EPOCH)).isTrue();
    }

    private static boolean chips(List<String> rankings, @Nullable LocalDate from, @Nullable LocalDate to) {
        var filter = new CustomerFilter(null, rankings, List.of(), from, to, false);
        return new ListUrl(filter, CustomerSort.DEFAULT, null, 0).hasChips();
    }

    @Test
    void tabsChangeTheStatusAndBeginAnew() {
        assertThat(full.withStatus(CustomerStatus.DRAFT))
                .isEqualTo(PATH + "?" + FILTERED + "&status=DRAFT" + DAYS + "&sort=companyName");
        assertThat(full.withStatus(null)).isEqualTo(PATH + "?" + FILTERED + DAYS + "&sort=companyName");
        assertThat(full.withAttention()).isEqualTo(PATH + "?" + FILTERED + DAYS + "&attention=true&sort=companyName");
    }

    @Test
    void aColumnSortsUpwardsFirstThenDownwards() {
        assertThat(plain.sortedBy("email")).isEqualTo(PATH + "?sort=email");
        assertThat(full.sortedBy("companyName")).endsWith("&sort=-companyName");
        assertThat(plain.sortedBy("created")).endsWith("?sort=created");
        assertThat(plain.ariaSort("created")).isEqualTo("descending");
        assertThat(full.ariaSort("companyName")).isEqualTo("ascending");
        assertThat(full.ariaSort("email")).isEqualTo("none");
    }

    @Test
    void comesBackToTheListOnlyByItsOwnQuery() {
        assertThat(ListUrl.backTo("q=a&sort=-email")).isEqualTo(PATH + "?q=a&sort=-email");
        assertThat(ListUrl.backTo("q=<script>")).isEqualTo(PATH);
        assertThat(ListUrl.backTo("")).isEqualTo(PATH);
        assertThat(ListUrl.before(null)).isZero();
        assertThat(ListUrl.before("x")).isZero();
        assertThat(ListUrl.before("150")).isEqualTo(150);
        assertThat(ListUrl.before("999999999")).isEqualTo(100_000_000);
    }

    @Test
    void aPageReadsWhatItCanAndSaysWhatItCannot() {
        var known = List.of(
                new RankingRow(UUID.randomUUID(), "A", BigDecimal.TEN, true),
                new RankingRow(UUID.randomUUID(), "B", BigDecimal.ONE, false));
        var request = new MockHttpServletRequest();
        request.setParameters(Map.of(
                "q", " Borg ",
                "ranking", new String[] {"A", "", "Z"},
                "status", new String[] {"DRAFT", "LOST"},
                "createdFrom", "2026-01-02",
                "createdTo", "2026-02-30",
                "sort", "-email",
                "attention", "true",
                "cursor", "not one"));

        var read = ListQuery.of(request, known);

        assertThat(read.filter())
                .isEqualTo(new CustomerFilter(
                        "Borg", List.of("A"), List.of(CustomerStatus.DRAFT), LocalDate.of(2026, 1, 2), null, true));
        assertThat(read.order()).isEqualTo(new CustomerSort(CustomerSort.Key.EMAIL, true));
        assertThat(read.cursor()).isNull();
        assertThat(read.createdTo()).isEqualTo("2026-02-30");
        assertThat(read.errors())
                .containsOnly(
                        Map.entry("ranking", "customer.filter.ranking.bad"),
                        Map.entry("status", "customer.filter.status.bad"),
                        Map.entry("createdTo", "customer.filter.day.bad"),
                        Map.entry("sort", "customer.filter.cursor.bad"));

        var nothing = ListQuery.of(new MockHttpServletRequest(), known);
        assertThat(nothing.filter()).isEqualTo(CustomerFilter.everything());
        assertThat(nothing.order()).isEqualTo(CustomerSort.DEFAULT);
        assertThat(nothing.errors()).isEmpty();
    }

    @Test
    void aPageSearchesForShortTextsOnly() {
        assertThat(searched("x".repeat(200)).errors()).isEmpty();
        assertThat(searched("x".repeat(201)).errors()).containsEntry("q", "customer.filter.q.bad");
        assertThat(searched("a\u0007b").filter().q()).isNull();
        var sorted = new MockHttpServletRequest();
        sorted.setParameter("sort", "size");
        assertThat(ListQuery.of(sorted, List.of()).errors()).containsEntry("sort", "customer.filter.sort.bad");
    }

    private static ListQuery searched(String text) {
        var request = new MockHttpServletRequest();
        request.setParameter("q", text);
        return ListQuery.of(request, List.of());
    }

    @Test
    void aCallOfTheApiIsReadAsAWhole() {
        var read = CustomerQuery.of(params(
                "q",
                "Borg",
                "ranking",
                "A",
                "status",
                "DRAFT",
                "createdFrom",
                "2026-01-02",
                "sort",
                "-email",
                "limit",
                "200"));
        assertThat(read.filter())
                .isEqualTo(new CustomerFilter(
                        "Borg", List.of("A"), List.of(CustomerStatus.DRAFT), LocalDate.of(2026, 1, 2), null, false));
        assertThat(read.sort()).isEqualTo(new CustomerSort(CustomerSort.Key.EMAIL, true));
        assertThat(read.limit()).isEqualTo(200);
        assertThat(read.cursor()).isNull();

        var plain = CustomerQuery.of(params("q", "", "limit", ""));
        assertThat(plain.filter()).isEqualTo(CustomerFilter.everything());
        assertThat(plain.sort()).isEqualTo(CustomerSort.DEFAULT);
        assertThat(plain.limit()).isEqualTo(50);
        assertThat(CustomerQuery.of(params("limit", "1", "cursor", "c")).limit())
                .isEqualTo(1);
        assertThat(CustomerQuery.of(params("cursor", "c")).cursor()).isEqualTo("c");
    }

    @Test
    void aCallReadsWhatChangedInItsOrder() {
        var read = CustomerQuery.of(params("changedSince", "2026-03-02T10:00:00+01:00"));
        assertThat(read.filter().changedSince()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(read.sort()).isEqualTo(CustomerSort.OLDEST_CHANGE_FIRST);
        assertThat(CustomerQuery.of(params("changedSince", "1970-01-01T00:00:00Z", "sort", "changed"))
                        .sort())
                .isEqualTo(CustomerSort.OLDEST_CHANGE_FIRST);
        assertThat(CustomerQuery.of(params("changedSince", "9999-12-31T23:59:59Z"))
                        .filter()
                        .changedSince())
                .isEqualTo(CustomerCursor.LATEST);
    }

    @ParameterizedTest
    @CsvSource({
        "status,LOST",
        "createdTo,2026-02-30",
        "limit,0",
        "limit,201",
        "limit,many",
        "sort,size",
        "changedSince,yesterday",
        "changedSince,1969-12-31T23:59:59Z",
        "changedSince,+10000-01-01T00:00:00Z"
    })
    void aCallWithAnythingElseIsRefused(String name, String value) {
        assertThatThrownBy(() -> CustomerQuery.of(params(name, value)))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.field()).isEqualTo(name));
    }

    @Test
    void aCallNamesAParameterOnceAndNoOtherSortOfChanges() {
        assertThatThrownBy(() -> CustomerQuery.of(params("q", "a", "q", "b"))).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> CustomerQuery.of(params("changedSince", "2026-03-02T10:00:00Z", "sort", "email")))
                .isInstanceOf(InvalidValue.class);
    }

    private static LinkedMultiValueMap<String, String> params(String... namesAndValues) {
        var params = new LinkedMultiValueMap<String, String>();
        for (var n = 0; n < namesAndValues.length; n += 2) {
            params.add(namesAndValues[n], namesAndValues[n + 1]);
        }
        return params;
    }
}
