package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AddressUses;
import com.partsportal.customer.CustomerReadiness.Readiness;
import com.partsportal.customer.InviteReadiness.Verdict;
import com.partsportal.invitation.InvitationOptions;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The service of a vendor's customers. Everything is scoped by the vendor: a foreign customer is {@link NotFound} like an
 * unknown one. What a state does not offer is {@link Refused} with {@code wrong-state} and the {@code status}.
 */
@Service
public class Customers {

    /** Characters of a note or a reason. */
    static final int LONGEST_TEXT = 1000;

    private static final Logger log = LoggerFactory.getLogger(Customers.class);

    private final CustomerRepository customers;
    private final Invitations invitations;
    private final Vendors vendors;
    private final PreparedParts parts;
    private final CustomerReadiness readiness;
    private final CustomerEdits edits;
    private final Timeline timeline;
    private final AddressUses uses;
    private final Clock clock;

    Customers(
            CustomerRepository customers,
            Invitations invitations,
            Vendors vendors,
            PreparedParts parts,
            CustomerReadiness readiness,
            CustomerEdits edits,
            Timeline timeline,
            AddressUses uses,
            Clock clock) {
        this.customers = customers;
        this.invitations = invitations;
        this.vendors = vendors;
        this.parts = parts;
        this.readiness = readiness;
        this.edits = edits;
        this.timeline = timeline;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * Adds a customer as a draft, and invites it where that is wanted: one transaction, the mail follows as a job.
     *
     * @throws Refused {@code duplicate-customer} with {@code customerId} when the vendor has this address already;
     *     {@code parts-required} when it is to be invited and the vendor wants parts to be ready before
     * @throws Refused {@code duplicate-external-id} when another customer has this number
     * @throws InvalidValue for an unknown ranking or an unreadable phone number
     * @throws com.partsportal.shared.TooManyRequests beyond the vendor's hourly limit
     */
    @Retried
    @Transactional
    public CustomerId add(VendorId vendorId, NewCustomer wanted, @Nullable AccountId by) {
        var customer = draft(vendorId, wanted, by);
        if (wanted.invite()) {
            invite(customer, readiness.ofNew(customer), by, false);
        } else {
            customers.saveAndFlush(customer);
        }
        return customer.id();
    }

    /** What became of a row of an import. */
    public record Added(CustomerId customer, boolean invited) {}

    /**
     * As {@link #add}, for a row of an import: it does not count against the hourly limit, and where the vendor wants
     * parts to be ready before, the customer stays a draft.
     */
    @Retried
    @Transactional
    public Added addFromImport(VendorId vendorId, NewCustomer wanted, @Nullable AccountId by) {
        var customer = draft(vendorId, wanted, by);
        if (!wanted.invite()) {
            customers.saveAndFlush(customer);
            return new Added(customer.id(), false);
        }
        var ready = readiness.ofNew(customer);
        var invited = ready.verdict() != Verdict.BLOCK;
        if (invited) {
            invite(customer, ready, by, true);
        } else {
            customers.saveAndFlush(customer);
            timeline.add(customer, TimelineType.HELD_BACK, by, Map.of());
        }
        return new Added(customer.id(), invited);
    }

    /** Keeps a customer that was to be invited as a draft, since the vendor wants parts to be ready before. */
    @Retried
    @Transactional
    public CustomerId addHeldBack(VendorId vendorId, NewCustomer wanted, @Nullable AccountId by) {
        var customer = draft(vendorId, wanted, by);
        customers.saveAndFlush(customer);
        timeline.add(customer, TimelineType.HELD_BACK, by, Map.of());
        return customer.id();
    }

    /** Not stored yet: a caller that invites at once stores it as invited. */
    private Customer draft(VendorId vendorId, NewCustomer wanted, @Nullable AccountId by) {
        var vendor = vendors.get(vendorId);
        var email = new EmailAddress(wanted.email());
        refuseDuplicate(vendorId, email);
        var customer = new Customer(
                Ids.next(),
                vendorId,
                Names.company(wanted.companyName()),
                email,
                PhoneNumber.parseOptional(wanted.phone(), vendor.region()),
                ranking(vendorId, wanted.ranking()).id(),
                new InvitationOptions(
                        wanted.language() == null ? vendor.language() : Locale.forLanguageTag(wanted.language()),
                        wanted.validDays(),
                        FreeText.lines("note", wanted.note(), LONGEST_TEXT)),
                by,
                DatabaseTime.now(clock));
        edits.assignExternalId(customer, ExternalId.of(wanted.externalId()));
        uses.changed(email);
        timeline.add(customer, TimelineType.CREATED, by, Map.of());
        log.info("customer {} added for vendor {}", customer.id(), vendorId);
        return customer;
    }

    /**
     * Invites a draft, or again after an end.
     *
     * @throws Refused {@code already-invited}, {@code already-active}, {@code deactivated} or {@code parts-required}
     * @throws com.partsportal.shared.TooManyRequests inside the interval since the last sending to this address
     */
    @Retried
    @Transactional
    public void invite(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        var status = customer.status(DatabaseTime.now(clock));
        switch (status) {
            case INVITED -> throw new Refused("already-invited", Map.of("status", status.name()));
            case ACTIVE -> throw new Refused("already-active", Map.of("status", status.name()));
            case DEACTIVATED -> throw new Refused("deactivated", Map.of("status", status.name()));
            case DRAFT, EXPIRED, DECLINED, REVOKED -> invite(customer, readiness.of(customer), by, false);
        }
    }

    private void invite(Customer customer, Readiness ready, @Nullable AccountId by, boolean bulk) {
        if (ready.verdict() == Verdict.BLOCK) {
            throw new Refused("parts-required");
        }
        var again = customer.invitation() != null;
        var wanted = invitationOf(customer, by, bulk);
        customer.invited(again ? invitations.open(wanted) : invitations.openFirst(wanted));
        customers.saveAndFlush(customer);
        timeline.add(
                customer,
                TimelineType.INVITED,
                by,
                Map.of(
                        "readiness", ready.verdict().name().toLowerCase(Locale.ROOT),
                        "count", Long.toString(ready.partsReady())));
        if (again) {
            timeline.complete(customer);
        }
    }

    /**
     * Sends a new link: the old one stops working, and reminders and expiry start again.
     *
     * @throws com.partsportal.shared.TooManyRequests inside the interval since the last sending
     */
    @Retried
    @Transactional
    public void resend(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        customer.require(CustomerAction.RESEND, DatabaseTime.now(clock));
        var wanted = invitationOf(customer, by, false);
        var next = whileOpen(() -> invitations.resend(Objects.requireNonNull(customer.invitation()), wanted));
        customer.invited(next);
        customers.flush();
        timeline.add(customer, TimelineType.RESENT, by, Map.of());
    }

    /** Withdraws the invitation; a repeat changes nothing. */
    @Retried
    @Transactional
    public void revoke(VendorId vendor, CustomerId id, @Nullable String reason, @Nullable AccountId by) {
        revoke(vendor, id, reason, true, by);
    }

    /**
     * As {@link #revoke(VendorId, CustomerId, String, AccountId)}.
     *
     * @param email whether the contact is notified
     */
    @Retried
    @Transactional
    public void revoke(VendorId vendor, CustomerId id, @Nullable String reason, boolean email, @Nullable AccountId by) {
        var customer = find(vendor, id);
        if (customer.status(DatabaseTime.now(clock)) == CustomerStatus.REVOKED) {
            return;
        }
        customer.require(CustomerAction.REVOKE, DatabaseTime.now(clock));
        revoke(customer, FreeText.lines("reason", reason, LONGEST_TEXT), email, by);
    }

    private void revoke(Customer customer, @Nullable String reason, boolean email, @Nullable AccountId by) {
        whileOpen(() -> invitations.revoke(Objects.requireNonNull(customer.invitation()), reason, email));
        customer.ended(CustomerStatus.REVOKED);
        customers.flush();
        timeline.add(customer, TimelineType.REVOKED, by, Map.of());
    }

    /** The customer's row called it open: somebody has ended it meanwhile, and another try sees the result. */
    private static InvitationSnapshot whileOpen(Supplier<InvitationSnapshot> change) {
        try {
            return change.get();
        } catch (Refused ended) {
            throw new OptimisticLockingFailureException("the invitation ended meanwhile", ended);
        }
    }

    /**
     * Moves company name, phone, ranking and parts to a new customer with the corrected address and invites it; the
     * old record stays as Revoked. A draft becomes another draft, and the old one is discarded.
     *
     * @throws Refused {@code duplicate-customer} with {@code customerId} when the vendor has that address already
     */
    @Retried
    @Transactional
    public CustomerId correctAddress(VendorId vendor, CustomerId id, EmailAddress corrected, @Nullable AccountId by) {
        var now = DatabaseTime.now(clock);
        var old = find(vendor, id);
        old.require(CustomerAction.CORRECT_ADDRESS, now);
        refuseDuplicate(vendor, corrected);
        var wasDraft = old.status(now) == CustomerStatus.DRAFT;
        if (old.status(now) == CustomerStatus.INVITED) {
            revoke(old, Invitations.ADDRESS_CORRECTED, false, by);
        } else if (!wasDraft) {
            invitations.expireIfLapsed(Objects.requireNonNull(old.invitation()));
            old.ended(CustomerStatus.REVOKED);
            customers.flush();
        }
        var next = customers.saveAndFlush(old.draftWithEmail(Ids.next(), corrected, by, now));
        uses.changed(corrected);
        var externalId = old.externalId();
        if (externalId != null) {
            old.assignExternalId(null);
            customers.flush();
            next.assignExternalId(externalId);
            customers.flush();
        }
        parts.move(old.id(), next.id());
        timeline.add(
                old,
                TimelineType.ADDRESS_CORRECTED,
                by,
                Map.of("newCustomer", next.id().toString()));
        timeline.add(
                next, TimelineType.CREATED, by, Map.of("oldCustomer", old.id().toString()));
        log.info("customer {} replaces {} with a corrected address", next.id(), old.id());
        if (wasDraft) {
            remove(old, by);
        } else {
            invite(next, readiness.of(next), by, false);
        }
        return next.id();
    }

    /** Discards a draft; what happened to it stays in the timeline. */
    @Retried
    @Transactional
    public void discard(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        customer.require(CustomerAction.DISCARD, DatabaseTime.now(clock));
        parts.discard(id);
        remove(customer, by);
    }

    private void remove(Customer draft, @Nullable AccountId by) {
        timeline.add(draft, TimelineType.DISCARDED, by, Map.of());
        customers.delete(draft);
        customers.flush();
        uses.changed(draft.email());
        log.info("draft {} discarded", draft.id());
    }

    /** Switches the company's access to this vendor off, at once and for nobody else; a repeat changes nothing. */
    @Retried
    @Transactional
    public void deactivate(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        if (customer.status(DatabaseTime.now(clock)) == CustomerStatus.DEACTIVATED) {
            return;
        }
        customer.require(CustomerAction.DEACTIVATE, DatabaseTime.now(clock));
        customer.deactivate();
        customers.flush();
        timeline.add(customer, TimelineType.DEACTIVATED, by, Map.of());
        log.info("customer {} deactivated", id);
    }

    /** Switches it on again; a repeat changes nothing. */
    @Retried
    @Transactional
    public void reactivate(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        if (customer.status(DatabaseTime.now(clock)) == CustomerStatus.ACTIVE) {
            return;
        }
        customer.require(CustomerAction.REACTIVATE, DatabaseTime.now(clock));
        customer.reactivate();
        customers.flush();
        timeline.add(customer, TimelineType.REACTIVATED, by, Map.of());
        log.info("customer {} reactivated", id);
    }

    private Customer find(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }

    private void refuseDuplicate(VendorId vendor, EmailAddress email) {
        customers.findByVendorIdAndEmail(vendor.value(), email.value()).ifPresent(known -> {
            throw new Refused("duplicate-customer", Map.of("customerId", known.id()));
        });
    }

    private RankingRow ranking(VendorId vendor, String label) {
        return vendors.ranking(vendor, label).orElseThrow(() -> new InvalidValue("ranking", "ranking.unknown"));
    }

    private NewInvitation invitationOf(Customer customer, @Nullable AccountId by, boolean bulk) {
        return customer.newInvitation(
                vendors.ranking(customer.ranking()).orElseThrow().discountPercent(), by, bulk);
    }
}
