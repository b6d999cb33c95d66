package com.partsportal.customer;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailDeferred;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Links;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The content of the emails of {@link NewPartsNotices}: how many parts there are when they are sent. */
@Component
class NewPartsMails implements QueuedMailContent {

    private final CustomerRepository customers;
    private final PreparedParts parts;
    private final Vendors vendors;
    private final Links links;
    private final Clock clock;

    NewPartsMails(CustomerRepository customers, PreparedParts parts, Vendors vendors, Links links, Clock clock) {
        this.customers = customers;
        this.parts = parts;
        this.vendors = vendors;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.NEW_PARTS);
    }

    /** Nothing for a customer without access or without parts by now; waits while the vendor is suspended. */
    @Override
    public Optional<Mail> compose(QueuedMail queued) {
        var id = CustomerId.of(queued.key().split(":")[1]);
        var ready = parts.ready(List.of(id)).getOrDefault(id, 0L);
        var active = customers
                .findById(id.value())
                .filter(customer -> customer.status(DatabaseTime.now(clock)) == CustomerStatus.ACTIVE)
                .isPresent();
        var vendor = vendors.get(new VendorId(Objects.requireNonNull(queued.vendorId())));
        if (!active || ready == 0) {
            return Optional.empty();
        }
        if (vendor.isSuspended()) {
            throw new MailDeferred();
        }
        var model = new HashMap<String, Object>();
        model.put("vendor", vendor.name());
        model.put("parts", ready);
        return Optional.of(queued.mail(vendor.name(), links.to("/portal/parts"), model)
                .answeredTo(vendor.choices().contactEmail()));
    }
}
