package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.shared.Times;
import com.partsportal.vendor.RankingUse;
import com.partsportal.vendor.VendorId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which customers have which ranking. */
@Component
class CustomerRankings implements RankingUse {

    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerRankings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public long count(VendorId vendor, UUID ranking) {
        return jdbc.sql("select count(*) from customer where vendor_id = :vendor and ranking_id = :ranking")
                .param("vendor", vendor.value())
                .param("ranking", ranking)
                .query(Long.class)
                .single();
    }

    @Override
    public void move(VendorId vendor, UUID from, UUID to, @Nullable AccountId by) {
        jdbc.sql("""
                        with moved as (
                            update customer set ranking_id = :to, version = version + 1
                            where vendor_id = :vendor and ranking_id = :from returning id, invitation_id)
                        insert into timeline (id, at, vendor_id, customer_id, invitation_id, type, actor_id, details)
                        select gen_random_uuid(), :now, :vendor, id, invitation_id, 'EDITED', :by, '{"what": "ranking"}'
                        from moved""")
                .param("to", to)
                .param("from", from)
                .param("vendor", vendor.value())
                .param("now", Timestamp.from(Times.now(clock)))
                .param("by", by == null ? null : by.value())
                .update();
    }
}
