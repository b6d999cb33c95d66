package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.notification.NotificationKind;
import com.partsportal.notification.Notifications;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What happened to a customer. Rows are only ever added (a trigger refuses anything else) and hold ids. */
@Component
class Timeline {

    /** Of the details: the id of the RFQ that it is about. */
    static final String RFQ = "rfq";

    private final TimelineRepository rows;
    private final ApplicationEventPublisher events;
    private final Notifications notifications;
    private final Clock clock;

    Timeline(TimelineRepository rows, ApplicationEventPublisher events, Notifications notifications, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.notifications = notifications;
        this.clock = clock;
    }

    void add(Customer customer, TimelineType type, @Nullable AccountId by, Map<String, String> details) {
        add(customer, type, by, customer.invitation(), details);
    }

    void add(
            Customer customer,
            TimelineType type,
            @Nullable AccountId by,
            @Nullable InvitationId invitation,
            Map<String, String> details) {
        rows.save(new TimelineRow(customer, invitation, type, by, details, DatabaseTime.now(clock)));
        what(type).ifPresent(what -> publish(customer, what, invitation, rfq(details)));
        if (type == TimelineType.RESENT || type == TimelineType.REVOKED) {
            complete(customer);
        }
    }

    /** Somebody took care of what had become of the customer's invitation. */
    void complete(Customer customer) {
        notifications.complete(
                customer.id().value(),
                NotificationKind.NEW_INVITATION_ASKED,
                NotificationKind.DELIVERY_FAILED,
                NotificationKind.INVITATION_DECLINED,
                NotificationKind.INVITATION_EXPIRED);
    }

    /** Something about an invitation that has no row here; the rows of others hold it. */
    void publish(InvitationSnapshot invitation, CustomerHappening.What what) {
        events.publishEvent(new CustomerHappening(
                new VendorId(Objects.requireNonNull(invitation.vendorId())),
                new CustomerId(Objects.requireNonNull(invitation.customerId())),
                what,
                null,
                invitation.id(),
                null));
    }

    private void publish(
            Customer customer, CustomerHappening.What what, @Nullable InvitationId invitation, @Nullable UUID rfq) {
        events.publishEvent(new CustomerHappening(
                customer.vendor(), customer.id(), what, customer.status(DatabaseTime.now(clock)), invitation, rfq));
    }

    private static @Nullable UUID rfq(Map<String, String> details) {
        var id = details.get(RFQ);
        return id == null ? null : UUID.fromString(id);
    }

    private static Optional<CustomerHappening.What> what(TimelineType type) {
        return Optional.ofNullable(
                switch (type) {
                    case CREATED -> CustomerHappening.What.CREATED;
                    case EDITED, EXTENDED, EMAIL_CHANGED, CONTACT_SUCCEEDED -> CustomerHappening.What.UPDATED;
                    case INVITED, DEACTIVATED, REACTIVATED -> CustomerHappening.What.STATUS_CHANGED;
                    case ACCEPTED -> CustomerHappening.What.ACCEPTED;
                    case DECLINED -> CustomerHappening.What.DECLINED;
                    case EXPIRED -> CustomerHappening.What.EXPIRED;
                    case REVOKED -> CustomerHappening.What.REVOKED;
                    case DELIVERY_FAILED -> CustomerHappening.What.INVITATION_FAILED;
                    case RFQ_SUBMITTED -> CustomerHappening.What.RFQ_SUBMITTED;
                    default -> null;
                });
    }

    /** What a vendor's customers did or what happened to their invitations since then, newest first. */
    List<CustomerNews> news(VendorId vendor, Instant since, int most) {
        return rows.news(vendor.value(), since, most).stream()
                .map(news -> new CustomerNews(
                        news.getAt(),
                        news.getType().name(),
                        new CustomerId(news.getCustomerId()),
                        news.getCompanyName()))
                .toList();
    }
}
