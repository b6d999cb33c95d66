package com.partsportal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.shared.SecretCipher.Encrypted;
import com.partsportal.vendor.VendorId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** What an endpoint and a delivery know by themselves; without a database. */
class WebhookRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final UUID ID = UUID.randomUUID();
    private static final VendorId VENDOR = new VendorId(UUID.randomUUID());
    private static final Encrypted FIRST = new Encrypted("k1", new byte[] {1});
    private static final Encrypted SECOND = new Encrypted("k2", new byte[] {2});

    private final WebhookEndpoint endpoint = new WebhookEndpoint(
            ID,
            VENDOR,
            "https://erp.example/hook",
            "ERP",
            Set.of(WebhookEvent.RFQ_SUBMITTED, WebhookEvent.CUSTOMER_CREATED),
            FIRST,
            new AccountId(UUID.randomUUID()),
            NOW);

    @Test
    void isOnAndWantsTheEventsThatWereChosen() {
        assertThat(endpoint.id()).isEqualTo(ID);
        assertThat(endpoint.vendor()).isEqualTo(VENDOR);
        assertThat(endpoint.url()).isEqualTo("https://erp.example/hook");
        assertThat(endpoint.isActive()).isTrue();
        assertThat(endpoint.wants(WebhookEvent.RFQ_SUBMITTED)).isTrue();
        assertThat(endpoint.wants(WebhookEvent.INVITATION_SENT)).isFalse();
        var row = endpoint.row(NOW);
        assertThat(row.id()).isEqualTo(ID);
        assertThat(row.description()).isEqualTo("ERP");
        assertThat(row.events()).containsExactly(WebhookEvent.CUSTOMER_CREATED, WebhookEvent.RFQ_SUBMITTED);
        assertThat(row.active()).isTrue();
        assertThat(row.createdAt()).isEqualTo(NOW);
        assertThat(row.formerSecretUntil()).isNull();

        endpoint.listenTo(Set.of());
        endpoint.describe(null);
        assertThat(endpoint.wants(WebhookEvent.INVITATION_SENT)).isTrue();
        assertThat(endpoint.row(NOW).description()).isNull();

        endpoint.switchOff();
        assertThat(endpoint.isActive()).isFalse();
        assertThat(endpoint.wants(WebhookEvent.INVITATION_SENT)).isFalse();
    }

    @Test
    void theFormerSecretSignsUntilItsTimeIsOver() {
        assertThat(endpoint.secrets(NOW)).containsExactly(FIRST);

        endpoint.rotate(SECOND, NOW, DAY);

        assertThat(endpoint.secrets(NOW)).containsExactly(SECOND, FIRST);
        assertThat(endpoint.row(NOW).formerSecretUntil()).isEqualTo(NOW.plus(DAY));
        assertThat(endpoint.secrets(NOW.plus(DAY))).containsExactly(SECOND);
        assertThat(endpoint.row(NOW.plus(DAY)).formerSecretUntil()).isNull();
    }

    @Test
    void isSwitchedOffAfterFailingForTooLong() {
        assertThat(endpoint.giveUp(NOW, DAY)).isFalse();
        endpoint.failed(NOW);
        endpoint.failed(NOW.plusSeconds(60));
        assertThat(endpoint.row(NOW).failingSince()).isEqualTo(NOW);
        assertThat(endpoint.giveUp(NOW.plus(DAY).minusSeconds(1), DAY)).isFalse();
        assertThat(endpoint.giveUp(NOW.plus(DAY), DAY)).isTrue();
        assertThat(endpoint.isActive()).isFalse();
        assertThat(endpoint.row(NOW).switchedOffAt()).isEqualTo(NOW.plus(DAY));
        assertThat(endpoint.giveUp(NOW.plus(DAY), DAY)).isFalse();

        endpoint.switchOn();
        assertThat(endpoint.isActive()).isTrue();
        assertThat(endpoint.row(NOW).switchedOffAt()).isNull();
        assertThat(endpoint.row(NOW).failingSince()).isNull();
    }

    @Test
    void anAnswerOrAnotherAddressEndsTheFailure() {
        endpoint.failed(NOW);
        endpoint.move("https://erp.example/hook");
        assertThat(endpoint.row(NOW).failingSince()).isEqualTo(NOW);
        endpoint.move("https://erp.example/other");
        assertThat(endpoint.row(NOW).failingSince()).isNull();
        assertThat(endpoint.url()).isEqualTo("https://erp.example/other");

        endpoint.failed(NOW);
        endpoint.succeeded();
        assertThat(endpoint.row(NOW).failingSince()).isNull();
    }

    @Test
    void anEventHasOneCode() {
        for (var event : WebhookEvent.values()) {
            assertThat(WebhookEvent.of(event.code())).contains(event);
            assertThat(WebhookEvent.parse(event.code())).isEqualTo(event);
        }
        assertThat(WebhookEvent.of("customer.deleted")).isEmpty();
        assertThatThrownBy(() -> WebhookEvent.parse("customer.deleted")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeliveryWaitsUntilItIsDelivered() {
        var customer = UUID.randomUUID();
        var delivery = new WebhookDelivery(
                ID, endpoint.id(), VENDOR, customer, WebhookEvent.CUSTOMER_CREATED.code(), "{}", NOW);

        assertThat(delivery.id()).isEqualTo(ID);
        assertThat(delivery.endpoint()).isEqualTo(endpoint.id());
        assertThat(delivery.customer()).isEqualTo(customer);
        assertThat(delivery.body()).isEqualTo("{}");
        assertThat(delivery.isWaiting()).isTrue();
        assertThat(delivery.row().type()).isEqualTo("customer.created");

        ReflectionTestUtils.setField(delivery, "position", 7L);
        ReflectionTestUtils.setField(delivery, "state", WebhookState.DELIVERED);
        assertThat(delivery.position()).isEqualTo(7);
        assertThat(delivery.isWaiting()).isFalse();
    }
}
