package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyEvents;
import com.partsportal.company.CompanyEvents.Type;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.MemberRow;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.RequestsForQuotation;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of RFQs. A company sees its own ones with vendors that have not switched it off; a vendor sees what reached
 * it. Whatever is foreign is {@link NotFound} like what is unknown. The row decides: every step is one conditional
 * update, and only who succeeds tells the process.
 */
@Service
public class Rfqs implements RequestsForQuotation {

    private static final Logger log = LoggerFactory.getLogger(Rfqs.class);

    private static final int LONGEST_TEXT = 2000;
    private static final int FIRST_NUMBER = 1001;

    private static final String ROWS = """
            select r.*, v.name as vendor_name, c.company_name, a.name as submitted_by_name,
                   (select count(*) from rfq_line l where l.rfq_id = r.id) as parts
            from rfq r
            join customer c on c.id = r.customer_id
            join vendor v on v.id = r.vendor_id
            join account a on a.id = r.submitted_by
            """;

    private final JdbcClient jdbc;
    private final Parts parts;
    private final Customers customers;
    private final CompanyUsers people;
    private final CompanyEvents events;
    private final Vendors vendors;
    private final Accounts accounts;
    private final RfqProcess process;
    private final MailQueue mails;
    private final Clock clock;

    Rfqs(
            JdbcClient jdbc,
            Parts parts,
            Customers customers,
            CompanyUsers people,
            CompanyEvents events,
            Vendors vendors,
            Accounts accounts,
            RfqProcess process,
            MailQueue mails,
            Clock clock) {
        this.jdbc = jdbc;
        this.parts = parts;
        this.customers = customers;
        this.people = people;
        this.events = events;
        this.vendors = vendors;
        this.accounts = accounts;
        this.process = process;
        this.mails = mails;
        this.clock = clock;
    }

    // ---- the company's side

