package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Role;
import com.partsportal.invitation.InvitationOptions;
import com.partsportal.invitation.InvitationOwner;
import com.partsportal.invitation.InvitationPreview;
import com.partsportal.invitation.InvitationScope;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.Invitee;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The next invitation of a customer: its options, and a preview of its email and dates. */
@Service
public class NextInvitations {

    private final CustomerRepository customers;
    private final Invitations invitations;
    private final Vendors vendors;
    private static final int LONGEST_EXTENSION = 30;

    private final PreparedParts parts;
    private final Timeline timeline;
    private final Clock clock;

    NextInvitations(
            CustomerRepository customers,
            Invitations invitations,
            Vendors vendors,
            PreparedParts parts,
            Timeline timeline,
            Clock clock) {
        this.customers = customers;
        this.invitations = invitations;
        this.vendors = vendors;
        this.parts = parts;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * What the invitation of a new customer would say, and when it would remind and end; nothing is stored.
     *
     * @throws InvalidValue for an unknown ranking
     */
    @Transactional(readOnly = true)
    public InvitationPreview preview(VendorId vendorId, NewCustomer wanted, AccountId by) {
        var vendor = vendors.get(vendorId);
        var invitation = new NewInvitation(
                InvitationScope.contact(vendorId.value(), null),
                new Invitee(
                        new EmailAddress(wanted.email()), Names.company(wanted.companyName()), Role.CUSTOMER_MANAGER),
                new InvitationOptions(
                        wanted.language() == null ? vendor.language() : Locale.forLanguageTag(wanted.language()),
                        wanted.validDays(),
                        note(wanted.note())),
                ranking(vendorId, wanted.ranking()).discountPercent(),
                by,
                false);
        return preview(vendor, invitation, 0, by);
    }

    /**
     * As for a new customer, of one that may be invited or get a new link.
     *
     * @throws Refused {@code wrong-state} when neither is offered
     */
    @Transactional(readOnly = true)
    public InvitationPreview preview(VendorId vendorId, CustomerId id, AccountId by) {
        var customer = invitable(vendorId, id);
        return preview(
                vendors.get(vendorId),
                customer.newInvitation(
                        vendors.ranking(customer.ranking()).orElseThrow().discountPercent(), by, false),
                parts.ready(List.of(id)).getOrDefault(id, 0L),
                by);
    }

    /**
     * Lets the open invitation of a customer end some days later; the link and the reminders stay.
     *
     * @throws Refused {@code wrong-state} when none is open, {@code too-long} beyond {@link Invitations#LONGEST_OPEN}
     * @throws InvalidValue with field {@code days} for less than one and more than 30
     */
    @Retried
    @Transactional
    public Instant extend(VendorId vendor, CustomerId id, int days, AccountId by) {
        if (days < 1 || days > LONGEST_EXTENSION) {
            throw new InvalidValue("days", "extend.days");
        }
        var customer = find(vendor, id);
        customer.require(CustomerAction.RESEND, DatabaseTime.now(clock));
        var expiresAt = invitations.extend(Objects.requireNonNull(customer.invitation()), Duration.ofDays(days));
        timeline.add(customer, TimelineType.EXTENDED, by, Map.of("days", Integer.toString(days)));
        return expiresAt;
    }

    /** What the vendor chose for the next invitation of this customer. */
    @Transactional(readOnly = true)
    public NextInvitation options(VendorId vendor, CustomerId id) {
        var options = find(vendor, id).options();
        return new NextInvitation(options.language().getLanguage(), options.validDays(), options.note());
    }

    /**
     * Chooses what the next invitation says and how long it is open; what was sent already stays as it is.
     *
     * @throws Refused {@code wrong-state} when neither an invitation nor a new link is offered
     * @throws InvalidValue with field {@code note} for a link or a control character
     */
    @Retried
    @Transactional
    public void edit(VendorId vendor, CustomerId id, NextInvitation options, @Nullable AccountId by) {
        var customer = invitable(vendor, id);
        var wanted = new InvitationOptions(
                Locale.forLanguageTag(options.language()), options.validDays(), note(options.note()));
        if (customer.changeInvitationOptions(wanted)) {
            timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "options"));
        }
    }

    private Customer invitable(VendorId vendor, CustomerId id) {
        var customer = find(vendor, id);
        if (!customer.status(DatabaseTime.now(clock)).offers(CustomerAction.RESEND)) {
            customer.require(CustomerAction.INVITE, DatabaseTime.now(clock));
        }
        return customer;
    }

    private InvitationPreview preview(VendorRow vendor, NewInvitation invitation, long ready, AccountId by) {
        var inviter = vendors.responsible(vendor.id(), by).stream()
                .filter(account -> account.id().equals(by))
                .map(AccountRow::name)
                .findFirst()
                .orElse(null);
        return invitations.preview(
                invitation,
                new InvitationOwner.Facts(
                        vendor.name(),
                        inviter,
                        invitation.invitee().name(),
                        ready,
                        vendor.zone(),
                        null,
                        vendor.contact(invitation.options().language())));
    }

    private Customer find(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }

    private RankingRow ranking(VendorId vendor, String label) {
        return vendors.ranking(vendor, label).orElseThrow(() -> new InvalidValue("ranking", "ranking.unknown"));
    }

    /** Plain text of the vendor for the invited person. */
    private static @Nullable String note(@Nullable String typed) {
        return FreeText.lines("note", typed, Customers.LONGEST_TEXT);
    }
}
