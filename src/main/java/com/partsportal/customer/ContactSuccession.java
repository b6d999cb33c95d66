package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.company.CompanyId;
import com.partsportal.company.MembershipEnds;
import com.partsportal.shared.Folding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who follows a primary contact that is no longer with the company: the longest-serving active Customer Manager who is
 * not the contact of another customer of that vendor. One of the few doors that may change an address.
 */
@Component
class ContactSuccession implements MembershipEnds {

    private static final Logger log = LoggerFactory.getLogger(ContactSuccession.class);

    private final CustomerRepository customers;
    private final Accounts accounts;
    private final Timeline timeline;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ContactSuccession(
            CustomerRepository customers,
            Accounts accounts,
            Timeline timeline,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.customers = customers;
        this.accounts = accounts;
        this.timeline = timeline;
        this.jdbc = jdbc;
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
                log.info("customer {} has no primary contact any more", customer.id());
            }
        }
    }

    /** Neither the contact nor the invited address of another customer of this vendor. */
    private boolean isFree(Customer customer, AccountRow manager) {
        return jdbc.sql("""
                        select count(*) from customer
                        where vendor_id = :vendor and id <> :id and (contact_account_id = :account or email = :email)""")
                        .param("vendor", customer.vendor().value())
                        .param("id", customer.id().value())
                        .param("account", manager.id().value())
                        .param("email", manager.email().value())
                        .query(Long.class)
                        .single()
                == 0;
    }

    private void succeed(Customer customer, AccountRow successor) {
        addressMayChange("allowed");
        jdbc.sql("""
                        update customer set contact_account_id = :account, email = :email, email_changed_at = null, search_text = :search,
                            version = version + 1
                        where id = :id""")
                .param("account", successor.id().value())
                .param("email", successor.email().value())
                .param(
                        "search",
                        Folding.fold(customer.companyName()) + "\n"
                                + successor.email().value() + "\n"
                                + Optional.ofNullable(customer.phone())
                                        .map(phone -> phone.value())
                                        .orElse(""))
                .param("id", customer.id().value())
                .update();
        addressMayChange("");
        timeline.add(customer, TimelineType.CONTACT_SUCCEEDED, null, Map.of());
        log.info("customer {} has account {} as its primary contact now", customer.id(), successor.id());
    }

    private void addressMayChange(String value) {
        jdbc.sql("select set_config('portal.address_change', :value, true)")
                .param("value", value)
                .query(String.class)
                .single();
    }
}
