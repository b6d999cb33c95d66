package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.AddressChangeGuard;
import com.partsportal.account.AddressUses;
import com.partsportal.company.CompanyId;
import com.partsportal.company.MembershipEnds;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who follows a primary contact that is no longer with the company: the longest-serving active Customer Manager who is
 * not the contact of another customer of that vendor. One of the few places that may change an address.
 */
@Component
class ContactSuccession implements MembershipEnds {

    private static final Logger log = LoggerFactory.getLogger(ContactSuccession.class);

    private final CustomerRepository customers;
    private final Accounts accounts;
    private final Timeline timeline;
    private final AddressChangeGuard addressChanges;
    private final AddressUses uses;
    private final ApplicationEventPublisher events;

    ContactSuccession(
            CustomerRepository customers,
            Accounts accounts,
            Timeline timeline,
            AddressChangeGuard addressChanges,
            AddressUses uses,
            ApplicationEventPublisher events) {
        this.customers = customers;
        this.accounts = accounts;
        this.timeline = timeline;
        this.addressChanges = addressChanges;
        this.uses = uses;
        this.events = events;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(CompanyId company, AccountId former, List<AccountId> managers) {
        for (var customer : customers.findByCompanyIdAndContactAccountIdOrderById(company.value(), former.value())) {
            var successor = managers.stream()
                    .flatMap(manager -> accounts.find(manager).stream())
                    .filter(AccountRow::active)
                    .filter(manager -> isFree(customer, manager))
                    .findFirst();
            if (successor.isPresent()) {
                succeed(customer, successor.get());
            } else {
                timeline.add(customer, TimelineType.CONTACT_LEFT, null, Map.of());
                events.publishEvent(new ContactWithoutSuccessor(customer.id(), company));
                log.info("customer {}: no primary contact is left", customer.id());
            }
        }
    }

    /** Neither the contact nor the invited address of another customer of this vendor. */
    private boolean isFree(Customer customer, AccountRow manager) {
        return customers.othersWith(
                        customer.vendor().value(),
                        customer.id().value(),
                        manager.id().value(),
                        manager.email().value())
                == 0;
    }

    private void succeed(Customer customer, AccountRow successor) {
        uses.changed(customer.email(), customer.contact().orElse(null));
        uses.changed(successor.email(), successor.id());
        addressChanges.whileOpen(() -> {
            customer.succeedContact(successor.id(), successor.email());
            customers.saveAndFlush(customer);
        });
        timeline.add(customer, TimelineType.CONTACT_SUCCEEDED, null, Map.of());
        log.info("customer {}: account {} is the primary contact now", customer.id(), successor.id());
    }
}
