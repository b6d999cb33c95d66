package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.audit.Audit;
import com.partsportal.audit.AuditAction;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service of a vendor's own list of rankings: never empty, one of them is the default, one in use is merged, not lost. */
@Service
public class Rankings {

    private static final Logger log = LoggerFactory.getLogger(Rankings.class);
    private static final int MOST = 50;

    private final RankingRepository rankings;
    private final VendorRepository rows;
    private final Vendors vendors;
    private final RankingUse use;
    private final Audit audit;

    Rankings(RankingRepository rankings, VendorRepository rows, Vendors vendors, RankingUse use, Audit audit) {
        this.rankings = rankings;
        this.rows = rows;
        this.vendors = vendors;
        this.use = use;
        this.audit = audit;
    }

    /** A ranking and how many customers have it. */
    public record UsedRanking(RankingRow ranking, long customers) {}

    /** In the vendor's order. */
    @Transactional(readOnly = true)
    public List<UsedRanking> of(VendorId vendor) {
        return vendors.rankings(vendor).stream()
                .map(row -> new UsedRanking(row, use.count(vendor, row.id())))
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
        refuseDuplicate(known, null, wanted.plainLabel());
        var last = rankings.lastPosition(vendor.value());
        var id = Ids.next();
        rankings.saveAndFlush(new Ranking(id, vendor.value(), wanted.plainLabel(), wanted.percent(), last + 1, false));
        audit.record(vendor.value(), AuditAction.RANKING_ADDED, id, null, text(wanted));
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
        var before = find(vendor, id);
        refuseDuplicate(vendors.rankings(vendor), id, wanted.plainLabel());
        rankings.edit(vendor.value(), id, wanted.plainLabel(), wanted.percent());
        audit.record(vendor.value(), AuditAction.RANKING_EDITED, id, text(before), text(wanted));
    }

    private static String text(NewRanking ranking) {
        return ranking.plainLabel() + " "
                + ranking.percent().stripTrailingZeros().toPlainString() + " %";
    }

    private static String text(RankingRow ranking) {
        return ranking.label() + " "
                + ranking.discountPercent().stripTrailingZeros().toPlainString() + " %";
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
        for (var place = 0; place < order.size(); place++) {
            rankings.place(vendor.value(), order.get(place), place);
        }
        audit.record(vendor.value(), AuditAction.RANKING_MOVED, id, String.valueOf(from + 1), String.valueOf(to + 1));
    }

    /** New customers get this one unless somebody chooses another. */
    @Retried
    @Transactional
    public void makeDefault(VendorId vendor, UUID id) {
        lock(vendor);
        var chosen = find(vendor, id);
        var before = vendors.rankings(vendor).stream()
                .filter(RankingRow::isDefault)
                .map(RankingRow::label)
                .findFirst();
        rankings.clearDefault(vendor.value());
        rankings.makeDefault(vendor.value(), id);
        audit.record(vendor.value(), AuditAction.RANKING_DEFAULT, id, before.orElse(null), chosen.label());
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
        var other = find(vendor, into);
        if (id.equals(into)) {
            throw new Refused("same-ranking");
        }
        use.move(vendor, id, into, by);
        rankings.remove(vendor.value(), id);
        if (gone.isDefault()) {
            rankings.makeDefault(vendor.value(), into);
        }
        audit.record(vendor.value(), AuditAction.RANKING_MERGED, into, gone.label(), other.label());
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
        rows.lock(vendor.value()).orElseThrow(NotFound::new);
    }

    private static void refuseDuplicate(List<RankingRow> known, @Nullable UUID self, String label) {
        if (known.stream()
                .anyMatch(row -> row.label().equals(label) && !row.id().equals(self))) {
            throw new Refused("duplicate-ranking");
        }
    }
}
