package com.partsportal.customer;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which customers to list; all conditions hold together.
 *
 * @param q looked for in company, email and phone, case and accents folded; null or blank: everything
 * @param rankings labels; empty: all
 * @param statuses empty: all
 * @param createdFrom a day in the vendor's time zone, inclusive
 * @param createdTo a day in the vendor's time zone, inclusive
 * @param attention only those for whom the vendor should do something: the mail was refused, the invitation expired
 *     unanswered or was declined, or the contact looked at it more than a day ago and has not accepted
 */
public record CustomerFilter(
        @Nullable String q,
        List<String> rankings,
        List<CustomerStatus> statuses,
        @Nullable LocalDate createdFrom,
        @Nullable LocalDate createdTo,
        boolean attention) {

    public CustomerFilter(
            @Nullable String q,
            List<String> rankings,
            List<CustomerStatus> statuses,
            @Nullable LocalDate createdFrom,
            @Nullable LocalDate createdTo) {
        this(q, rankings, statuses, createdFrom, createdTo, false);
    }

    public CustomerFilter {
        rankings = List.copyOf(rankings);
        statuses = List.copyOf(statuses);
    }

    public static CustomerFilter everything() {
        return new CustomerFilter(null, List.of(), List.of(), null, null);
    }

    /** The same, of other statuses. */
    CustomerFilter withStatuses(List<CustomerStatus> other) {
        return new CustomerFilter(q, rankings, other, createdFrom, createdTo, attention);
    }

    /** The same, whether or not all need attention. */
    CustomerFilter withAttention(boolean wanted) {
        return new CustomerFilter(q, rankings, statuses, createdFrom, createdTo, wanted);
    }

    /** The same, in whatever status. */
    CustomerFilter ofAnyStatus() {
        return withStatuses(List.of()).withAttention(false);
    }

    /** Whether it leaves anything out. */
    public boolean isNarrow() {
        return (q != null && !q.isBlank())
                || !rankings.isEmpty()
                || !statuses.isEmpty()
                || createdFrom != null
                || createdTo != null
                || attention;
    }
}
