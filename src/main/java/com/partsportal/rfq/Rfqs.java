package com.partsportal.rfq;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyEvents;
import com.partsportal.company.CompanyEvents.Type;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyUsers;
import com.partsportal.customer.CustomerActivity;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.RequestsForQuotation;
import com.partsportal.part.PartId;
import com.partsportal.part.RfqFiles;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The service of RFQs. A company sees its own ones with vendors that have not switched it off; a vendor sees what reached
 * it. A foreign id is answered like an unknown one: {@link NotFound}. The row decides: every step is one conditional
 * update, and only the winner notifies the process.
 */
@Service
public class Rfqs implements RequestsForQuotation {

    private static final Logger log = LoggerFactory.getLogger(Rfqs.class);

    private static final int FIRST_NUMBER = 1001;

    private final RfqRepository rfqs;
    private final RfqReport report;
    private final RfqShares shares;
    private final RfqFiles files;
    private final CustomerActivity customers;
    private final CompanyUsers users;
    private final CompanyEvents events;
    private final RfqNotices notices;
    private final RfqProcess process;
    private final Clock clock;

    Rfqs(
            RfqRepository rfqs,
            RfqReport report,
            RfqShares shares,
            RfqFiles files,
            CustomerActivity customers,
            CompanyUsers users,
            CompanyEvents events,
            RfqNotices notices,
            RfqProcess process,
            Clock clock) {
        this.rfqs = rfqs;
        this.report = report;
        this.shares = shares;
        this.files = files;
        this.customers = customers;
        this.users = users;
        this.events = events;
        this.notices = notices;
        this.process = process;
        this.clock = clock;
    }

    // ---- the company's side

    /**
     * Submits an RFQ, one for each vendor that is asked. The RFQ of a Customer User waits for a Customer
     * Manager where the company wants it.
     *
     * @throws NotFound when a part is not offered to this company, or a file is not its own
     * @throws InvalidValue for quantities, day, note, or what a {@link DescribedPart} says
     */
    @Retried
    @Transactional
    public List<RfqId> submit(CompanyId company, NewRfq wanted, AccountId by) {
        var checked = wanted.checked(today());
        var approvalNeeded = users.rules(company).rfqApproval() && !users.isManager(company, by);
        var submitted = new ArrayList<RfqId>();
        for (var share : shares.of(company, checked)) {
            submitted.add(submit(company, share, approvalNeeded, by));
        }
        return submitted;
    }

    private RfqId submit(CompanyId company, RfqShares.Share share, boolean approvalNeeded, AccountId by) {
        rfqs.waitForOthers(share.vendor().value());
        var id = new RfqId(Ids.next());
        var number = rfqs.nextNumber(share.vendor().value(), FIRST_NUMBER);
        var rfq = rfqs.saveAndFlush(new Rfq(
                id,
                company,
                share.vendor(),
                share.customer(),
                number,
                share.rfq(),
                approvalNeeded,
                by,
                DatabaseTime.now(clock)));
        var lines = rfq.describedLines();
        for (var n = 0; n < lines.size(); n++) {
            files.send(
                    company,
                    share.customer(),
                    lines.get(n),
                    share.rfq().described().get(n).files());
        }
        process.submitted(id, approvalNeeded);
        if (approvalNeeded) {
            notices.awaitsApproval(company, id);
        } else {
            notices.reachedVendor(id);
        }
        var status = approvalNeeded ? RfqStatus.AWAITING_APPROVAL : RfqStatus.UNDER_REVIEW;
        events.add(company, Type.RFQ_SUBMITTED, by, id.value(), null, status.name());
        log.info("RFQ {} of company {} submitted to vendor {}", id, company, share.vendor());
        return id;
    }

    /**
     * Newest first.
     *
     * @param after the last one of the page before; null for the first page
     * @throws NotFound when there is no such RFQ of the company
     */
    @Transactional(readOnly = true)
    public RfqPage of(CompanyId company, @Nullable RfqId after, int limit) {
        return of(company, null, after, limit);
    }

    /** The same of one vendor, or of all for null. */
    @Transactional(readOnly = true)
    public RfqPage of(CompanyId company, @Nullable VendorId vendor, @Nullable RfqId after, int limit) {
        return report.page(company, vendor, after == null ? null : get(company, after), limit);
    }

