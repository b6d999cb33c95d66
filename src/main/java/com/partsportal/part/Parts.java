package com.partsportal.part;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.PreparedParts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of parts. */
@Service
public class Parts implements PreparedParts {

    private final JdbcClient jdbc;

    Parts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<CustomerId, Long> ready(Collection<CustomerId> customers) {
        var counts = new HashMap<CustomerId, Long>();
        if (customers.isEmpty()) {
            return counts;
        }
        jdbc.sql("select customer_id, count(*) as n from part where customer_id in (:customers) group by customer_id")
                .param("customers", customers.stream().map(CustomerId::value).toList())
                .query(row -> {
                    counts.put(new CustomerId(row.getObject("customer_id", UUID.class)), row.getLong("n"));
                });
        return counts;
    }

    @Override
    @Transactional
    public void move(CustomerId from, CustomerId to) {
        jdbc.sql("update part set customer_id = :to where customer_id = :from")
                .param("from", from.value())
                .param("to", to.value())
                .update();
    }

    @Override
    @Transactional
    public void discard(CustomerId customer) {
        jdbc.sql("delete from part where customer_id = :customer")
                .param("customer", customer.value())
                .update();
    }
}
