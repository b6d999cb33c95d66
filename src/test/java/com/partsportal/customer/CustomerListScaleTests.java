package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A list of many customers beside those of many other vendors. What a page reads is counted, not timed: the old ones
 * have expired, the new ones are drafts or invited, so that either end of the list is far from most of what is wanted.
 */
@PortalTest
class CustomerListScaleTests {

    private static final int OWN = 6_000;
    private static final int OTHERS = 1_500;
    /** No statement takes long, on a busy machine either. */
    private static final int PORTION = 1_500;

    private static final List<String> SORTS = List.of("-created", "companyName", "-email", "ranking", "-status");

    /** Without a search, and for one that finds few: what the filter leaves out beside what is shown. */
    private static final Set<String> FEW = Set.of("null", "tools 4321", "nobody is called so");

    private static final long PAGE = 1_300;

    /** A search that finds many, or by less than three letters, reads at most the vendor's own list. */
    private static final long LIST = OWN + OWN / 2;

    private static final String ADMIN = "vera@scale.example";

    private static VendorId vendor;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Vendors vendors;

    @Autowired
    CustomerList list;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void generate() {
        if (vendor != null) {
            return;
        }
        vendor = people.vendor("Large", ADMIN).id();
        fill(vendor, "own", OWN);
        for (var other = 1; other <= 2; other++) {
            fill(vendors.open("Other " + other), "other" + other, OTHERS);
        }
        // for as long as somebody, such as an automatic analyze, still looks at the table as it was
        await().until(() -> {
            jdbc.sql("vacuum customer").update();
            return jdbc.sql("select relallvisible >= relpages from pg_class where relname = 'customer'")
                    .query(Boolean.class)
                    .single();
        });
        jdbc.sql("analyze customer, ranking").update();
    }

    @Test
    void everyCombinationReadsItsFirstAndItsNextPageWithoutReadingOtherLists() {
        var slow = new ArrayList<String>();
        for (var filter : combinations()) {
            for (var word : SORTS) {
                var sort = CustomerSort.of(word);
                var first = measured(filter, sort, null, slow);
                if (first.nextCursor() != null) {
                    measured(filter, sort, first.nextCursor(), slow);
                }
            }
        }
        assertThat(slow).isEmpty();
    }