    /**
     * Submits an RFQ, one for each vendor whose parts were chosen. The RFQ of a Customer User waits for a Customer
     * Manager where the company wants it.
     *
     * @throws NotFound when a part is not offered to this company
     * @throws InvalidValue for quantities, day or note
     */
    @Retried
    @Transactional
    public List<RfqId> submit(CompanyId company, NewRfq wanted, AccountId by) {
        var note = check(wanted);
        var offered = new LinkedHashMap<PartId, OfferedPart>();
        parts.offered(company, null).forEach(offer -> offered.put(offer.part().id(), offer));
        if (!wanted.lines().stream().allMatch(line -> offered.containsKey(line.part()))) {
            throw new NotFound();
        }
        var approvalNeeded = people.rules(company).rfqApproval() && !people.isManager(company, by);
        var byVendor = wanted.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> offered.get(line.part()).vendor(),
                        () -> new TreeMap<>(Comparator.comparing(VendorId::value)),
                        Collectors.toList()));
        var submitted = new ArrayList<RfqId>();
        byVendor.forEach((vendor, lines) -> {
            waitForTheNextNumber(vendor);
            var rfq = insert(company, vendor, wanted.neededBy(), note, approvalNeeded, by);
            insert(rfq, lines);
            process.submitted(rfq, approvalNeeded);
            events.add(
                    company,
                    Type.RFQ_SUBMITTED,
                    by,
                    rfq.value(),
                    null,
                    (approvalNeeded ? RfqStatus.AWAITING_APPROVAL : RfqStatus.UNDER_REVIEW).name());
            log.info("RFQ {} of company {} submitted to vendor {}", rfq, company, vendor);
            submitted.add(rfq);
        });
        return submitted;
    }

    /**
     * Newest first.
     *
     * @param after the last one of the page before; null for the first page
     * @throws NotFound when there is no such RFQ of the company
     */
    @Transactional(readOnly = true)
    public RfqPage of(CompanyId company, @Nullable RfqId after, int limit) {
        var condition = "where r.company_id = :company and c.status = 'ACTIVE'";
        var params = new HashMap<String, Object>(Map.of("company", company.value()));
        if (after != null) {
            condition += " and (r.created_at, r.id) < (:createdAt, :after)";
            params.put("createdAt", Timestamp.from(get(company, after).createdAt()));
            params.put("after", after.value());
        }
        return page(condition + " order by r.created_at desc, r.id desc", params, limit);
    }

    /** @throws NotFound for an unknown or foreign one, and when the vendor switched the company off */
    @Transactional(readOnly = true)
    public RfqRow get(CompanyId company, RfqId rfq) {
        return rows(
                        "where r.id = :id and r.company_id = :company and c.status = 'ACTIVE'",
                        Map.of("id", rfq.value(), "company", company.value()))
                .stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /**
     * A Customer Manager's word.
     *
     * @throws Refused {@code wrong-state} with the {@code status} unless it waits for one
     * @throws InvalidValue when it is sent back or rejected without a reason
     */
    @Retried
    @Transactional
    public void decide(CompanyId company, RfqId rfq, RfqApproval approval, @Nullable String reason, AccountId by) {
        var current = get(company, rfq);
        var words = FreeText.of("words", reason, LONGEST_TEXT);
        if (words == null && approval != RfqApproval.APPROVE) {
            throw new InvalidValue("words", "text.required");
        }
        var next = switch (approval) {
            case APPROVE -> RfqStatus.UNDER_REVIEW;
            case SEND_BACK -> RfqStatus.SENT_BACK;
            case REJECT -> RfqStatus.NOT_APPROVED;
        };
        var won = jdbc.sql("""
                        update rfq set status = :next, decided_by = :by, decided_at = :now, decision_words = :words,
                            review_at = case when :next = 'UNDER_REVIEW' then cast(:now as timestamptz) end
                        where id = :id and status = 'AWAITING_APPROVAL'""")
                .param("next", next.name())
                .param("by", by.value())
                .param("now", now())
                .param("words", words, Types.VARCHAR)
                .param("id", rfq.value())
                .update();
        requireWon(won, current);
        process.decided(rfq, approval);
        var type = switch (approval) {
            case APPROVE -> Type.RFQ_APPROVED;
            case SEND_BACK -> Type.RFQ_SENT_BACK;
            case REJECT -> Type.RFQ_NOT_APPROVED;
        };
        events.add(company, type, by, rfq.value(), current.status().name(), next.name());
        log.info("RFQ {}: {} by account {}", rfq, approval, by);
    }

    /**
     * Changes an RFQ that was sent back and submits it again; its parts stay the same.
     *
     * @throws Refused {@code wrong-state} unless it was sent back
     * @throws NotFound when the lines name other parts
     */
    @Retried
    @Transactional
    public void revise(CompanyId company, RfqId rfq, NewRfq wanted, AccountId by) {
        var current = get(company, rfq);
        var note = check(wanted);
        var known = lines(rfq).stream().map(RfqRow.Line::part).collect(Collectors.toSet());
        if (!known.equals(wanted.lines().stream().map(NewRfq.Line::part).collect(Collectors.toSet()))) {
            throw new NotFound();
        }
        var won = jdbc.sql("""
                        update rfq set status = 'AWAITING_APPROVAL', needed_by = :neededBy, note = :note
                        where id = :id and status = 'SENT_BACK'""")
                .param("neededBy", wanted.neededBy(), Types.DATE)
                .param("note", note, Types.VARCHAR)
                .param("id", rfq.value())
                .update();
        requireWon(won, current);
        jdbc.sql("delete from rfq_line where rfq_id = :id")
                .param("id", rfq.value())
                .update();
        insert(rfq, wanted.lines());
        process.revised(rfq);
        events.add(
                company,
                Type.RFQ_REVISED,
                by,
                rfq.value(),
                RfqStatus.SENT_BACK.name(),
                RfqStatus.AWAITING_APPROVAL.name());
    }

    @Override
    @Transactional(readOnly = true)
    public Standing standing(CompanyId company) {
        return jdbc.sql("""
                        select count(*) as submitted,
                               count(*) filter (where r.status = 'UNDER_REVIEW') as under_review,
                               count(*) filter (where r.status = 'AWAITING_APPROVAL') as awaiting_approval
                        from rfq r join customer c on c.id = r.customer_id
                        where r.company_id = :company and c.status = 'ACTIVE'""")
                .param("company", company.value())
                .query(Standing.class)
                .single();
    }

    // ---- the vendor's side

    /**
     * What reached the vendor: first what waits for an answer, then newest first.
     *
     * @param after the last one of the page before, as it stands now; null for the first page
     * @throws NotFound when there is no such RFQ of the vendor
     */
    @Transactional(readOnly = true)
    public RfqPage of(VendorId vendor, @Nullable RfqId after, int limit) {
        var condition = "where r.vendor_id = :vendor and r.review_at is not null";
        var params = new HashMap<String, Object>(Map.of("vendor", vendor.value()));
        if (after != null) {
            var last = get(vendor, after);
            condition += " and (r.answered_at is null, r.review_at, r.id) < (:waits, :reviewAt, :after)";
            params.put("waits", last.answeredAt() == null);
            params.put("reviewAt", Timestamp.from(last.reviewAt()));
            params.put("after", after.value());
        }
        return page(condition + " order by r.answered_at is null desc, r.review_at desc, r.id desc", params, limit);
    }

    /** @throws NotFound for an unknown or foreign one, or one that has not reached the vendor */
    @Transactional(readOnly = true)
    public RfqRow get(VendorId vendor, RfqId rfq) {
        return rows(
                        "where r.id = :id and r.vendor_id = :vendor and r.review_at is not null",
                        Map.of("id", rfq.value(), "vendor", vendor.value()))
                .stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /**
     * The vendor's answer.
     *
     * @param answer {@code ANSWERED}, {@code QUOTED} or {@code REJECTED}
     * @throws Refused {@code wrong-state} when it was answered before
     * @throws InvalidValue when a note or reason is missing or cannot be taken
     */
    @Retried
    @Transactional
    public void answer(VendorId vendor, RfqId rfq, RfqStatus answer, @Nullable String typed, AccountId by) {
        var current = get(vendor, rfq);
        if (!answer.isAnswer()) {
            throw new IllegalArgumentException(answer + " is no answer");
        }
        var words = FreeText.of("words", typed, LONGEST_TEXT);
        if (words == null && answer != RfqStatus.QUOTED) {
            throw new InvalidValue("words", "text.required");
        }
        var won = jdbc.sql("""
                        update rfq set status = :answer, answered_by = :by, answered_at = :now, answer_words = :words
                        where id = :id and status = 'UNDER_REVIEW'""")
                .param("answer", answer.name())
                .param("by", by.value())
                .param("now", now())
                .param("words", words, Types.VARCHAR)
                .param("id", rfq.value())
                .update();
        requireWon(won, current);
        customers.rfqAnswered(vendor, current.customer(), by);
        process.answered(rfq);
        log.info("RFQ {}: {} by account {}", rfq, answer, by);
    }

    // ---- both

    /** In the order in which they were chosen; ask {@link #get} first whether one may. */
    @Transactional(readOnly = true)
    public List<RfqRow.Line> lines(RfqId rfq) {
        return lines(List.of(rfq)).getOrDefault(rfq, List.of());
    }

    /** Those of several; ask {@link #of} first whether one may. */
    @Transactional(readOnly = true)
    public Map<RfqId, List<RfqRow.Line>> lines(Collection<RfqId> rfqs) {
        var lines = new HashMap<RfqId, List<RfqRow.Line>>();
        jdbc.sql("""
                        select l.rfq_id, l.part_id, p.number, p.revision, p.description, l.quantities
                        from rfq_line l join part p on p.id = l.part_id
                        where l.rfq_id = any(:ids) order by l.position""")
                .param("ids", rfqs.stream().map(RfqId::value).toArray(UUID[]::new))
                .query(row -> {
                    lines.computeIfAbsent(new RfqId(row.getObject("rfq_id", UUID.class)), rfq -> new ArrayList<>())
                            .add(new RfqRow.Line(
                                    new PartId(row.getObject("part_id", UUID.class)),
                                    row.getString("number"),
                                    row.getString("revision"),
                                    row.getString("description"),
                                    Arrays.asList((Integer[])
                                            row.getArray("quantities").getArray())));
                });
        return lines;
    }

    // ---- the steps of the process: each may run twice

    /** Puts the mails to the vendor's people into the queue and keeps the time; a repeat finds the mails there. */
    @Transactional
    public void tellVendor(RfqId id) {
        var rfq = find(id).orElseThrow();
        customers.rfqSubmitted(rfq.vendor(), rfq.customer(), rfq.submittedBy());
        for (var person : vendors.people(rfq.vendor())) {
            queue(MailKind.RFQ_SUBMITTED, rfq, person);
        }
    }

    /** Puts the mail with the answer into the queue, to whoever submitted, or else to the Customer Managers. */
    @Transactional
    public void tellCustomer(RfqId id) {
        var rfq = find(id).orElseThrow();
        var company = companyOf(id);
        var members = people.members(company).stream().filter(MemberRow::active).toList();
        var submitter = members.stream()
                .filter(member -> member.account().equals(rfq.submittedBy()))
                .toList();
        (submitter.isEmpty()
                        ? members.stream()
                                .filter(member -> member.role() == Role.CUSTOMER_MANAGER)
                                .toList()
                        : submitter)
                .stream()
                        .flatMap(member -> accounts.find(member.account()).stream())
                        .filter(AccountRow::active)
                        .forEach(account -> queue(MailKind.RFQ_ANSWERED, rfq, account));
    }

    private void queue(MailKind kind, RfqRow rfq, AccountRow recipient) {
        mails.add(
                kind,
                kind.code() + ":" + rfq.id() + ":" + recipient.id(),
                recipient.email(),
                recipient.language(),
                null,
                rfq.vendor().value(),
                recipient.id().value());
    }

    Optional<RfqRow> find(RfqId rfq) {
        return rows("where r.id = :id", Map.of("id", rfq.value())).stream().findFirst();
    }

    private RfqPage page(String selection, Map<String, Object> params, int limit) {
        var rows = rows(selection + " limit " + (limit + 1), params);
        return rows.size() <= limit
                ? new RfqPage(rows, null)
                : new RfqPage(rows.subList(0, limit), rows.get(limit - 1).id());
    }

    private List<RfqRow> rows(String selection, Map<String, ?> params) {
        return jdbc.sql(ROWS + selection).params(params).query(Rfqs::row).list();
    }

    private CompanyId companyOf(RfqId rfq) {
        return new CompanyId(jdbc.sql("select company_id from rfq where id = :id")
                .param("id", rfq.value())
                .query(UUID.class)
                .single());
    }

    // ----

    /** The note as it is stored. */
    private @Nullable String check(NewRfq wanted) {
        if (wanted.lines().isEmpty() || wanted.lines().size() > NewRfq.MOST_LINES) {
            throw new InvalidValue("lines", "rfq.lines");
        }
        var seen = new HashSet<PartId>();
        for (var line : wanted.lines()) {
            var quantities = line.quantities();
            if (!seen.add(line.part())
                    || quantities.isEmpty()
                    || quantities.size() > NewRfq.MOST_QUANTITIES
                    || quantities.stream().anyMatch(one -> one < 1 || one > NewRfq.LARGEST_QUANTITY)) {
                throw new InvalidValue("lines", "rfq.quantity");
            }
        }
        if (wanted.neededBy() != null && !mayBeNeededBy(wanted.neededBy())) {
            throw new InvalidValue("neededBy", "rfq.neededBy");
        }
        return FreeText.of("note", wanted.note(), LONGEST_TEXT);
    }

    /** Today is a day earlier elsewhere. */
    private boolean mayBeNeededBy(LocalDate day) {
        var today = LocalDate.ofInstant(Times.now(clock), ZoneOffset.UTC);
        return !day.isBefore(today.minusDays(1)) && day.isBefore(today.plusYears(10));
    }

    /** Whoever numbers an RFQ of this vendor holds its row: of two at once the second one sees the first one's number. */
    private void waitForTheNextNumber(VendorId vendor) {
        jdbc.sql("select 1 from vendor where id = :id for no key update")
                .param("id", vendor.value())
                .query(Integer.class)
                .single();
    }

    private RfqId insert(
            CompanyId company,
            VendorId vendor,
            @Nullable LocalDate neededBy,
            @Nullable String note,
            boolean approvalNeeded,
            AccountId by) {
        var id = Ids.next();
        var stored = jdbc.sql("""
                        insert into rfq (id, vendor_id, customer_id, company_id, number, status, needed_by, note,
                            submitted_by, created_at, review_at)
                        select :id, c.vendor_id, c.id, c.company_id,
                            (select coalesce(max(number) + 1, :first) from rfq where vendor_id = c.vendor_id),
                            :status, :neededBy, :note, :by, :now, :reviewAt
                        from customer c
                        where c.company_id = :company and c.vendor_id = :vendor and c.status = 'ACTIVE'""")
                .param("id", id)
                .param("first", FIRST_NUMBER)
                .param("status", (approvalNeeded ? RfqStatus.AWAITING_APPROVAL : RfqStatus.UNDER_REVIEW).name())
                .param("neededBy", neededBy, Types.DATE)
                .param("note", note, Types.VARCHAR)
                .param("by", by.value())
                .param("now", now())
                .param("reviewAt", approvalNeeded ? null : now(), Types.TIMESTAMP)
                .param("company", company.value())
                .param("vendor", vendor.value())
                .update();
        if (stored == 0) {
            throw new NotFound();
        }
        return new RfqId(id);
    }

    private void insert(RfqId rfq, List<NewRfq.Line> lines) {
        var position = 0;
        for (var line : lines) {
            jdbc.sql("""
                            insert into rfq_line (rfq_id, position, part_id, quantities)
                            values (:rfq, :position, :part, cast(:quantities as int[]))""")
                    .param("rfq", rfq.value())
                    .param("position", position++)
                    .param("part", line.part().value())
                    .param(
                            "quantities",
                            line.quantities().stream()
                                    .distinct()
                                    .sorted()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(",", "{", "}")))
                    .update();
        }
    }

    private static void requireWon(int won, RfqRow before) {
        if (won == 0) {
            throw new Refused("wrong-state", Map.of("status", before.status().name()));
        }
    }

    private Timestamp now() {
        return Timestamp.from(Times.now(clock));
    }

    private static RfqRow row(ResultSet row, int number) throws SQLException {
        var reviewAt = row.getTimestamp("review_at");
        var answeredAt = row.getTimestamp("answered_at");
        return new RfqRow(
                new RfqId(row.getObject("id", UUID.class)),
                row.getInt("number"),
                RfqStatus.valueOf(row.getString("status")),
                new VendorId(row.getObject("vendor_id", UUID.class)),
                row.getString("vendor_name"),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                row.getString("company_name"),
                new AccountId(row.getObject("submitted_by", UUID.class)),
                row.getString("submitted_by_name"),
                row.getObject("needed_by", LocalDate.class),
                row.getString("note"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("decision_words"),
                reviewAt == null ? null : reviewAt.toInstant(),
                row.getString("answer_words"),
                answeredAt == null ? null : answeredAt.toInstant(),
                row.getInt("parts"));
    }
}
