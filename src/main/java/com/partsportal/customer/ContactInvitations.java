package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.InvitationSubject;
import com.partsportal.invitation.Invited;
import com.partsportal.mail.MailKind;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Times;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invitations of a customer's primary contact: what they change in the vendor's record. */
@Component
class ContactInvitations implements InvitationSubject {

    private final CustomerRepository customers;
    private final PreparedParts parts;
    private final Vendors vendors;
    private final Companies companies;
    private final Accounts accounts;
    private final Timeline timeline;
    private final Clock clock;

    ContactInvitations(
            CustomerRepository customers,
            PreparedParts parts,
            Vendors vendors,
            Companies companies,
            Accounts accounts,
            Timeline timeline,
            Clock clock) {
        this.customers = customers;
        this.parts = parts;
        this.vendors = vendors;
        this.companies = companies;
        this.accounts = accounts;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public InvitationKind kind() {
        return InvitationKind.CONTACT;
    }

    @Override
    public Facts facts(Invited invitation) {
        var vendor = vendors.get(vendorOf(invitation));
        var inviter = invitation.invitedBy() == null
                ? null
                : accounts.find(invitation.invitedBy()).map(AccountRow::name).orElse(null);
        var customer = new CustomerId(Objects.requireNonNull(invitation.customerId()));
        var ready = parts.ready(List.of(customer)).getOrDefault(customer, 0L);
        return new Facts(vendor.name(), inviter, invitation.invitedName(), ready, vendor.zone());
    }

    @Override
    public Names names(Invited invitation) {
        return new Names(vendors.get(vendorOf(invitation)).name(), invitation.invitedName());
    }

    @Override
    public List<Recipient> inviters(Invited invitation) {
        return vendors.responsible(vendorOf(invitation), invitation.invitedBy()).stream()
                .map(account -> new Recipient(account.id(), account.email(), account.language()))
                .toList();
    }

    @Override
    public boolean wants(Invited invitation, MailKind notice) {
        return !vendors.get(vendorOf(invitation)).mutedNotices().contains(notice.code());
    }

    @Override
    public String inviterPath(Invited invitation) {
        return "/vendor/customers/" + invitation.customerId();
    }

    /** The companies that this login manages and that are not this vendor's customers yet. */
    @Override
    public List<Choice> choices(Invited invitation, AccountId login) {
        return companies.memberships(login).stream()
                .filter(place -> place.role() == Role.CUSTOMER_MANAGER)
                .filter(place -> !customers.existsByVendorIdAndCompanyId(
                        vendorOf(invitation).value(), place.companyId()))
                .map(place -> new Choice(place.companyId(), place.companyName()))
                .toList();
    }

    @Override
    public AccountId createAccount(Invited invitation, String name, String passwordHash, String termsVersion) {
        var account = accounts.open(
                new NewAccount(invitation.email(), name, passwordHash, invitation.language(), termsVersion));
        open(invitation, account);
        return account;
    }

    @Override
    public void linkAccount(Invited invitation, AccountId login, @Nullable UUID choice) {
        if (customer(invitation).company() != null) {
            return;
        }
        if (choice == null) {
            open(invitation, login);
        } else {
            accept(customer(invitation), new CompanyId(choice), login);
        }
    }

    private void open(Invited invitation, AccountId manager) {
        var customer = customer(invitation);
        var phone = customer.phone();
        accept(
                customer,
                companies.open(invitation.invitedName(), phone == null ? null : phone.value(), manager),
                manager);
    }

    private void accept(Customer customer, CompanyId company, AccountId contact) {
        customer.accepted(company, contact, Times.now(clock));
        customers.flush();
        timeline.add(customer, TimelineType.ACCEPTED, contact, Map.of());
    }

    @Override
    public UUID organisation(Invited invitation) {
        return Objects.requireNonNull(customer(invitation).company()).value();
    }

    @Override
    public void ended(Invited invitation, InvitationStatus end, @Nullable String reason) {
        var customer = customer(invitation);
        var declined = end == InvitationStatus.DECLINED;
        customer.ended(declined ? CustomerStatus.DECLINED : CustomerStatus.EXPIRED);
        customers.flush();
        timeline.add(customer, declined ? TimelineType.DECLINED : TimelineType.EXPIRED, null, Map.of());
    }

    @Override
    public void deliveryFailed(Invited invitation) {
        timeline.add(customer(invitation), TimelineType.DELIVERY_FAILED, null, Map.of());
    }

    @Override
    public void askedAgain(Invited invitation) {
        timeline.add(customer(invitation), TimelineType.NEW_INVITATION_ASKED, null, Map.of());
    }

    private Customer customer(Invited invitation) {
        return customers
                .findById(Objects.requireNonNull(invitation.customerId()))
                .filter(found -> found.vendor().equals(vendorOf(invitation)))
                .orElseThrow(NotFound::new);
    }

    private static VendorId vendorOf(Invited invitation) {
        return new VendorId(Objects.requireNonNull(invitation.vendorId()));
    }
}
