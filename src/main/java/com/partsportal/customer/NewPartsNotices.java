package com.partsportal.customer;

import com.partsportal.account.Accounts;
import com.partsportal.company.Companies;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Notifies a customer's people of new parts, where the vendor wants that: once a day at most. */
@Component
class NewPartsNotices {

    private final Vendors vendors;
    private final Companies companies;
    private final Accounts accounts;
    private final MailQueue queue;
    private final Clock clock;

    NewPartsNotices(Vendors vendors, Companies companies, Accounts accounts, MailQueue queue, Clock clock) {
        this.vendors = vendors;
        this.companies = companies;
        this.accounts = accounts;
        this.queue = queue;
        this.clock = clock;
    }

    /** In the caller's transaction; a repeat on the same day does nothing. */
    void partsAdded(Customer customer) {
        var company = customer.company();
        if (company == null || customer.status(DatabaseTime.now(clock)) != CustomerStatus.ACTIVE) {
            return;
        }
        var vendor = vendors.get(customer.vendor());
        if (!vendor.choices().newPartsEmail()) {
            return;
        }
        var day = LocalDate.ofInstant(DatabaseTime.now(clock), vendor.zone());
        companies.activeMembers(company).stream()
                .flatMap(member -> accounts.find(member).stream())
                .filter(person -> person.active() && person.wantsEmail(MailKind.NEW_PARTS))
                .forEach(person -> queue.add(
                        MailKind.NEW_PARTS,
                        MailKind.NEW_PARTS.code() + ":" + customer.id() + ":" + person.id() + ":" + day,
                        person.email(),
                        person.language(),
                        null,
                        vendor.id().value(),
                        person.id().value()));
    }
}