    /** @throws NotFound for an unknown or foreign one, and when the vendor switched the company off */
    @Transactional(readOnly = true)
    public RfqRow get(CompanyId company, RfqId rfq) {
        return report.find(company, rfq).orElseThrow(NotFound::new);
    }

    /**
     * A Customer Manager's decision.
     *
     * @throws Refused {@code wrong-state} with the {@code status} unless it waits for one
     * @throws InvalidValue when it is sent back or rejected without a reason
     */
    @Retried
    @Transactional
    public void decide(CompanyId company, RfqId rfq, RfqApproval approval, @Nullable String typed, AccountId by) {
        var current = get(company, rfq);
        var reason = FreeText.portalLines("reason", typed, NewRfq.LONGEST_TEXT);
        if (reason == null && approval != RfqApproval.APPROVE) {
            throw new InvalidValue("reason", "text.required");
        }
        var next = switch (approval) {
            case APPROVE -> RfqStatus.UNDER_REVIEW;
            case SEND_BACK -> RfqStatus.SENT_BACK;
            case REJECT -> RfqStatus.NOT_APPROVED;
        };
        var now = DatabaseTime.now(clock);
        var reviewAt = next == RfqStatus.UNDER_REVIEW ? now : null;
        requireWon(rfqs.decide(rfq.value(), next, by.value(), now, reason, reviewAt), current);
        process.decided(rfq, approval);
        notices.decided(company, rfq, approval, by);
        if (approval == RfqApproval.APPROVE) {
            notices.reachedVendor(rfq);
        }
        var type = switch (approval) {
            case APPROVE -> Type.RFQ_APPROVED;
            case SEND_BACK -> Type.RFQ_SENT_BACK;
            case REJECT -> Type.RFQ_NOT_APPROVED;
        };
        events.add(company, type, by, rfq.value(), current.status().name(), next.name());
        log.info("RFQ {}: {} by account {}", rfq, approval, by);
    }

    /**
     * Changes an RFQ that was sent back and submits it again; its lines stay the same.
     *
     * @throws Refused {@code wrong-state} unless it was sent back
     * @throws NotFound when other parts or lines are named
     */
    @Retried
    @Transactional
    public void revise(CompanyId company, RfqId rfq, NewRfq wanted, AccountId by) {
        var current = get(company, rfq);
        var checked = wanted.checked(today());
        requireWon(rfqs.revise(rfq.value(), checked.neededBy(), checked.note()), current);
        if (!rfqs.findById(rfq.value()).orElseThrow().revise(checked)) {
            throw new NotFound();
        }
        rfqs.flush();
        checked.described().forEach(part -> files.send(company, current.customer(), part.key(), part.files()));
        process.revised(rfq);
        notices.awaitsApproval(company, rfq);
        events.add(
                company,
                Type.RFQ_REVISED,
                by,
                rfq.value(),
                RfqStatus.SENT_BACK.name(),
                RfqStatus.AWAITING_APPROVAL.name());
    }

    /**
     * Withdraws an RFQ that nobody has answered, by who submitted it or a Customer Manager.
     *
     * @throws Refused {@code wrong-state} with the {@code status} when it is over; {@code not-yours} for another Customer User
     */
    @Retried
    @Transactional
    public void withdraw(CompanyId company, RfqId rfq, AccountId by) {
        var current = get(company, rfq);
        if (!current.submittedBy().equals(by) && !users.isManager(company, by)) {
            throw new Refused("not-yours");
        }
        requireWon(rfqs.withdraw(rfq.value(), DatabaseTime.now(clock)), current);
        notices.over(rfq);
        process.withdrawn(rfq);
        events.add(
                company, Type.RFQ_WITHDRAWN, by, rfq.value(), current.status().name(), RfqStatus.WITHDRAWN.name());
        log.info("RFQ {} withdrawn by account {}", rfq, by);
    }

    /** The quantities to begin with for these parts: those of the last RFQ. */
    @Transactional(readOnly = true)
    public Map<PartId, List<Integer>> lastQuantities(CompanyId company, Collection<PartId> chosen) {
        return chosen.isEmpty() ? Map.of() : report.lastQuantities(company, chosen);
    }

