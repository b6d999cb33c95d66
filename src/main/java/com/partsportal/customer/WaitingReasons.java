package com.partsportal.customer;

import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.Openings;
import com.partsportal.shared.Moments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out why a customer has not joined: from delivery, looks at the page, reminders and the end. */
@Component
class WaitingReasons {

    private final Openings openings;
    private final Moments moments;

    WaitingReasons(Openings openings, Moments moments) {
        this.openings = openings;
        this.moments = moments;
    }

    /** Empty for a customer that has joined. */
    Optional<Waiting> of(CustomerRow customer) {
        return switch (customer.status()) {
            case ACTIVE, DEACTIVATED -> Optional.empty();
            case DRAFT -> reason("draft", CustomerAction.INVITE, null);
            case DECLINED -> reason("declined", CustomerAction.INVITE, customer.phone());
            case REVOKED -> reason("revoked", CustomerAction.INVITE, null);
            case EXPIRED -> expired(customer);
            case INVITED -> invited(customer);
        };
    }

    private Optional<Waiting> expired(CustomerRow customer) {
        if (customer.delivery() == DeliveryState.FAILED) {
            return reason("refused", CustomerAction.CORRECT_ADDRESS, null);
        }
        var opened = opened(customer);
        return opened.persons() > 0
                ? reason("expired.opened", CustomerAction.INVITE, customer.phone(), opened.persons())
                : reason("expired", CustomerAction.INVITE, customer.phone());
    }

    private Optional<Waiting> invited(CustomerRow customer) {
        if (customer.delivery() == DeliveryState.FAILED) {
            return reason("refused", CustomerAction.CORRECT_ADDRESS, null);
        }
        if (customer.delivery() == DeliveryState.QUEUED) {
            return reason("queued", null, null);
        }
        var opened = opened(customer);
        if (opened.persons() > 0 && opened.lastPerson() != null) {
            return reason(
                    "opened",
                    CustomerAction.RESEND,
                    customer.phone(),
                    opened.persons(),
                    moments.relative(opened.lastPerson()));
        }
        if (customer.remindersSent() > 0) {
            return reason("reminded", CustomerAction.RESEND, customer.phone(), customer.remindersSent());
        }
        return reason(opened.filters() > 0 ? "filter" : "unopened", CustomerAction.RESEND, customer.phone());
    }

    private Openings.Opened opened(CustomerRow customer) {
        return customer.invitation() == null ? new Openings.Opened(0, 0, null) : openings.of(customer.invitation());
    }

    private static Optional<Waiting> reason(
            String code, @Nullable CustomerAction action, @Nullable String phone, Object... args) {
        return Optional.of(new Waiting(code, List.of(args), action, phone));
    }
}
