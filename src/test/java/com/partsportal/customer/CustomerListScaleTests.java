package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.PortalTest;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A list of many customers beside those of many other vendors: indexes make each page, whatever is asked for. */
@PortalTest
class CustomerListScaleTests {

    private static final int OWN = 15_000;
    private static final int OTHERS = 45_000;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static VendorId vendor;

    @Autowired
    Vendors vendors;

    @Autowired
    CustomerList list;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void generate() {
        if (vendor != null) {
            return;
        }
        vendor = vendors.open("Large");
        fill(vendor, "own", OWN);
        for (var other = 1; other <= 3; other++) {
            fill(vendors.open("Other " + other), "other" + other, OTHERS / 3);
        }
        jdbc.sql("analyze customer").update();
        jdbc.sql("analyze ranking").update();
    }

    @Test
    void noPageReadsTheWholeTableOrSortsTheWholeList() {
        var plain = new ArrayList<CustomerFilter>();
        plain.add(CustomerFilter.everything());
        plain.add(new CustomerFilter(null, List.of("B"), List.of(), null, null));
        plain.add(new CustomerFilter(null, List.of(), List.of(CustomerStatus.DRAFT), null, null));
        for (var filter : plain) {
            for (var sort : List.of("-created", "ranking", "-status")) {
                for (var plan : plans(filter, sort)) {
                    assertThat(plan).as("%s by %s", filter, sort).doesNotContain("Seq Scan on customer");
                    assertThat(sorted(plan))
                            .as("%s by %s: %s", filter, sort, plan)
                            .isLessThan(1000);
                }
            }
        }
        for (var sort : List.of("companyName", "-email")) {
            assertThat(plans(CustomerFilter.everything(), sort).get(0))
                    .contains("Index")
                    .doesNotContain("Seq Scan on customer", "Sort Key");
        }
        var day = LocalDate.of(2026, 5, 1);
        for (var filter : List.of(
                new CustomerFilter("tools 4321", List.of(), List.of(), null, null),
                new CustomerFilter("own77@", List.of("A"), List.of(CustomerStatus.INVITED), null, null),
                new CustomerFilter("nobody is called so", List.of(), List.of(), null, null),
                new CustomerFilter(null, List.of(), List.of(CustomerStatus.EXPIRED), null, null),
                new CustomerFilter(null, List.of("A", "C"), List.of(CustomerStatus.DRAFT), day, day))) {
            for (var sort : List.of("-created", "companyName", "email", "ranking", "status")) {
                assertThat(plans(filter, sort))
                        .allSatisfy(plan ->
                                assertThat(plan).as("%s by %s", filter, sort).doesNotContain("Seq Scan on customer"));
            }
        }
        var counts = list.upTo(vendor, CustomerFilter.everything(), 2000);
        assertThat(plan(counts)).doesNotContain("Seq Scan on customer");
    }

    @Test
    void eachSortLeafsThroughEveryCustomerOnceThereAndBack() {
        var filter = new CustomerFilter("tools", List.of(), List.of(), null, null);
        var all = list.counts(vendor, filter).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        for (var sort : Stream.of("created", "companyName", "email", "ranking", "status")
                .flatMap(word -> Stream.of(word, "-" + word))
                .toList()) {
            var order = CustomerSort.of(sort);
            var seen = new LinkedHashSet<CustomerId>();
            var page = list.page(vendor, filter, order, null, 190);
            var first = page.items();
            var pages = 1;
            for (; page.nextCursor() != null; pages++) {
                page.items().forEach(row -> assertThat(seen.add(row.id())).isTrue());
                page = list.page(vendor, filter, order, page.nextCursor(), 190);
            }
            page.items().forEach(row -> assertThat(seen.add(row.id())).isTrue());
            assertThat((long) seen.size()).as(sort).isEqualTo(all);
            for (; pages > 1; pages--) {
                page = list.page(vendor, filter, order, page.previousCursor(), 190);
            }
            assertThat(page.items()).as(sort).isEqualTo(first);
            assertThat(page.previousCursor()).isNull();
        }
    }

    @Test
    void countsAreExactUpToTheirLimit() {
        var exact = list.counts(vendor, CustomerFilter.everything());
        var upTo = list.countsUpTo(vendor, CustomerFilter.everything(), 500);

        exact.forEach((status, count) -> {
            if (count <= 500) {
                assertThat(upTo).containsEntry(status, count);
            } else {
                assertThat(upTo.get(status)).isGreaterThan(500);
            }
        });
    }

    /** How many rows the planner means to sort. */
    private static long sorted(String plan) {
        return Pattern.compile("Sort  \\(cost=\\S+ rows=(\\d+)")
                .matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElse(0);
    }

    @Test
    void aSearchThatFindsVeryManyIsNotCounted() {
        var tools = new CustomerFilter("tools", List.of(), List.of(), null, null);
        var one = new CustomerFilter("tools 4321", List.of(), List.of(), null, null);

        assertThat(list.countsUpTo(vendor, tools, 500)).containsValue(CustomerList.UNCOUNTED);
        assertThat(list.countsUpTo(vendor, one, 500)).isEqualTo(list.counts(vendor, one));
    }

    private List<String> plans(CustomerFilter filter, String sort) {
        return list.buckets(vendor, filter, CustomerSort.of(sort), null, NOW, 25).stream()
                .flatMap(List::stream)
                .map(this::plan)
                .toList();
    }

    private String plan(CustomerList.Select select) {
        return String.join(
                "\n",
                jdbc.sql("explain " + select.sql())
                        .params(select.params())
                        .query(String.class)
                        .list());
    }

    private void fill(VendorId of, String name, int count) {
        jdbc.sql("""
                        insert into customer (id, vendor_id, company_id, company_name, company_sort, email, ranking_id,
                            status, invitation_id, expires_at, search_text, created_at, version)
                        select gen_random_uuid(), :vendor, null, n.name, lower(n.name), n.email, r.id, n.status,
                               case when n.status = 'INVITED' then gen_random_uuid() end,
                               case when n.status in ('INVITED', 'EXPIRED')
                                    then timestamptz '2026-11-22 00:00Z' + (n.n % 40 - 1) * interval '1 day' end,
                               lower(n.name) || E'\\n' || n.email || E'\\n',
                               timestamptz '2026-01-01 00:00Z' + (n.n * 7919 % 27000000) * interval '1 second', 0
                        from (select n, :name || n || '@' || :name || '.example' as email,
                                     (array['Borg', 'Cyan', 'Delta', 'Echo', 'Foxtrot', 'Gamma', 'Helix'])[1 + n % 7]
                                     || ' ' || (array['Machining', 'Castings', 'Tools'])[1 + n % 3] || ' ' || n as name,
                                     (array['DRAFT', 'INVITED', 'EXPIRED', 'DECLINED', 'REVOKED', 'INVITED', 'DRAFT',
                                            'DRAFT', 'INVITED', 'DRAFT', 'INVITED'])[1 + n % 11] as status
                              from generate_series(1, cast(:count as bigint)) n) n
                        join ranking r on r.vendor_id = :vendor and r.position = n.n % 4""")
                .param("vendor", of.value())
                .param("name", name)
                .param("count", count)
                .update();
    }
}
