package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AddressChangeGuard;
import com.partsportal.account.AddressUses;
import com.partsportal.company.CompanyId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a new address of a login changes in the vendors' records. One of the few places that may change an address. */
@Component
public class ContactAddresses {

    private static final Logger log = LoggerFactory.getLogger(ContactAddresses.class);

    private final CustomerRepository repository;
    private final Customers customers;
    private final Vendors vendors;
    private final Invitations invitations;
    private final Timeline timeline;
    private final AddressChangeGuard addressChanges;
    private final AddressUses uses;
    private final Clock clock;

    ContactAddresses(
            CustomerRepository repository,
            Customers customers,
            Vendors vendors,
            Invitations invitations,
            Timeline timeline,
            AddressChangeGuard addressChanges,
            AddressUses uses,
            Clock clock) {
        this.repository = repository;
        this.customers = customers;
        this.vendors = vendors;
        this.invitations = invitations;
        this.timeline = timeline;
        this.addressChanges = addressChanges;
        this.uses = uses;
        this.clock = clock;
    }

    /** Every record whose primary contact is this login shows the new address, and its timeline says so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(AccountId contact, EmailAddress to) {
        addressChanges.whileOpen(() -> moveAll(contact, to));
    }

    private void moveAll(AccountId contact, EmailAddress to) {
        for (var customer : repository.findByContactAccountIdOrderById(contact.value())) {
            uses.changed(customer.email());
            uses.changed(to);
            customer.followLogin(to, DatabaseTime.now(clock));
            repository.saveAndFlush(customer);
            timeline.add(customer, TimelineType.EMAIL_CHANGED, null, Map.of());
            log.info("customer {}: the contact's address follows its login", customer.id());
        }
    }

    /** Whether a vendor whose contact this login is has this address in another customer's record. */
    @Transactional(readOnly = true)
    public boolean isAnotherCustomers(EmailAddress email, AccountId contact) {
        return repository.isAnotherCustomersAddress(email.value(), contact.value());
    }

    /** The primary contacts of a company, as its vendors have recorded them. */
    @Transactional(readOnly = true)
    public List<AccountId> contacts(CompanyId company) {
        return repository.contactsOf(company.value()).stream()
                .map(AccountId::new)
                .toList();
    }

    /** Names of the vendors whose customers these companies are. */
    @Transactional(readOnly = true)
    public List<String> vendors(Collection<CompanyId> companies) {
        return companies.isEmpty()
                ? List.of()
                : vendors.names(repository.vendorsOf(
                        companies.stream().map(CompanyId::value).toList()));
    }

    /** Ends every open invitation that was sent to this address: its links do nothing any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeInvitations(EmailAddress to) {
        invitations.openTo(to).forEach(this::close);
    }

    private void close(InvitationSnapshot open) {
        if (open.hasLapsed(DatabaseTime.now(clock))) {
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
}
