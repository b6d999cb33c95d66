package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Role;
import com.partsportal.customer.InviteReadiness.Verdict;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationPreview;
import com.partsportal.invitation.InvitationSubject;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.Invited;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Folding;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of a vendor's customers. Everything is scoped by the vendor: a foreign customer is {@link NotFound} like an
 * unknown one. What a state does not offer is {@link Refused} with {@code wrong-state} and the {@code status}.
 */
@Service
public class Customers {

    static final int NEWS_DAYS = 14;
    private static final int MOST_NEWS = 30;

    private static final Logger log = LoggerFactory.getLogger(Customers.class);

    private final CustomerRepository customers;
    private final Invitations invitations;
    private final Vendors vendors;
    private final PreparedParts parts;
    private final InviteReadiness readiness;
    private final Timeline timeline;
    private final Clock clock;

    Customers(
            CustomerRepository customers,
            Invitations invitations,
            Vendors vendors,
            PreparedParts parts,
            InviteReadiness readiness,
            Timeline timeline,
            Clock clock) {
        this.customers = customers;
        this.invitations = invitations;
        this.vendors = vendors;
        this.parts = parts;
        this.readiness = readiness;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Adds a customer as a draft, and invites it where that is wanted: one transaction, the mail follows as a job.
     *
     * @throws Refused {@code duplicate-customer} with {@code customerId} when the vendor has this address already;
     *     {@code parts-required} when it is to be invited and the vendor wants parts to be ready before
     * @throws InvalidValue for an unknown ranking or an unreadable phone number
     * @throws com.partsportal.shared.TooManyRequests beyond the vendor's hourly limit
     */
    @Retried
    @Transactional
    public CustomerId add(VendorId vendorId, NewCustomer wanted, @Nullable AccountId by) {
        var customer = draft(vendorId, wanted, by);
        if (wanted.invite()) {
            invite(customer, by, false);
        } else {
            customers.saveAndFlush(customer);
        }
        return customer.id();
    }

    /** What became of a row of an import. */
    record Added(CustomerId customer, boolean invited) {}

    /**
     * As {@link #add}, for a row of an import: it does not count against the hourly limit, and where the vendor wants
     * parts to be ready before, the customer stays a draft.
     */
    @Retried
    @Transactional
    public Added addFromImport(VendorId vendorId, NewCustomer wanted, @Nullable AccountId by) {
        var customer = draft(vendorId, wanted, by);
        var invited = wanted.invite() && readiness(customer).verdict() != Verdict.BLOCK;
        if (invited) {
            invite(customer, by, true);
        } else {
            customers.saveAndFlush(customer);
            if (wanted.invite()) {
                timeline.add(customer, TimelineType.HELD_BACK, by, Map.of());
            }
        }
        return new Added(customer.id(), invited);
    }

    /** Keeps as a draft who was to be invited, since the vendor wants parts to be ready before. */
    @Retried
    @Transactional
    public CustomerId addHeldBack(VendorId vendorId, NewCustomer wanted, @Nullable AccountId by) {
        var customer = draft(vendorId, wanted, by);
        customers.saveAndFlush(customer);
        timeline.add(customer, TimelineType.HELD_BACK, by, Map.of());
        return customer.id();
    }

    /** Not stored yet: whoever invites at once stores it as invited. */
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
                wanted.language() == null ? vendor.language() : Locale.forLanguageTag(wanted.language()),
                note(wanted.note()),
                wanted.validDays(),
                by,
                Times.now(clock));
        timeline.add(customer, TimelineType.CREATED, by, Map.of());
        log.info("customer {} added for vendor {}", customer.id(), vendorId);
        return customer;
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
                InvitationKind.CONTACT,
                vendorId.value(),
                null,
                null,
                new EmailAddress(wanted.email()),
                Names.company(wanted.companyName()),
                Role.CUSTOMER_MANAGER,
                ranking(vendorId, wanted.ranking()).discountPercent(),
                wanted.language() == null ? vendor.language() : Locale.forLanguageTag(wanted.language()),
                note(wanted.note()),
                wanted.validDays(),
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
                contact(customer, by, false),
                parts.ready(List.of(id)).getOrDefault(id, 0L),
                by);
    }

    /** What the vendor chose for the next invitation of this customer. */
    @Transactional(readOnly = true)
    public Letter letter(VendorId vendor, CustomerId id) {
        var customer = find(vendor, id);
        return new Letter(customer.language().getLanguage(), customer.validDays(), customer.note());
    }

    /**
     * Chooses what the next invitation says and how long it is open; what was sent already stays as it is.
     *
     * @throws Refused {@code wrong-state} when neither an invitation nor a new link is offered
     * @throws InvalidValue with field {@code note} for a link or a control character
     */
    @Retried
    @Transactional
    public void reword(VendorId vendor, CustomerId id, Letter letter, @Nullable AccountId by) {
        var customer = invitable(vendor, id);
        if (customer.reword(Locale.forLanguageTag(letter.language()), note(letter.note()), letter.validDays())) {
            timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "letter"));
        }
    }

    private Customer invitable(VendorId vendor, CustomerId id) {
        var customer = find(vendor, id);
        if (!customer.status(Times.now(clock)).offers(CustomerAction.RESEND)) {
            customer.require(CustomerAction.INVITE, Times.now(clock));
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
                new InvitationSubject.Facts(vendor.name(), inviter, invitation.invitedName(), ready, vendor.zone()));
    }

    /** Plain text of the vendor for the invited person: no link, since it stands in a mail of the portal. */
    private static @Nullable String note(@Nullable String typed) {
        var note = blankToNull(typed);
        if (note != null) {
            var lower = note.toLowerCase(Locale.ROOT);
            if (lower.contains("://") || lower.contains("www.")) {
                throw new InvalidValue("note", "name.link");
            }
            if (note.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
                throw new InvalidValue("note", "name.characters");
            }
        }
        return note;
    }

    /**
     * Whether enough is ready to invite this customer.
     *
     * @param verdict with the vendor's policy: off allows, warn never blocks, require never only warns
     */
    public record Readiness(Verdict verdict, long partsReady) {}

    /** Whether enough is ready to invite this customer now. */
    @Transactional(readOnly = true)
    public Readiness readiness(VendorId vendor, CustomerId id) {
        return readiness(find(vendor, id));
    }

    /** Whether the vendor may invite a new customer, for whom nothing is prepared yet. */
    @Transactional(readOnly = true)
    public Verdict readinessOfNew(VendorId vendor) {
        return readinessOfNew(vendors.get(vendor), vendors.rankings(vendor));
    }

    /** As {@link #readinessOfNew(VendorId)}, of a vendor with these rankings. */
    Verdict readinessOfNew(VendorRow vendor, List<RankingRow> rankings) {
        var usual = rankings.stream()
                .filter(RankingRow::isDefault)
                .findFirst()
                .map(RankingRow::discountPercent)
                .orElse(BigDecimal.ZERO);
        return verdict(vendor, 0, usual);
    }

    private Readiness readiness(Customer customer) {
        var ready = parts.ready(List.of(customer.id())).getOrDefault(customer.id(), 0L);
        return readiness(
                customer.vendor(),
                ready,
                vendors.ranking(customer.ranking()).orElseThrow().discountPercent());
    }

    private Readiness readiness(VendorId vendor, long ready, BigDecimal discount) {
        return new Readiness(verdict(vendors.get(vendor), ready, discount), ready);
    }

    private Verdict verdict(VendorRow vendor, long ready, BigDecimal discount) {
        return switch (vendor.partsPolicy()) {
            case OFF -> Verdict.ALLOW;
            case WARN -> readiness.decide(ready, discount) == Verdict.ALLOW ? Verdict.ALLOW : Verdict.WARN;
            case REQUIRE -> readiness.decide(ready, discount) == Verdict.ALLOW ? Verdict.ALLOW : Verdict.BLOCK;
        };
    }

    /** Whether the vendor has another customer of the same name, case and accents folded: a warning, no obstacle. */
    @Transactional(readOnly = true)
    public boolean hasNamesake(VendorId vendor, CustomerId customer) {
        var found = find(vendor, customer);
        return customers.existsByVendorIdAndCompanySortAndIdNot(
                vendor.value(), Folding.fold(found.companyName()), customer.value());
    }

    /** The vendor's customer with this address. */
    public Optional<CustomerId> byEmail(VendorId vendor, EmailAddress email) {
        return customers.findByVendorIdAndEmail(vendor.value(), email.value()).map(Customer::id);
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
        var status = customer.status(Times.now(clock));
        switch (status) {
            case INVITED -> throw new Refused("already-invited", Map.of("status", status.name()));
            case ACTIVE -> throw new Refused("already-active", Map.of("status", status.name()));
            case DEACTIVATED -> throw new Refused("deactivated", Map.of("status", status.name()));
            case DRAFT, EXPIRED, DECLINED, REVOKED -> invite(customer, by, false);
        }
    }

    private void invite(Customer customer, @Nullable AccountId by, boolean bulk) {
        var ready = readiness(customer);
        if (ready.verdict() == Verdict.BLOCK) {
            throw new Refused("parts-required");
        }
        customer.invited(invitations.open(contact(customer, by, bulk)));
        customers.saveAndFlush(customer);
        timeline.add(
                customer,
                TimelineType.INVITED,
                by,
                Map.of(
                        "readiness", ready.verdict().name().toLowerCase(Locale.ROOT),
                        "count", Long.toString(ready.partsReady())));
    }

    /**
     * Sends a new link: the old one is dead, reminders and expiry begin anew.
     *
     * @throws com.partsportal.shared.TooManyRequests inside the interval since the last sending
     */
    @Retried
    @Transactional
    public void resend(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        customer.require(CustomerAction.RESEND, Times.now(clock));
        var wanted = contact(customer, by, false);
        var next = whileOpen(() -> invitations.resend(customer.invitation(), wanted));
        customer.invited(next);
        customers.flush();
        timeline.add(customer, TimelineType.RESENT, by, Map.of());
    }

    /** Withdraws the invitation; a repeat changes nothing. */
    @Retried
    @Transactional
    public void revoke(VendorId vendor, CustomerId id, @Nullable String reason, @Nullable AccountId by) {
        var customer = find(vendor, id);
        if (customer.status(Times.now(clock)) == CustomerStatus.REVOKED) {
            return;
        }
        customer.require(CustomerAction.REVOKE, Times.now(clock));
        revoke(customer, blankToNull(reason), by);
    }

    private void revoke(Customer customer, @Nullable String reason, @Nullable AccountId by) {
        whileOpen(() -> invitations.revoke(customer.invitation(), reason));
        customer.ended(CustomerStatus.REVOKED);
        customers.flush();
        timeline.add(customer, TimelineType.REVOKED, by, Map.of());
    }

    /** The customer's row called it open: whoever has ended it meanwhile won, and another try sees what came of it. */
    private static Invited whileOpen(Supplier<Invited> change) {
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
        var now = Times.now(clock);
        var old = find(vendor, id);
        old.require(CustomerAction.CORRECT_ADDRESS, now);
        refuseDuplicate(vendor, corrected);
        var wasDraft = old.status(now) == CustomerStatus.DRAFT;
        if (old.status(now) == CustomerStatus.INVITED) {
            revoke(old, Invitations.ADDRESS_CORRECTED, by);
        } else if (!wasDraft) {
            invitations.expireIfLapsed(old.invitation());
            old.ended(CustomerStatus.REVOKED);
            customers.flush();
        }
        var next = customers.saveAndFlush(new Customer(
                Ids.next(),
                vendor,
                old.companyName(),
                corrected,
                old.phone(),
                old.ranking(),
                old.language(),
                old.note(),
                old.validDays(),
                by,
                now));
        parts.move(old.id(), next.id());
        timeline.add(
                old,
                TimelineType.ADDRESS_CORRECTED,
                by,
                Map.of("newCustomer", next.id().toString()));
        timeline.add(
                next, TimelineType.CREATED, by, Map.of("oldCustomer", old.id().toString()));
        log.info("customer {} follows {} with a corrected address", next.id(), old.id());
        if (wasDraft) {
            remove(old, by);
        } else {
            invite(next, by, false);
        }
        return next.id();
    }

    /** Discards a draft; what happened to it stays in the timeline. */
    @Retried
    @Transactional
    public void discard(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        customer.require(CustomerAction.DISCARD, Times.now(clock));
        parts.discard(id);
        remove(customer, by);
    }

    private void remove(Customer draft, @Nullable AccountId by) {
        timeline.add(draft, TimelineType.DISCARDED, by, Map.of());
        customers.delete(draft);
        customers.flush();
        log.info("draft {} discarded", draft.id());
    }

    /** Switches the company's access to this vendor off, at once and for nobody else; a repeat changes nothing. */
    @Retried
    @Transactional
    public void deactivate(VendorId vendor, CustomerId id, @Nullable AccountId by) {
        var customer = find(vendor, id);
        if (customer.status(Times.now(clock)) == CustomerStatus.DEACTIVATED) {
            return;
        }
        customer.require(CustomerAction.DEACTIVATE, Times.now(clock));
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
        if (customer.status(Times.now(clock)) == CustomerStatus.ACTIVE) {
            return;
        }
        customer.require(CustomerAction.REACTIVATE, Times.now(clock));
        customer.reactivate();
        customers.flush();
        timeline.add(customer, TimelineType.REACTIVATED, by, Map.of());
        log.info("customer {} reactivated", id);
    }

    /** @throws InvalidValue for an unknown ranking or an unreadable phone number */
    @Retried
    @Transactional
    public void edit(VendorId vendor, CustomerId id, EditedCustomer edited, @Nullable AccountId by) {
        edit(vendor, id, edited, by, () -> {});
    }

    /**
     * As {@link #edit(VendorId, CustomerId, EditedCustomer, AccountId)}, unless the caller objects.
     *
     * @param precondition throws what refuses the change. It is asked in the transaction that writes, and again when
     *     somebody else was faster: what it has seen is what is overwritten
     */
    @Retried
    @Transactional
    public void edit(
            VendorId vendor, CustomerId id, EditedCustomer edited, @Nullable AccountId by, Runnable precondition) {
        var customer = find(vendor, id);
        precondition.run();
        if (edited.companyName() != null && !Names.company(edited.companyName()).equals(customer.companyName())) {
            customer.rename(Names.company(edited.companyName()));
            timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "companyName"));
        }
        if (edited.phone() != null) {
            var phone = PhoneNumber.parseOptional(
                    edited.phone(), vendors.get(vendor).region());
            if (!Objects.equals(phone, customer.phone())) {
                customer.reach(phone);
                timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "phone"));
            }
        }
        if (edited.ranking() != null) {
            var ranking = ranking(vendor, edited.ranking());
            if (!ranking.id().equals(customer.ranking())) {
                customer.rank(ranking.id());
                timeline.add(customer, TimelineType.EDITED, by, Map.of("what", "ranking"));
            }
        }
    }

    public boolean exists(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).isPresent();
    }

    /**
     * Writes into the timeline that parts of this customer were changed, in the caller's transaction.
     *
     * @param what {@code added}, {@code changed}, {@code removed} or {@code drawn}
     */
    @Transactional
    public void partsChanged(VendorId vendor, CustomerId id, @Nullable AccountId by, String what, int count) {
        timeline.add(
                find(vendor, id),
                TimelineType.PARTS_CHANGED,
                by,
                Map.of("what", "parts-" + what, "count", Integer.toString(count)));
    }

    /** The vendor has an RFQ of this customer now, in the caller's transaction; the time of the first one is kept. */
    @Transactional
    public void rfqSubmitted(VendorId vendor, CustomerId id, AccountId by) {
        var customer = find(vendor, id);
        customer.asked(Times.now(clock));
        customers.flush();
        timeline.add(customer, TimelineType.RFQ_SUBMITTED, by, Map.of());
    }

    /** The vendor answered an RFQ of this customer, in the caller's transaction. */
    @Transactional
    public void rfqAnswered(VendorId vendor, CustomerId id, AccountId by) {
        timeline.add(find(vendor, id), TimelineType.RFQ_ANSWERED, by, Map.of());
    }

    /** What happened to it, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> timeline(VendorId vendor, CustomerId id, Locale language) {
        find(vendor, id);
        return timeline.of(id, language);
    }

    /** What the vendor is told by mail as well, of the last {@value #NEWS_DAYS} days, newest first, the first {@value #MOST_NEWS}. */
    @Transactional(readOnly = true)
    public List<CustomerNews> news(VendorId vendor) {
        return timeline.news(vendor, Times.now(clock).minus(Duration.ofDays(NEWS_DAYS)), MOST_NEWS);
    }

    private Customer find(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }

    private void refuseDuplicate(VendorId vendor, EmailAddress email) {
        byEmail(vendor, email).ifPresent(known -> {
            throw new Refused("duplicate-customer", Map.of("customerId", known));
        });
    }

    private RankingRow ranking(VendorId vendor, String label) {
        return vendors.ranking(vendor, label).orElseThrow(() -> new InvalidValue("ranking", "ranking.unknown"));
    }

    private NewInvitation contact(Customer customer, @Nullable AccountId by, boolean bulk) {
        return new NewInvitation(
                InvitationKind.CONTACT,
                customer.vendor().value(),
                customer.id().value(),
                null,
                customer.email(),
                customer.companyName(),
                Role.CUSTOMER_MANAGER,
                vendors.ranking(customer.ranking()).orElseThrow().discountPercent(),
                customer.language(),
                customer.note(),
                customer.validDays(),
                by,
                bulk);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
