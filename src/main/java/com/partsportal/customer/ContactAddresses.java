package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.Invited;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Folding;
import com.partsportal.shared.Times;
import com.partsportal.vendor.VendorId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a new address of a login changes in the vendors' records. One of the few doors that may change an address. */
@Component
public class ContactAddresses {

    private static final Logger log = LoggerFactory.getLogger(ContactAddresses.class);

    private final CustomerRepository repository;
    private final Customers customers;
    private final Invitations invitations;
    private final Timeline timeline;
    private final JdbcClient jdbc;
    private final Clock clock;

    ContactAddresses(
            CustomerRepository repository,
            Customers customers,
            Invitations invitations,
            Timeline timeline,
            JdbcClient jdbc,
            Clock clock) {
        this.repository = repository;
        this.customers = customers;
        this.invitations = invitations;
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every record whose primary contact is this login shows the new address, and its timeline says so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(AccountId contact, EmailAddress to) {
        addressMayChange("allowed");
        for (var customer : repository.findByContactAccountIdOrderById(contact.value())) {
            var phone = customer.phone();
            jdbc.sql("update customer set email = :email, email_changed_at = :at, search_text = :search,"
                            + " version = version + 1 where id = :id")
                    .param("at", Timestamp.from(Times.now(clock)))
                    .param("email", to.value())
                    .param(
                            "search",
                            Folding.fold(customer.companyName()) + "\n" + to.value() + "\n"
                                    + (phone == null ? "" : phone.value()))
                    .param("id", customer.id().value())
                    .update();
            timeline.add(customer, TimelineType.EMAIL_CHANGED, null, Map.of());
            log.info("customer {}: the contact's address follows its login", customer.id());
        }
        addressMayChange("");
    }

    /** Whoever holds a link that was sent to this address can do nothing with it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeInvitations(EmailAddress to) {
        invitations.openTo(to).forEach(this::close);
    }

    private void close(Invited open) {
        if (open.hasLapsed(Times.now(clock))) {
            invitations.expireIfLapsed(open.id());
        } else if (open.kind() == InvitationKind.CONTACT) {
            customers.revoke(
                    new VendorId(Objects.requireNonNull(open.vendorId())),
                    new CustomerId(Objects.requireNonNull(open.customerId())),
                    Invitations.ADDRESS_CHANGED,
                    null);
        } else {
            invitations.revoke(open.id(), Invitations.ADDRESS_CHANGED);
        }
    }

    private void addressMayChange(String value) {
        jdbc.sql("select set_config('portal.address_change', :value, true)")
                .param("value", value)
                .query(String.class)
                .single();
    }
}
