package com.partsportal.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.PortalTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lists of Tasklist and the grants of staff, made by nodes that start at the same moment. */
@PortalTest
class TasklistFiltersTests {

    @Autowired
    StaffGrants grants;

    @Autowired
    FilterService filters;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void areMadeOnceByTwoNodesThatStartAtOnceOnAnEmptyDatabase() throws Exception {
        jdbc.execute("truncate act_ru_filter, act_ru_authorization cascade");
        var both = new CyclicBarrier(2);
        Callable<Void> node = () -> {
            both.await();
            grants.run(new DefaultApplicationArguments());
            return null;
        };
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (var started : nodes.invokeAll(List.of(node, node))) {
                started.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "Escalated", "Email changes", "Mine", "Overdue", "Second approval", "Support cases", "To do");
        assertThat(jdbc.queryForList("""
                        select coalesce(group_id_, user_id_) || ' ' || resource_type_ || ' ' || resource_id_
                        from act_ru_authorization group by 1 having count(*) > 1 or min(type_) <> 1""", String.class)).as("granted twice").isEmpty();
        var grantsMade = count();
        assertThat(jdbc.queryForList("""
                        select f.name_ from act_ru_filter f
                        join act_ru_authorization a on a.resource_id_ = f.id_ and a.group_id_ = 'support-lead'""", String.class)).containsExactly("Escalated");

        grants.run(new DefaultApplicationArguments());

        assertThat(names()).hasSize(7);
        assertThat(count()).isEqualTo(grantsMade);
    }

    private List<String> names() {
        return filters.createFilterQuery().list().stream().map(Filter::getName).toList();
    }

    private int count() {
        return jdbc.queryForObject("select count(*) from act_ru_authorization", Integer.class);
    }
}
