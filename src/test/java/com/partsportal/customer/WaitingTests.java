package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.customer.Waiting.Act;
import com.partsportal.invitation.DeliveryFailure;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a customer has not joined: the one rule as a table. */
class WaitingTests {

    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    private static final Visits UNSEEN = new Visits(0, 0, null, null);
    private static final Visits FILTERED = new Visits(0, 2, null, null);
    private static final Visits OPENED = new Visits(2, 0, NOW.minusSeconds(60), null);
    private static final Visits ASKED = new Visits(2, 0, NOW.minusSeconds(60), NOW.minusSeconds(30));

    static Stream<Arguments> table() {
        return Stream.of(
                row("joined", null, null, false, customer(CustomerStatus.ACTIVE)),
                row("deactivated", null, null, false, customer(CustomerStatus.DEACTIVATED)),
                row("draft without parts", "draft.parts", Act.PREPARE, false, draft(0)),
                row("draft with parts", "draft", Act.INVITE, false, draft(3)),
                row("mail in the queue", "queued", null, false, invited(1, DeliveryState.QUEUED, null, 0, UNSEEN)),
                row("sent an hour ago", "recent", null, false, sent(1, 0, UNSEEN)),
                row("sent 47 hours ago", "recent", null, false, sent(47, 0, UNSEEN)),
                row("opened within 48 hours", "opened.recent", null, false, sent(47, 0, OPENED)),
                row("opened after 48 hours", "opened", Act.RESEND, true, sent(48, 0, OPENED)),
                row("unopened for 48 hours", "unopened", null, false, sent(48, 0, UNSEEN)),
                row("reminded on the third day", "reminded", null, false, sent(73, 1, UNSEEN)),
                row("unopened for 5 days", "reminded", Act.RESEND, true, sent(120, 1, UNSEEN)),
                row("only a filter for 5 days", "filter", Act.RESEND, true, sent(120, 0, FILTERED)),
                row("nothing at all for 5 days", "unopened", Act.RESEND, true, sent(120, 0, UNSEEN)),
                row("refused at once", "refused", Act.CORRECT_ADDRESS, true, failed(1, DeliveryFailure.REFUSED)),
                row("bounced", "bounced", Act.CORRECT_ADDRESS, true, failed(50, DeliveryFailure.BOUNCED)),
                row("stuck", "stuck", Act.CORRECT_ADDRESS, true, failed(50, DeliveryFailure.STUCK)),
                row("expired unopened", "expired", Act.INVITE, true, ended(CustomerStatus.EXPIRED, UNSEEN)),
                row("expired opened", "expired.opened", Act.INVITE, true, ended(CustomerStatus.EXPIRED, OPENED)),
                row("declined", "declined", Act.INVITE, true, ended(CustomerStatus.DECLINED, OPENED)),
                row("revoked", "revoked", null, false, ended(CustomerStatus.REVOKED, OPENED)),
                row("expired, asked anew", "asked", Act.INVITE, true, ended(CustomerStatus.EXPIRED, ASKED)),
                row("declined, asked anew", "asked", Act.INVITE, true, ended(CustomerStatus.DECLINED, ASKED)),
                row("revoked, asked anew", "asked", Act.INVITE, true, ended(CustomerStatus.REVOKED, ASKED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void saysWhyAndWhatHelps(
            String what, @Nullable String code, @Nullable Act act, boolean attention, CustomerRow customer) {
        var why = Waiting.of(customer, NOW);

        assertThat(why.map(Waiting::code).orElse(null)).isEqualTo(code);
        assertThat(why.map(Waiting::act).orElse(null)).isEqualTo(act);
        assertThat(why.map(Waiting::attention).orElse(false)).isEqualTo(attention);
    }

    private static Arguments row(
            String what, @Nullable String code, @Nullable Act act, boolean attention, CustomerRow customer) {
        return Arguments.of(what, code, act, attention, customer);
    }

    private static CustomerRow customer(CustomerStatus status) {
        return row(status, DeliveryState.SENT, null, 300, 0, UNSEEN, 0);
    }

    private static CustomerRow draft(long parts) {
        return row(CustomerStatus.DRAFT, null, null, null, 0, UNSEEN, parts);
    }

    private static CustomerRow sent(int hours, int reminders, Visits visits) {
        return invited(hours, DeliveryState.SENT, null, reminders, visits);
    }

    private static CustomerRow failed(int hours, DeliveryFailure failure) {
        return invited(hours, DeliveryState.FAILED, failure, 0, UNSEEN);
    }

    private static CustomerRow invited(
            int hours, DeliveryState delivery, @Nullable DeliveryFailure failure, int reminders, Visits visits) {
        return row(CustomerStatus.INVITED, delivery, failure, hours, reminders, visits, 0);
    }

    private static CustomerRow ended(CustomerStatus status, Visits visits) {
        return row(status, DeliveryState.SENT, null, 400, 3, visits, 0);
    }

    private static CustomerRow row(
            CustomerStatus status,
            @Nullable DeliveryState delivery,
            @Nullable DeliveryFailure failure,
            @Nullable Integer hours,
            int reminders,
            Visits visits,
            long parts) {
        var invitedAt = hours == null ? null : NOW.minus(Duration.ofHours(hours));
        return new CustomerRow(
                new CustomerId(UUID.randomUUID()),
                "Borg Inc",
                null,
                new EmailAddress("kim@borg.example"),
                null,
                null,
                null,
                "A",
                status,
                invitedAt == null ? null : new InvitationId(UUID.randomUUID()),
                delivery,
                failure,
                null,
                NOW.minus(Duration.ofDays(30)),
                NOW,
                invitedAt,
                invitedAt == null ? null : invitedAt.plus(Duration.ofDays(14)),
                reminders,
                null,
                visits,
                parts);
    }
}
