package com.partsportal.customer;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.vendor.VendorRow;
import java.util.List;
import java.util.Map;

/** What a new vendor does first, with what is done of it; for its Vendor Admins, until all is done or customers have come. */
final class FirstDay {

    /** With more customers nobody is new. */
    private static final long FEW = 3;

    private FirstDay() {}

    /** One of the steps; the code names its texts, the path leads to where it is done. */
    record Step(String code, String path, boolean done) {}

    /** Empty when there is nothing to show. */
    static List<Step> steps(SignedIn person, VendorRow vendor, Map<CustomerStatus, Long> counts) {
        var customers = counts.values().stream().mapToLong(Long::longValue).sum();
        if (!person.is(Role.VENDOR_ADMIN) || customers > FEW || counts.containsValue(CustomerList.UNCOUNTED)) {
            return List.of();
        }
        var drafts = counts.getOrDefault(CustomerStatus.DRAFT, 0L);
        var steps = List.of(
                new Step("profile", "/vendor/settings/profile", !vendor.card().isEmpty()),
                new Step("settings", "/vendor/settings", vendor.choices().regionChosen()),
                new Step("customer", "/vendor/customers/new", customers > 0),
                new Step("invite", "/vendor/customers", customers > drafts));
        return steps.stream().allMatch(Step::done) ? List.of() : steps;
    }
}
