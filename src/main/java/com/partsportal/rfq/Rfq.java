package com.partsportal.rfq;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.part.NewPart;
import com.partsportal.part.PartId;
import com.partsportal.shared.Ids;
import com.partsportal.vendor.VendorId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request for quotation of one company to one vendor. Its status changes by conditional updates only: {@link RfqRepository}. */
@Entity
class Rfq {

    @Id
    private UUID id;

    private UUID vendorId;
    private UUID customerId;
    private UUID companyId;
    private int number;

    @Enumerated(EnumType.STRING)
    private RfqStatus status;

    @Nullable
    private LocalDate neededBy;

    @Nullable
    private String note;

    private UUID submittedBy;
    private Instant createdAt;

    /** A Customer Manager, and what was said. */
    @Nullable
    private UUID decidedBy;

    @Nullable
    private Instant decidedAt;

    @Column(name = "decision_words")
    @Nullable
    private String decisionReason;

    /** Since when the vendor has it. */
    @Nullable
    private Instant reviewAt;

    @Nullable
    private UUID answeredBy;

    @Nullable
    private Instant answeredAt;

    @Column(name = "answer_words")
    @Nullable
    private String answerText;

    /** In the order in which the parts were chosen. */
    @ElementCollection
    @CollectionTable(name = "rfq_line", joinColumns = @JoinColumn(name = "rfq_id"))
    @OrderColumn(name = "position")
    private List<Line> lines = new ArrayList<>();

    @Nullable
    private String quoteCurrency;

    @Nullable
    private Integer quoteLeadDays;

    @Nullable
    private LocalDate quoteValidUntil;

    @ElementCollection
    @CollectionTable(name = "rfq_price", joinColumns = @JoinColumn(name = "rfq_id"))
    private Set<Price> prices = new HashSet<>();

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    /** A part in the quantities that are to be quoted. */
    @Embeddable
    static class Line {

        private UUID id;

        /** Null while it is one that the vendor has not prepared. */
        @Nullable
        private UUID partId;

        @Nullable
        private String number;

        /** Null unless the company described the part. */
        @Nullable
        private String description;

        @Nullable
        private String material;

        @Nullable
        private String finish;

        private Integer[] quantities;

        @SuppressWarnings("NullAway.Init")
        protected Line() {}

        Line(NewRfq.Line wanted) {
            this.id = Ids.next();
            this.partId = wanted.part().value();
            this.quantities = ordered(wanted.quantities());
        }

        Line(DescribedPart wanted) {
            this.id = Ids.next();
            this.quantities = ordered(wanted.quantities());
            describe(wanted);
        }

        private void describe(DescribedPart wanted) {
            number = wanted.number();
            description = wanted.description();
            material = wanted.material();
            finish = wanted.finish();
            quote(wanted.quantities());
        }

        UUID id() {
            return id;
        }

        /** Null while it is one that the vendor has not prepared. */
        @Nullable
        PartId part() {
            return partId == null ? null : new PartId(partId);
        }

        /** What the vendor makes of a line that describes one. */
        NewPart asPart(String numberIfNone) {
            return new NewPart(
                    number == null ? numberIfNone : number,
                    null,
                    String.valueOf(description),
                    material,
                    finish,
                    null,
                    null,
                    null,
                    null);
        }

        private void quote(List<Integer> wanted) {
            quantities = ordered(wanted);
        }

        private static Integer[] ordered(List<Integer> wanted) {
            return wanted.stream().distinct().sorted().toArray(Integer[]::new);
        }
    }

    /** The price of one piece in a quantity. */
    @Embeddable
    record Price(UUID lineId, int quantity, BigDecimal price) {}

    protected Rfq() {}

    Rfq(
            RfqId id,
            CompanyId company,
            VendorId vendor,
            CustomerId customer,
            int number,
            NewRfq wanted,
            boolean approvalNeeded,
            AccountId by,
            Instant now) {
        this.id = id.value();
        this.companyId = company.value();
        this.vendorId = vendor.value();
        this.customerId = customer.value();
        this.number = number;
        this.status = approvalNeeded ? RfqStatus.AWAITING_APPROVAL : RfqStatus.UNDER_REVIEW;
        this.neededBy = wanted.neededBy();
        this.note = wanted.note();
        this.submittedBy = by.value();
        this.createdAt = now;
        this.reviewAt = approvalNeeded ? null : now;
        wanted.lines().forEach(line -> lines.add(new Line(line)));
        wanted.described().forEach(part -> lines.add(new Line(part)));
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The vendor made this part of a line. */
    void make(UUID line, PartId part) {
        lines.stream().filter(one -> one.id.equals(line)).forEach(one -> one.partId = part.value());
    }

    /** The lines of the parts that the company described, in the order in which they came. */
    List<UUID> describedLines() {
        return lines.stream()
                .filter(line -> line.description != null)
                .map(Line::id)
                .toList();
    }

    CompanyId company() {
        return new CompanyId(companyId);
    }

    boolean reachedVendor() {
        return reviewAt != null;
    }

    /** What the vendor offers, in the transaction of its answer. */
    void quote(Quote quote) {
        quoteCurrency = quote.currency() == null ? null : quote.currency().getCurrencyCode();
        quoteLeadDays = quote.leadDays();
        quoteValidUntil = quote.validUntil();
        quote.prices().forEach(price -> prices.add(new Price(price.line(), price.quantity(), price.price())));
    }

    Quote quote() {
        return new Quote(
                quoteCurrency == null ? null : Currency.getInstance(quoteCurrency),
                quoteLeadDays,
                quoteValidUntil,
                prices.stream()
                        .map(price -> new Quote.Price(price.lineId(), price.quantity(), price.price()))
                        .toList());
    }

    /** Takes over what is said of the same lines; false when other parts or lines are named. */
    boolean revise(NewRfq wanted) {
        Map<UUID, NewRfq.Line> byPart = wanted.lines().stream()
                .collect(Collectors.toMap(line -> line.part().value(), line -> line));
        Map<UUID, DescribedPart> byLine =
                wanted.described().stream().collect(Collectors.toMap(DescribedPart::key, part -> part));
        var named = new HashSet<>(byPart.keySet());
        named.addAll(byLine.keySet());
        if (!named.equals(lines.stream()
                .map(line -> line.description == null ? line.partId : line.id)
                .collect(Collectors.toSet()))) {
            return false;
        }
        for (var line : lines) {
            var part = byPart.get(line.partId);
            var described = byLine.get(line.id);
            if (part != null) {
                line.quote(part.quantities());
            } else if (described != null) {
                line.describe(described);
            }
        }
        return true;
    }
}