    private static List<CustomerFilter> combinations() {
        var combinations = new ArrayList<CustomerFilter>();
        for (var q : new String[] {
            null, "e", "qz", "@7", "tools", "borg", "tools 4321", "+49 1", ".example", "nobody is called so"
        }) {
            for (var rankings : List.of(List.<String>of(), List.of("B"), List.of("A", "D"))) {
                for (var statuses : List.of(
                        List.<CustomerStatus>of(),
                        List.of(CustomerStatus.EXPIRED),
                        List.of(CustomerStatus.DRAFT, CustomerStatus.DECLINED))) {
                    combinations.add(new CustomerFilter(q, rankings, statuses, null, null, false));
                    combinations.add(new CustomerFilter(
                            q, rankings, statuses, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 30), false));
                }
            }
        }
        return combinations;
    }

    private CustomerPage measured(CustomerFilter filter, CustomerSort sort, String cursor, List<String> slow) {
        return transaction.execute(status -> {
            var before = rowsRead();
            var page = list.page(vendor, filter, sort, cursor, 25);
            var read = rowsRead() - before;
            if (read > (FEW.contains(filter.q() + "") ? PAGE : LIST)) {
                slow.add("%d rows for %s by %s from %s".formatted(read, filter, sort, cursor));
            }
            return page;
        });
    }

    private long rowsRead() {
        return jdbc.sql("""
                        select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
                        from pg_stat_xact_user_tables where relname = 'customer'""").query(Long.class).single();
    }

    @Test
    void eachSortPagesThroughEveryCustomerOnceInOrderThereAndBack() {
        var labels = List.of("A", "B", "C", "D");
        var orders = List.<Comparator<CustomerRow>>of(
                Comparator.comparing(CustomerRow::createdAt),
                Comparator.comparing(row -> row.companyName().toLowerCase()),
                Comparator.comparing(row -> row.email().value()),
                Comparator.comparing(row -> labels.indexOf(row.ranking())),
                Comparator.comparing(CustomerRow::status));
        var words = List.of("created", "companyName", "email", "ranking", "status");
        for (var filter : List.of(
                new CustomerFilter("tools", List.of(), List.of(), null, LocalDate.of(2026, 9, 1), false),
                new CustomerFilter("qz", List.of(), List.of(), null, null, false),
                new CustomerFilter("e", List.of("B", "D"), List.of(CustomerStatus.EXPIRED), null, null, false))) {
            for (var word : words) {
                leaf(filter, CustomerSort.of(word), orders.get(words.indexOf(word)));
                leaf(
                        filter,
                        CustomerSort.of("-" + word),
                        orders.get(words.indexOf(word)).reversed());
            }
        }
    }

    private void leaf(CustomerFilter filter, CustomerSort sort, Comparator<CustomerRow> order) {
        var count = list.counts(vendor, filter).values().stream()
                .mapToInt(Long::intValue)
                .sum();
        var limit = count / 4 + 1;
        var pages = new ArrayList<CustomerPage>();
        pages.add(list.page(vendor, filter, sort, null, limit));
        while (last(pages).nextCursor() != null) {
            pages.add(list.page(vendor, filter, sort, last(pages).nextCursor(), limit));
        }
        var rows = pages.stream().flatMap(page -> page.items().stream()).toList();
        var ids = new LinkedHashSet<>(rows.stream().map(CustomerRow::id).toList());
        assertThat(rows).as("%s by %s", filter, sort).isSortedAccordingTo(order);
        assertThat(ids).as("%s by %s", filter, sort).hasSameSizeAs(rows).hasSize(count);
        assertThat(pages).hasSize(4);
        var page = last(pages);
        for (var at = pages.size() - 2; at >= 0; at--) {
            page = list.page(vendor, filter, sort, page.previousCursor(), limit);
            assertThat(page.items())
                    .as("back to %d of %s by %s", at, filter, sort)
                    .isEqualTo(pages.get(at).items());
        }
        assertThat(page.previousCursor()).isNull();
    }

    private static CustomerPage last(List<CustomerPage> pages) {
        return pages.get(pages.size() - 1);
    }

    @Test
    void countsAreExactUpToTheirLimit() {
        for (var filter : List.of(
                CustomerFilter.everything(),
                new CustomerFilter(null, List.of("B"), List.of(), LocalDate.of(2026, 3, 1), null, false))) {
            var exact = list.counts(vendor, filter);
            var upTo = list.countsUpTo(vendor, filter, 500);

            exact.forEach((status, count) -> {
                if (count <= 500) {
                    assertThat(upTo).containsEntry(status, count);
                } else {
                    assertThat(upTo.get(status)).isGreaterThan(500);
                }
            });
        }
    }

    @Test
    void aPageDoesNotWaitForExactCountsButRequestsThemOnceItIsShown() throws Exception {
        assertThat(page("/vendor/customers"))
                .contains("hx-get=\"/vendor/customers/counts?\"", "2,000+")
                .doesNotContain("6,000");
        assertThat(page("/vendor/customers/counts?")).contains("6,000").doesNotContain("hx-get", "2,000+");
    }

    private String page(String path) throws Exception {
        return mvc.perform(get(path).cookie(people.session(ADMIN)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void aSearchThatFindsVeryManyIsNotCounted() {
        assertThat(list.countsUpTo(vendor, search("tools"), 500)).containsValue(CustomerList.UNCOUNTED);
        for (var q : List.of("tools 4321", "qz", "nobody is called so")) {
            assertThat(list.countsUpTo(vendor, search(q), 500)).isEqualTo(list.counts(vendor, search(q)));
        }
    }

    @Test
    void aSearchFindsLettersAndDigitsInAnyPosition() {
        Stream.of("q", "qz", "z 4", "+491", "(49) 1", "@own", "n.e", "49")
                .forEach(q -> assertThat(list.counts(vendor, search(q)).values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .as(q)
                        .isEqualTo(matching(q))
                        .isPositive());
        assertThat(list.page(vendor, search("----"), CustomerSort.DEFAULT, null, 1)
                        .items())
                .isEmpty();
    }

    /** As the search box promises it, without any index. */
    private long matching(String q) {
        return jdbc.sql("""
                        select count(*) from customer where vendor_id = :vendor
                        and (strpos(search_text, :q) > 0 or :phone and strpos(search_text, :digits) > 0)""")
                .param("vendor", vendor.value())
                .param("q", q)
                .param("phone", q.matches("[+0-9 ()./-]{4,}"))
                .param("digits", q.replaceAll("[^0-9]", ""))
                .query(Long.class)
                .single();
    }

    private static CustomerFilter search(String q) {
        return new CustomerFilter(q, List.of(), List.of(), null, null, false);
    }

    private void fill(VendorId of, String name, int count) {
        for (var first = 1; first <= count; first += PORTION) {
            fill(of, name, count, first);
        }
    }

    private void fill(VendorId of, String name, int count, int first) {
        jdbc.sql("""
                        insert into customer (id, vendor_id, company_id, company_name, company_sort, email, phone, ranking_id,
                            status, invitation_id, expires_at, search_text, created_at, version)
                        select gen_random_uuid(), :vendor, null, n.name, lower(n.name), n.email, n.phone, r.id, n.status,
                               case when n.status = 'INVITED' then gen_random_uuid() end,
                               case n.status
                                   when 'INVITED' then timestamptz '2026-11-22 00:00Z' + (n.n % 40) * interval '12 hours'
                                   when 'EXPIRED' then n.created_at + interval '14 days' end,
                               lower(n.name) || E'\\n' || n.email || E'\\n' || coalesce(n.phone, ''), n.created_at, 0
                        from (select n, substr(md5(cast(n as text)), 1, 4) || n || '@' || :name || '.example' as email,
                                     (array['Borg', 'Cyan', 'Delta', 'Echo', 'Foxtrot', 'Gamma', 'Helix'])[1 + n % 7]
                                     || ' ' || (array['Machining', 'Castings', 'Tools'])[1 + n / 7 % 3]
                                     || case when n % 61 = 0 then ' Qz ' else ' ' end || n as name,
                                     case when n % 5 = 0 then '+491' || (100000000 + n) end as phone,
                                     timestamptz '2026-11-22 00:00Z' - ((:count - n) * 330.0 / :count) * interval '1 day'
                                         as created_at,
                                     case when n > :count * 0.9
                                          then (array['DRAFT', 'INVITED', 'INVITED'])[1 + n % 3]
                                          when n % 200 = 3 then 'DECLINED' when n % 4 = 0 then 'REVOKED'
                                          else 'EXPIRED' end as status
                              from generate_series(cast(:first as int), cast(:first as int) + :portion - 1) n) n
                        join ranking r on r.vendor_id = :vendor
                            and r.position = case when n.n % 100 = 0 then 3 else n.n / 5 % 3 end""")
                .param("vendor", of.value())
                .param("name", name)
                .param("count", count)
                .param("first", first)
                .param("portion", PORTION)
                .update();
    }
}
