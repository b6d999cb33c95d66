package com.partsportal.rfq;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.RequestsForQuotation.StatusCounts;
import com.partsportal.part.PartId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.vendor.VendorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * RFQs as pages show them: JdbcClient, since one statement for a page joins RFQs with customers, vendors, logins and
 * parts. A company sees those with vendors that have not switched it off, a vendor those that reached it.
 */
@Component
class RfqReport {

    private static final String ROWS = """
            select r.*, v.name as vendor_name, c.company_name, a.name as submitted_by_name,
                   (select count(*) from rfq_line l where l.rfq_id = r.id) as parts
            from rfq r
            join customer c on c.id = r.customer_id
            join vendor v on v.id = r.vendor_id
            join account a on a.id = r.submitted_by
            """;

    private static final String OF_COMPANY = "where r.company_id = :company and c.status = 'ACTIVE'"
            + " and not exists (select 1 from vendor s where s.id = c.vendor_id and s.suspended_at is not null)";

    private static final String OF_VENDOR = "where r.vendor_id = :vendor and r.review_at is not null";

    private static final String LINES = """
            select l.rfq_id, l.id, l.part_id, l.description is not null as described, l.quantities,
                   case when l.description is null then p.number else l.number end as number,
                   case when l.description is null then p.revision end as revision,
                   coalesce(l.description, p.description) as description,
                   case when l.description is null then p.material else l.material end as material,
                   case when l.description is null then p.finish else l.finish end as finish
            from rfq_line l left join part p on p.id = l.part_id
            where l.rfq_id = any(:ids) order by l.position""";

    private static final String LAST_QUANTITIES = """
            select distinct on (l.part_id) l.part_id, l.quantities
            from rfq_line l join rfq r on r.id = l.rfq_id
            where r.company_id = :company and l.part_id = any(:parts)
            order by l.part_id, r.created_at desc, r.id desc""";

    private static final String STANDING = """
            select count(*) as submitted,
                   count(*) filter (where r.status = 'UNDER_REVIEW') as under_review,
                   count(*) filter (where r.status = 'AWAITING_APPROVAL') as awaiting_approval
            from rfq r join customer c on c.id = r.customer_id
            where r.company_id = :company and c.status = 'ACTIVE'
              and (cast(:vendor as uuid) is null or r.vendor_id = :vendor)
              and not exists (select 1 from vendor s where s.id = c.vendor_id and s.suspended_at is not null)""";

    private final JdbcClient jdbc;

    RfqReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<RfqRow> find(RfqId rfq) {
        return rows("where r.id = :id", Map.of("id", rfq.value())).stream().findFirst();
    }

    Optional<RfqRow> find(CompanyId company, RfqId rfq) {
        return rows(OF_COMPANY + " and r.id = :id", Map.of("id", rfq.value(), "company", company.value())).stream()
                .findFirst();
    }

    Optional<RfqRow> find(VendorId vendor, RfqId rfq) {
        return rows(OF_VENDOR + " and r.id = :id", Map.of("id", rfq.value(), "vendor", vendor.value())).stream()
                .findFirst();
    }

    /** Newest first, after this one; null for the first page. */
    RfqPage page(CompanyId company, @Nullable VendorId vendor, @Nullable RfqRow after, int limit) {
        var condition = OF_COMPANY;
        var params = new HashMap<String, Object>(Map.of("company", company.value()));
        if (vendor != null) {
            condition += " and r.vendor_id = :vendor";
            params.put("vendor", vendor.value());
        }
        if (after != null) {
            condition += " and (r.created_at, r.id) < (:createdAt, :after)";
            params.put("createdAt", Timestamp.from(after.createdAt()));
            params.put("after", after.id().value());
        }
        return page(condition + " order by r.created_at desc, r.id desc", params, limit);
    }

    /** Of one customer: first what waits for an answer, then newest first. */
    List<RfqRow> received(VendorId vendor, CustomerId customer, int limit) {
        return rows(
                OF_VENDOR
                        + " and r.customer_id = :customer order by r.answered_at is null desc, r.review_at desc, r.id desc limit :limit",
                Map.of("vendor", vendor.value(), "customer", customer.value(), "limit", limit));
    }

    /** First what waits for an answer, then newest first, after this one; null for the first page. */
    RfqPage page(VendorId vendor, @Nullable RfqRow after, int limit) {
        var condition = OF_VENDOR;
        var params = new HashMap<String, Object>(Map.of("vendor", vendor.value()));
        if (after != null) {
            condition += " and (r.answered_at is null, r.review_at, r.id) < (:waits, :reviewAt, :after)";
            params.put("waits", after.answeredAt() == null);
            params.put("reviewAt", Timestamp.from(after.reviewAt()));
            params.put("after", after.id().value());
        }
        return page(condition + " order by r.answered_at is null desc, r.review_at desc, r.id desc", params, limit);
    }

    Map<RfqId, List<RfqRow.Line>> lines(Collection<RfqId> rfqs) {
        var lines = new HashMap<RfqId, List<RfqRow.Line>>();
        jdbc.sql(LINES)
                .param("ids", rfqs.stream().map(RfqId::value).toArray(UUID[]::new))
                .query(row -> {
                    lines.computeIfAbsent(new RfqId(row.getObject("rfq_id", UUID.class)), rfq -> new ArrayList<>())
                            .add(line(row));
                });
        return lines;
    }

    /** The quantities of the company's last RFQ for each of these parts. */
    Map<PartId, List<Integer>> lastQuantities(CompanyId company, Collection<PartId> parts) {
        var quantities = new HashMap<PartId, List<Integer>>();
        jdbc.sql(LAST_QUANTITIES)
                .param("company", company.value())
                .param("parts", parts.stream().map(PartId::value).toArray(UUID[]::new))
                .query(row -> {
                    quantities.put(new PartId(row.getObject("part_id", UUID.class)), Arrays.asList((Integer[])
                            row.getArray("quantities").getArray()));
                });
        return quantities;
    }

    StatusCounts statusCounts(CompanyId company, @Nullable VendorId vendor) {
        return jdbc.sql(STANDING)
                .param("company", company.value())
                .param("vendor", vendor == null ? null : vendor.value(), Types.OTHER)
                .query(StatusCounts.class)
                .single();
    }

    private RfqPage page(String selection, Map<String, Object> params, int limit) {
        var rows = rows(selection + " limit " + (limit + 1), params);
        return rows.size() <= limit
                ? new RfqPage(rows, null)
                : new RfqPage(rows.subList(0, limit), rows.get(limit - 1).id());
    }

    private List<RfqRow> rows(String selection, Map<String, ?> params) {
        return jdbc.sql(ROWS + selection).params(params).query(RfqReport::row).list();
    }

    private static RfqRow.Line line(ResultSet row) throws SQLException {
        var part = row.getObject("part_id", UUID.class);
        return new RfqRow.Line(
                row.getObject("id", UUID.class),
                part == null ? null : new PartId(part),
                Objects.requireNonNullElse(row.getString("number"), ""),
                Objects.requireNonNullElse(row.getString("revision"), ""),
                row.getString("description"),
                row.getString("material"),
                row.getString("finish"),
                row.getBoolean("described"),
                Arrays.asList((Integer[]) row.getArray("quantities").getArray()));
    }

    private static RfqRow row(ResultSet row, int number) throws SQLException {
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
                DatabaseTime.read(row, "review_at"),
                row.getString("answer_words"),
                DatabaseTime.read(row, "answered_at"),
                row.getInt("parts"));
    }
}
