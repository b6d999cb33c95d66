package com.partsportal.customerimport;

import com.partsportal.customer.ExternalId;
import com.partsportal.customer.KnownCustomers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Folding;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.table.Table;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The verdict on each row of a file: ready, malformed, twice in the file, or a customer already. Stores nothing. */
@Component
class ImportVerdicts {

    private final KnownCustomers customers;
    private final Vendors vendors;
    private final Validator validator;

    ImportVerdicts(KnownCustomers customers, Vendors vendors, Validator validator) {
        this.customers = customers;
        this.vendors = vendors;
        this.validator = validator;
    }

    /**
     * A row as it was read; empty texts for what is missing.
     *
     * @param fault why it cannot be used at all; null when it can
     */
    record Row(
            long line,
            String companyName,
            String email,
            String phone,
            String ranking,
            String externalId,
            Table.@Nullable Fault fault) {

        private Row ranked(String label) {
            return new Row(line, companyName, email, phone, label, externalId, fault);
        }

        NewCustomer wanted(boolean invite) {
            return new NewCustomer(
                    companyName,
                    email,
                    phone.isBlank() ? null : phone,
                    ranking.strip(),
                    invite,
                    null,
                    null,
                    null,
                    externalId.isBlank() ? null : externalId);
        }
    }

    /**
     * Why a row is refused.
     *
     * @param code stable, see {@link ImportedRow}
     * @param messageKey of the reason in words
     * @param customer the customer that has its address already
     */
    record Fault(
            String code,
            @Nullable String field,
            @Nullable String messageKey,
            @Nullable UUID customer) {}

    /**
     * @param fault null for a row that is ready
     * @param sameCompanyAs an earlier line of the same company; null when there is none
     */
    record Judged(Row row, @Nullable Fault fault, @Nullable Long sameCompanyAs) {}

    /** What the rows of one vendor are judged by. */
    private record Rules(String region, Map<String, String> rankings, String defaultRanking) {

        /** With the vendor's own spelling of the ranking, its default one for none. */
        private Row rank(Row row) {
            return row.ranked(
                    row.ranking().isBlank()
                            ? defaultRanking
                            : rankings.getOrDefault(Folding.fold(row.ranking().strip()), row.ranking()));
        }
    }

    /** The verdicts in the order of the file. */
    List<Judged> judge(VendorId vendor, List<Row> rows) {
        var rules = rules(vendor);
        var seen = new HashSet<String>();
        var numbers = new HashSet<String>();
        var companies = new HashMap<String, Long>();
        var judged = rows.stream()
                .map(rules::rank)
                .map(row -> {
                    var fault = fault(row, rules, seen, numbers);
                    var earlier = fault == null
                            ? companies.putIfAbsent(Folding.fold(Names.company(row.companyName())), row.line())
                            : null;
                    return new Judged(row, fault, earlier);
                })
                .toList();
        var known = customers.byEmails(vendor, seen);
        var taken = customers.takenExternalIds(vendor, numbers);
        return judged.stream()
                .map(row -> known(row, known))
                .map(row -> taken(row, taken))
                .toList();
    }

    private Rules rules(VendorId vendor) {
        var rankings = vendors.rankings(vendor);
        var byFolded = new HashMap<String, String>();
        rankings.forEach(ranking -> byFolded.putIfAbsent(Folding.fold(ranking.label()), ranking.label()));
        var standard = rankings.stream()
                .filter(RankingRow::isDefault)
                .map(RankingRow::label)
                .findFirst()
                .orElse("");
        return new Rules(vendors.get(vendor).region(), byFolded, standard);
    }

    private static Judged known(Judged row, Map<String, KnownCustomers.Known> known) {
        if (row.fault() != null) {
            return row;
        }
        var customer = known.get(new EmailAddress(row.row().email()).value());
        if (customer == null) {
            return row;
        }
        var fault = new Fault(
                "duplicate-customer",
                "email",
                customer.status().duplicateKey(),
                customer.id().value());
        return new Judged(row.row(), fault, row.sameCompanyAs());
    }

    /** @param taken numbers that other customers of the vendor have */
    private static Judged taken(Judged row, Set<String> taken) {
        if (row.fault() != null
                || row.row().externalId().isBlank()
                || !taken.contains(ExternalId.of(row.row().externalId()))) {
            return row;
        }
        var fault = new Fault("duplicate-external-id", "externalId", "customer.externalId.duplicate", null);
        return new Judged(row.row(), fault, row.sameCompanyAs());
    }

    private @Nullable Fault fault(Row row, Rules rules, Set<String> seen, Set<String> numbers) {
        if (row.fault() != null) {
            var code = row.fault() == Table.Fault.TOTAL ? "total-line" : "malformed";
            return new Fault(code, null, row.fault().messageKey(), null);
        }
        var wanted = row.wanted(false);
        var violation = validator.validate(wanted).stream()
                .min(Comparator.comparing(fault -> fault.getPropertyPath().toString()));
        if (violation.isPresent()) {
            return malformed(violation.get());
        }
        try {
            PhoneNumber.parseOptional(wanted.phone(), rules.region());
        } catch (InvalidValue invalid) {
            return new Fault("malformed", "phone", invalid.messageKey(), null);
        }
        if (!rules.rankings().containsValue(wanted.ranking())) {
            return new Fault("malformed", "ranking", "customerimport.ranking.unknown", null);
        }
        if (!seen.add(new EmailAddress(wanted.email()).value())) {
            return new Fault("duplicate-in-file", "email", "customerimport.twice", null);
        }
        var number = ExternalId.of(wanted.externalId());
        return number == null || numbers.add(number)
                ? null
                : new Fault("duplicate-in-file", "externalId", "customerimport.twice.number", null);
    }

    /** The rule's own message key where there is one: its language is chosen when somebody reads it. */
    private static Fault malformed(ConstraintViolation<NewCustomer> violation) {
        var field = violation.getPropertyPath().toString();
        return new Fault("malformed", field, messageKey(field, violation.getInvalidValue()), null);
    }

    private static String messageKey(String field, @Nullable Object value) {
        try {
            switch (field) {
                case "email" -> new EmailAddress(String.valueOf(value));
                case "companyName" -> Names.company(String.valueOf(value));
                case "externalId" -> ExternalId.of(String.valueOf(value));
                case "phone" -> {
                    return "shared.phone.malformed";
                }
                default -> {
                    return "customerimport.ranking.unknown";
                }
            }
        } catch (InvalidValue invalid) {
            return invalid.messageKey();
        }
        return "customerimport.malformed";
    }
}
