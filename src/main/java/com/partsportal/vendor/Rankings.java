package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of a vendor's own list of rankings: never empty, one of them is the default, one in use is merged, not lost. */
@Service
public class Rankings {

    private static final Logger log = LoggerFactory.getLogger(Rankings.class);
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Vendors vendors;
    private final ObjectProvider<RankingUse> use;

    Rankings(JdbcClient jdbc, Vendors vendors, ObjectProvider<RankingUse> use) {
        this.jdbc = jdbc;
        this.vendors = vendors;
        this.use = use;
    }

    /** A ranking and how many customers have it. */
    public record UsedRanking(RankingRow ranking, long customers) {}

    /** In the vendor's order. */
    @Transactional(readOnly = true)
    public List<UsedRanking> of(VendorId vendor) {
        return vendors.rankings(vendor).stream()
                .map(row -> new UsedRanking(row, use.getObject().count(vendor, row.id())))
                .toList();
    }

    /**
     * Adds a ranking at the end.
     *
     * @throws Refused {@code duplicate-ranking}, or {@code too-many-rankings}
     * @throws InvalidValue for a discount that is no percentage
     */
    @Retried
    @Transactional
    public void add(VendorId vendor, NewRanking wanted) {
        lock(vendor);
        var known = vendors.rankings(vendor);
        if (known.size() >= MOST) {
            throw new Refused("too-many-rankings");
        }
        refuseDuplicate(known, null, wanted.label().strip());
        jdbc.sql("""
                        insert into ranking (id, vendor_id, label, discount, position, is_default)
                        values (:id, :vendor, :label, :discount,
                            (select coalesce(max(position), -1) + 1 from ranking where vendor_id = :vendor), false)""")
                .param("id", Ids.next())
                .param("vendor", vendor.value())
                .param("label", wanted.label().strip())
                .param("discount", wanted.percent())
                .update();
    }

    /**
     * Gives a ranking another label or discount; its customers keep it.
     *
     * @throws Refused {@code duplicate-ranking}
     */
    @Retried
    @Transactional
    public void edit(VendorId vendor, UUID id, NewRanking wanted) {
        lock(vendor);
        find(vendor, id);
        refuseDuplicate(vendors.rankings(vendor), id, wanted.label().strip());
        jdbc.sql("update ranking set label = :label, discount = :discount where id = :id and vendor_id = :vendor")
                .param("label", wanted.label().strip())
                .param("discount", wanted.percent())
                .param("id", id)
                .param("vendor", vendor.value())
                .update();
    }

    /** Moves it one place up or down; at the end of the list nothing happens. */
    @Retried
    @Transactional
    public void move(VendorId vendor, UUID id, boolean up) {
        lock(vendor);
        find(vendor, id);
        var order = new ArrayList<>(
                vendors.rankings(vendor).stream().map(RankingRow::id).toList());
        var from = order.indexOf(id);
        var to = up ? from - 1 : from + 1;
        if (to < 0 || to >= order.size()) {
            return;
        }
        Collections.swap(order, from, to);
        jdbc.sql("""
                        update ranking r set position = o.place - 1
                        from unnest(cast(:ids as uuid[])) with ordinality as o (id, place)
                        where r.id = o.id and r.vendor_id = :vendor""")
                .param("ids", order.toArray(UUID[]::new))
                .param("vendor", vendor.value())
                .update();
    }

    /** New customers get this one unless somebody chooses another. */
    @Retried
    @Transactional
    public void makeDefault(VendorId vendor, UUID id) {
        lock(vendor);
        find(vendor, id);
        jdbc.sql("update ranking set is_default = false where vendor_id = :vendor and is_default")
                .param("vendor", vendor.value())
                .update();
        jdbc.sql("update ranking set is_default = true where id = :id")
                .param("id", id)
                .update();
    }

    /**
     * Removes a ranking; its customers, if there are any, get the other one.
     *
     * @throws Refused {@code same-ranking} when both are the same
     */
    @Retried
    @Transactional
    public void merge(VendorId vendor, UUID id, UUID into, AccountId by) {
        lock(vendor);
        var gone = find(vendor, id);
        find(vendor, into);
        if (id.equals(into)) {
            throw new Refused("same-ranking");
        }
        use.getObject().move(vendor, id, into, by);
        jdbc.sql("delete from ranking where id = :id").param("id", id).update();
        if (gone.isDefault()) {
            jdbc.sql("update ranking set is_default = true where id = :id")
                    .param("id", into)
                    .update();
        }
        log.info("ranking {} of vendor {} merged into {}", id, vendor, into);
    }

    private RankingRow find(VendorId vendor, UUID id) {
        return vendors.rankings(vendor).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** One change of a vendor's list at a time. */
    private void lock(VendorId vendor) {
        jdbc.sql("select id from vendor where id = :id for update")
                .param("id", vendor.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private static void refuseDuplicate(List<RankingRow> known, @Nullable UUID self, String label) {
        if (known.stream()
                .anyMatch(row -> row.label().equals(label) && !row.id().equals(self))) {
            throw new Refused("duplicate-ranking");
        }
    }
}
