package com.partsportal.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which customers to list: those that meet all conditions.
 *
 * @param q looked for in company, email and phone, case and accents folded; null or blank: everything
 * @param rankings labels; empty: all
 * @param statuses empty: all
 * @param createdFrom a day in the vendor's time zone, inclusive
 * @param createdTo a day in the vendor's time zone, inclusive
 * @param changedSince only those whose record, status or delivery changed then or later; null: all
 * @param attention only those that need the vendor's attention: the mail was refused, the invitation expired
 *     unanswered or was declined, or the contact looked at it more than a day ago and has not accepted
 */
public record CustomerFilter(
        @Nullable String q,
        List<String> rankings,
        List<CustomerStatus> statuses,
        @Nullable LocalDate createdFrom,
        @Nullable LocalDate createdTo,
        @Nullable Instant changedSince,
        boolean attention) {

    public CustomerFilter {
        q = q == null || q.isBlank() ? null : q.strip();
        rankings = List.copyOf(rankings);
        statuses = List.copyOf(statuses);
    }

    /** Of whatever change, as people filter. */
    public CustomerFilter(
            @Nullable String q,
            List<String> rankings,
            List<CustomerStatus> statuses,
            @Nullable LocalDate createdFrom,
            @Nullable LocalDate createdTo,
            boolean attention) {
        this(q, rankings, statuses, createdFrom, createdTo, null, attention);
    }

    /** Leaves nobody out. */
    public static CustomerFilter everything() {
        return new CustomerFilter(null, List.of(), List.of(), null, null, false);
    }

    /** The same, of other statuses (none: of all), whether or not they need attention. */
    CustomerFilter withStatuses(List<CustomerStatus> others) {
        return new CustomerFilter(q, rankings, others, createdFrom, createdTo, changedSince, false);
    }

    /** The same, of whatever status, if they need attention. */
    CustomerFilter withAttention() {
        return new CustomerFilter(q, rankings, List.of(), createdFrom, createdTo, changedSince, true);
    }

    /** Whether it leaves anything out. */
    public boolean isNarrow() {
        return !equals(everything());
    }
}