    @Override
    @Transactional(readOnly = true)
    public StatusCounts statusCounts(CompanyId company, @Nullable VendorId vendor) {
        return report.statusCounts(company, vendor);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Received> received(VendorId vendor, CustomerId customer, int limit) {
        return report.received(vendor, customer, limit).stream()
                .map(row -> new Received(
                        row.id().value(),
                        row.reference(),
                        row.status().name(),
                        row.status() == RfqStatus.UNDER_REVIEW,
                        row.parts(),
                        row.neededBy()))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public long receivedCount(VendorId vendor, CustomerId customer) {
        return rfqs.countByVendorIdAndCustomerIdAndReviewAtIsNotNull(vendor.value(), customer.value());
    }

    // ---- the vendor's side

    /**
     * What reached the vendor: first what waits for an answer, then newest first.
     *
     * @param after the last one of the page before, in its present state; null for the first page
     * @throws NotFound when there is no such RFQ of the vendor
     */
    @Transactional(readOnly = true)
    public RfqPage of(VendorId vendor, @Nullable RfqId after, int limit) {
        return report.page(vendor, after == null ? null : get(vendor, after), limit);
    }

    /** @throws NotFound for an unknown or foreign one, or one that has not reached the vendor */
    @Transactional(readOnly = true)
    public RfqRow get(VendorId vendor, RfqId rfq) {
        return report.find(vendor, rfq).orElseThrow(NotFound::new);
    }

    /**
     * The vendor's answer.
     *
     * @throws Refused {@code wrong-state} when it was answered before
     * @throws InvalidValue when a note or reason is missing or cannot be taken, for an offer of what was not requested, or
     *     prices without a currency
     * @throws NotFound when a document is not kept for this customer
     */
    @Retried
    @Transactional
    public void answer(VendorId vendor, RfqId rfq, RfqAnswer answer, AccountId by) {
        var current = get(vendor, rfq);
        var text = answer.checkedText();
        var quote = answer.quote();
        requirePricesOfRequestedQuantities(quote, lines(rfq));
        requireWon(rfqs.answer(rfq.value(), answer.status(), by.value(), DatabaseTime.now(clock), text), current);
        files.answer(current.customer(), rfq.value(), answer.documents());
        if (!quote.isEmpty()) {
            rfqs.findById(rfq.value()).orElseThrow().quote(quote);
            rfqs.flush();
        }
        customers.rfqAnswered(vendor, current.customer(), rfq.value(), by);
        process.answered(rfq);
        notices.answered(rfq);
        log.info("RFQ {}: {} by account {}", rfq, answer.status(), by);
    }

    /** Each price is for what was requested, once, and in a currency. */
    private void requirePricesOfRequestedQuantities(Quote quote, List<RfqRow.Line> lines) {
        var requested = quote.prices().stream()
                .filter(price -> lines.stream()
                        .anyMatch(line -> line.id().equals(price.line())
                                && line.quantities().contains(price.quantity())))
                .map(price -> price.line() + " " + price.quantity())
                .distinct()
                .count();
        if (requested != quote.prices().size() || requested > 0 && quote.currency() == null) {
            throw new InvalidValue("prices", "rfq.quote.price.bad");
        }
        var until = quote.validUntil();
        if (until != null && (until.isBefore(today().minusDays(1)) || until.isAfter(today().plusYears(10)))) {
            throw new InvalidValue("validUntil", "rfq.neededBy");
        }
    }

    // ---- both

    /** What the vendor offers; {@link #get} checks whether the caller may see it. */
    @Transactional(readOnly = true)
    public Quote quote(RfqId rfq) {
        return rfqs.findById(rfq.value()).map(Rfq::quote).orElse(Quote.NONE);
    }

    /** In the order in which they were chosen; {@link #get} checks whether the caller may see them. */
    @Transactional(readOnly = true)
    public List<RfqRow.Line> lines(RfqId rfq) {
        return lines(List.of(rfq)).getOrDefault(rfq, List.of());
    }

    /** Those of several; {@link #of} checks whether the caller may see them. */
    @Transactional(readOnly = true)
    public Map<RfqId, List<RfqRow.Line>> lines(Collection<RfqId> rfqs) {
        return report.lines(rfqs);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(DatabaseTime.now(clock), ZoneOffset.UTC);
    }

    private static void requireWon(int won, RfqRow before) {
        if (won == 0) {
            throw new Refused("wrong-state", Map.of("status", before.status().name()));
        }
    }
}
