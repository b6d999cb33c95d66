package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Times;
import java.io.ByteArrayInputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files of parts between the look at them and the yes to them. */
@Component
class PartFiles {

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final PartsCsv csv;
    private final Clock clock;

    PartFiles(JdbcClient jdbc, PartsCsv csv, Clock clock) {
        this.jdbc = jdbc;
        this.csv = csv;
        this.clock = clock;
    }

    /** @throws InvalidValue when it is no such file at all */
    PartsFile read(byte[] content) {
        return csv.read(new ByteArrayInputStream(content));
    }

    /** Keeps the file until it is taken, for a day; an earlier one of the same person is gone. */
    @Transactional
    public UUID keep(CustomerId customer, byte[] content, AccountId by) {
        var now = Times.now(clock);
        jdbc.sql("""
                        delete from part_file where customer_id = :customer and created_by = :by
                            or created_at < :forgotten""")
                .param("customer", customer.value())
                .param("by", by.value())
                .param("forgotten", Timestamp.from(now.minus(KEPT)))
                .update();
        var id = Ids.next();
        jdbc.sql("""
                        insert into part_file (id, customer_id, created_by, content, created_at)
                        values (:id, :customer, :by, :content, :now)""")
                .param("id", id)
                .param("customer", customer.value())
                .param("by", by.value())
                .param("content", content)
                .param("now", Timestamp.from(now))
                .update();
        return id;
    }

    /** @throws NotFound when it is not there any more, or belongs to another customer */
    byte[] take(CustomerId customer, UUID file) {
        return jdbc.sql("select content from part_file where id = :id and customer_id = :customer")
                .param("id", file)
                .param("customer", customer.value())
                .query(byte[].class)
                .optional()
                .orElseThrow(NotFound::new);
    }
}
