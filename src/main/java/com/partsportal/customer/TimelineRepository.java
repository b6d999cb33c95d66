package com.partsportal.customer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TimelineRepository extends Repository<TimelineRow, UUID> {

    TimelineRow save(TimelineRow row);

    interface News {
        Instant getAt();

        TimelineType getType();

        UUID getCustomerId();

        String getCompanyName();
    }

    @Query("""
            select t.at as at, t.type as type, t.customerId as customerId, c.companyName as companyName
            from TimelineRow t join Customer c on c.id = t.customerId
            where t.vendorId = :vendor and t.at > :since
              and t.type in (TimelineType.ACCEPTED, TimelineType.DECLINED, TimelineType.DELIVERY_FAILED,
                             TimelineType.EXPIRED, TimelineType.NEW_INVITATION_ASKED)
            order by t.at desc, t.id desc limit :most""")
    List<News> news(UUID vendor, Instant since, int most);
}
