package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.Invitations;
import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonStatements;
import com.partsportal.privacy.PersonalData;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What vendors keep of their customers' primary contacts. The company's name is the company's and stays. */
@Component
class ContactPersonalData implements PersonalData {

    private final PersonStatements tables;
    private final CustomerRepository repository;
    private final Customers customers;
    private final Invitations invitations;
    private final Timeline timeline;
    private final Clock clock;

    ContactPersonalData(
            PersonStatements tables,
            CustomerRepository repository,
            Customers customers,
            Invitations invitations,
            Timeline timeline,
            Clock clock) {
        this.tables = tables;
        this.repository = repository;
        this.customers = customers;
        this.invitations = invitations;
        this.timeline = timeline;
        this.clock = clock;
    }

    private static final String OF_PERSON =
            " from customer where email = any(:addresses) or contact_account_id = :account";

    @Override
    public Person identify(Person person) {
        return person.withVendors(tables.ids("select distinct vendor_id" + OF_PERSON, person))
                .withCompanies(tables.ids(
                        "select distinct company_id from (select *" + OF_PERSON + ") own where company_id is not null",
                        person))
                .withProcessKeys(tables.ids("select id" + OF_PERSON, person));
    }

    @Override
    public List<KeptRows> kept(Person person) {
        return List.of(tables.kept("customer", """
                select company_name, email, phone, external_id, status, language, note, created_at, invited_at, accepted_at,
                       email_changed_at""" + OF_PERSON + " order by created_at", person));
    }

    @Override
    public void end(Person person, @Nullable UUID by) {
        person.addresses().stream()
                .flatMap(address -> invitations.openTo(address).stream())
                .forEach(open -> close(open, by));
    }

    private void close(InvitationSnapshot open, @Nullable UUID by) {
        if (open.hasLapsed(DatabaseTime.now(clock))) {
            invitations.expireIfLapsed(open.id());
        } else if (open.kind() == InvitationKind.CONTACT) {
            customers.revoke(
                    new VendorId(Objects.requireNonNull(open.vendorId())),
                    new CustomerId(Objects.requireNonNull(open.customerId())),
                    null,
                    false,
                    by == null ? null : new AccountId(by));
        } else {
            invitations.revoke(open.id(), null, false);
        }
    }

    @Override
    public void erase(Person person, @Nullable UUID by) {
        tables.change("""
                update customer set note = regexp_replace(note, :pattern, '%s', 'gi'), version = version + 1
                where vendor_id = any(:vendors) and note ~* :pattern""".formatted(Person.ERASED), person);
        for (var id : tables.ids("select id" + OF_PERSON, person)) {
            var customer = repository.findById(id).orElseThrow();
            if (customer.eraseContact(Person.erasedAddress(id))) {
                repository.saveAndFlush(customer);
                timeline.add(customer, TimelineType.CONTACT_ERASED, by == null ? null : new AccountId(by), Map.of());
            }
        }
    }
}
