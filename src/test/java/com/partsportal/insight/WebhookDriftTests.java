package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.dev.MovableClock;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import com.partsportal.webhook.WebhookProcess;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks and the engine can disagree in two ways: each is broken by hand, found, and repaired. */
@PortalTest
class WebhookDriftTests {

    @Autowired
    People people;

    @Autowired
    Drifts drifts;

    @Autowired
    DriftRepairs repairs;

    @Autowired
    WebhookProcess process;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final UUID endpoint = UUID.randomUUID();
    private TestVendor vendor;

    @BeforeEach
    void anEndpoint() {
        vendor = people.vendor("Acme " + endpoint, endpoint + "@drift.example");
        jdbc.sql("""
                        insert into webhook_endpoint (id, version, vendor_id, url, events, secret_kid, secret, active,
                          created_at, created_by)
                        values (:id, 0, :vendor, 'https://hooks.example', '{}', 'k', '', true, :now, :admin)""")
                .param("id", endpoint)
                .param("vendor", vendor.id().value())
                .param("admin", vendor.admin().value())
                .param("now", now())
                .update();
    }

    @AfterEach
    void nothingIsLeft() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey("webhook-delivery")
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "by a test"));
        jdbc.sql("delete from webhook_endpoint where id = ?").param(endpoint).update();
    }

    @Test
    void aWebhookThatNothingDeliversGetsAnInstanceAndOneThatIsSettledLosesIt() {
        var waiting = delivery(null);
        assertThat(found()).containsOnlyKeys(DriftKind.WEBHOOK_WITHOUT_INSTANCE);

        assertThat(repairs.repair(DriftKind.WEBHOOK_WITHOUT_INSTANCE, vendor.admin()))
                .isEqualTo(new DriftRepairs.Outcome(1, 0));
        assertThat(found()).isEmpty();
        assertThat(job(waiting)).isNotNull();

        jdbc.sql("update webhook_delivery set state = 'DELIVERED' where id = ?")
                .param(waiting)
                .update();
        assertThat(found()).as("its job is only about to end").isEmpty();
        management.setJobRetries(job(waiting).getId(), 0);
        assertThat(found()).containsOnlyKeys(DriftKind.INSTANCE_WITHOUT_WEBHOOK);

        assertThat(repairs.repair(DriftKind.INSTANCE_WITHOUT_WEBHOOK, vendor.admin()))
                .isEqualTo(new DriftRepairs.Outcome(1, 0));
        assertThat(found()).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("webhook-delivery")
                        .count())
                .isZero();
    }

    @Test
    void whatTheStepOfAnotherDeliversIsNoDisagreement() {
        var customer = UUID.randomUUID();
        process.start(delivery(customer));
        delivery(customer);
        assertThat(found()).isEmpty();

        delivery(UUID.randomUUID());
        assertThat(found()).containsOnlyKeys(DriftKind.WEBHOOK_WITHOUT_INSTANCE);
        jdbc.sql("update webhook_delivery set claimed_until = :later where endpoint_id = :endpoint")
                .param("later", Timestamp.from(clock.instant().plusSeconds(30)))
                .param("endpoint", endpoint)
                .update();
        assertThat(found()).as("somebody delivers it now").isEmpty();
    }

    private UUID delivery(UUID customer) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into webhook_delivery (id, endpoint_id, vendor_id, customer_id, type, body, state, attempts,
                          created_at)
                        values (:id, :endpoint, :vendor, :customer, 'customer.created', '{}', 'WAITING', 0, :now)""")
                .param("id", id)
                .param("endpoint", endpoint)
                .param("vendor", vendor.id().value())
                .param("customer", customer)
                .param("now", now())
                .update();
        return id;
    }

    private Job job(UUID delivery) {
        return management
                .createJobQuery()
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(delivery.toString())
                        .singleResult()
                        .getId())
                .singleResult();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Map<DriftKind, List<Drift>> found() {
        var all = drifts.all();
        all.values().removeIf(List::isEmpty);
        return all;
    }
}
