package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.AddressUses;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationOwner;
import com.partsportal.invitation.InvitationScope;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.mail.MailKind;
import com.partsportal.notification.NotificationKind;
import com.partsportal.notification.Notifications;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorCards;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invitations of a customer's primary contact: what they change in the vendor's record. */
@Component
class ContactInvitations implements InvitationOwner {

    private final CustomerRepository customers;
    private final PreparedParts parts;
    private final Vendors vendors;
    private final VendorCards cards;
    private final Companies companies;
    private final Accounts accounts;
    private final AddressUses uses;
    private final Timeline timeline;
    private final Notifications notifications;
    private final Clock clock;

    ContactInvitations(
            CustomerRepository customers,
            PreparedParts parts,
            Vendors vendors,
            VendorCards cards,
            Companies companies,
            Accounts accounts,
            AddressUses uses,
            Timeline timeline,
            Notifications notifications,
            Clock clock) {
        this.customers = customers;
        this.parts = parts;
        this.vendors = vendors;
        this.cards = cards;
        this.companies = companies;
        this.accounts = accounts;
        this.uses = uses;
        this.timeline = timeline;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Override
    public InvitationKind kind() {
        return InvitationKind.CONTACT;
    }

    @Override
    public Facts facts(InvitationSnapshot invitation) {
        var vendor = vendors.get(vendorOf(invitation));
        var inviter = inviter(invitation);
        return new Facts(
                vendor.name(),
                inviter.map(AccountRow::name).orElse(null),
                invitation.invitedName(),
                partsReady(invitation),
                vendor.zone(),
                replyTo(vendor, inviter),
                vendor.contact(invitation.language()));
    }

    @Override
    public Optional<byte[]> logo(InvitationSnapshot invitation) {
        return cards.logo(vendorOf(invitation));
    }

    private Optional<AccountRow> inviter(InvitationSnapshot invitation) {
        return Optional.ofNullable(invitation.invitedBy()).flatMap(accounts::find);
    }

    private static @Nullable EmailAddress replyTo(VendorRow vendor, Optional<AccountRow> inviter) {
        return inviter.filter(AccountRow::active)
                .map(AccountRow::email)
                .orElse(vendor.choices().contactEmail());
    }

    @Override
    public Welcome welcome(InvitationSnapshot invitation, @Nullable UUID choice) {
        var vendor = vendors.get(vendorOf(invitation));
        return new Welcome(
                vendor.name(),
                choice == null
                        ? invitation.invitedName()
                        : companies.get(new CompanyId(choice)).name(),
                partsReady(invitation),
                replyTo(vendor, inviter(invitation)));
    }

    private long partsReady(InvitationSnapshot invitation) {
        var customer = new CustomerId(Objects.requireNonNull(invitation.customerId()));
        return parts.ready(List.of(customer)).getOrDefault(customer, 0L);
    }

    @Override
    public boolean isPaused(InvitationSnapshot invitation) {
        return vendors.get(vendorOf(invitation)).isSuspended();
    }

    @Override
    public Optional<ZoneId> officeHours(InvitationScope scope) {
        return vendors.officeHours(new VendorId(Objects.requireNonNull(scope.vendorId())));
    }

    @Override
    public InviterNames names(InvitationSnapshot invitation) {
        return new InviterNames(vendors.get(vendorOf(invitation)).name(), invitation.invitedName());
    }

    @Override
    public List<Recipient> inviters(InvitationSnapshot invitation, MailKind notice) {
        return responsible(invitation).stream()
                .filter(account -> account.wantsEmail(notice))
                .map(account -> new Recipient(account.id(), account.email(), account.language()))
                .toList();
    }

    private List<AccountRow> responsible(InvitationSnapshot invitation) {
        return vendors.responsible(vendorOf(invitation), invitation.invitedBy());
    }

    @Override
    public boolean wants(InvitationSnapshot invitation, MailKind notice) {
        return !vendors.get(vendorOf(invitation)).mutedNotices().contains(notice.code());
    }

    @Override
    public String inviterPath(InvitationSnapshot invitation) {
        return "/vendor/customers/" + invitation.customerId();
    }

    /** The companies that this login manages and that are not this vendor's customers yet. */
    @Override
    public List<Choice> choices(InvitationSnapshot invitation, AccountId login) {
        return companies.memberships(login).stream()
                .filter(place -> place.role() == Role.CUSTOMER_MANAGER)
                .filter(place -> !customers.existsByVendorIdAndCompanyId(
                        vendorOf(invitation).value(), place.companyId()))
                .map(place -> new Choice(place.companyId(), place.companyName()))
                .toList();
    }

    @Override
    public AccountId createAccount(
            InvitationSnapshot invitation, String name, String passwordHash, String termsVersion) {
        var account = accounts.open(
                new NewAccount(invitation.email(), name, passwordHash, invitation.language(), termsVersion));
        open(invitation, account);
        return account;
    }

    @Override
    public void linkAccount(InvitationSnapshot invitation, AccountId login, @Nullable UUID choice) {
        if (customer(invitation).company() != null) {
            return;
        }
        if (choice == null) {
            open(invitation, login);
        } else {
            accept(customer(invitation), new CompanyId(choice), login);
        }
    }

    private void open(InvitationSnapshot invitation, AccountId manager) {
        var customer = customer(invitation);
        var phone = customer.phone();
        accept(
                customer,
                companies.open(invitation.invitedName(), phone == null ? null : phone.value(), manager),
                manager);
    }

    private void accept(Customer customer, CompanyId company, AccountId contact) {
        customer.accepted(company, contact, DatabaseTime.now(clock));
        uses.changed(customer.email(), contact);
        customers.flush();
        timeline.add(customer, TimelineType.ACCEPTED, contact, Map.of());
    }

    @Override
    public UUID organisation(InvitationSnapshot invitation) {
        return Objects.requireNonNull(customer(invitation).company()).value();
    }

    @Override
    public void ended(InvitationSnapshot invitation, InvitationStatus end, @Nullable String reason) {
        var customer = customer(invitation);
        var declined = end == InvitationStatus.DECLINED;
        customer.ended(declined ? CustomerStatus.DECLINED : CustomerStatus.EXPIRED);
        customers.flush();
        timeline.add(customer, declined ? TimelineType.DECLINED : TimelineType.EXPIRED, null, Map.of());
        notify(invitation, declined ? NotificationKind.INVITATION_DECLINED : NotificationKind.INVITATION_EXPIRED);
    }

    @Override
    public void extended(InvitationSnapshot invitation, Instant expiresAt) {
        customer(invitation).extended(expiresAt);
        customers.flush();
    }

    @Override
    public void sent(InvitationSnapshot invitation) {
        changed(invitation);
        timeline.publish(invitation, CustomerHappening.What.INVITATION_SENT);
    }

    @Override
    public void delivered(InvitationSnapshot invitation) {
        changed(invitation);
    }

    @Override
    public void opened(InvitationSnapshot invitation) {
        timeline.publish(invitation, CustomerHappening.What.INVITATION_OPENED);
    }

    @Override
    public void deliveryFailed(InvitationSnapshot invitation) {
        changed(invitation);
        timeline.add(customer(invitation), TimelineType.DELIVERY_FAILED, null, Map.of());
        notify(invitation, NotificationKind.DELIVERY_FAILED);
    }

    private void changed(InvitationSnapshot invitation) {
        customers.changed(Objects.requireNonNull(invitation.customerId()), DatabaseTime.now(clock));
    }

    @Override
    public void newInvitationRequested(InvitationSnapshot invitation) {
        timeline.add(customer(invitation), TimelineType.NEW_INVITATION_ASKED, null, Map.of());
        notify(invitation, NotificationKind.NEW_INVITATION_ASKED);
    }

    private void notify(InvitationSnapshot invitation, NotificationKind kind) {
        notifications.add(
                new Notifications.Event(
                        kind,
                        invitation.vendorId(),
                        Objects.requireNonNull(invitation.customerId()),
                        invitation.id().value(),
                        null),
                responsible(invitation));
    }

    private Customer customer(InvitationSnapshot invitation) {
        return customers
                .findById(Objects.requireNonNull(invitation.customerId()))
                .filter(found -> found.vendor().equals(vendorOf(invitation)))
                .orElseThrow(NotFound::new);
    }

    private static VendorId vendorOf(InvitationSnapshot invitation) {
        return new VendorId(Objects.requireNonNull(invitation.vendorId()));
    }
}
