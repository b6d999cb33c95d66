package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a customer's people start: what waits for them and their first steps. */
@Controller
class PortalPage {

    private final CustomerRepository customers;
    private final Vendors vendors;
    private final PreparedParts prepared;

    PortalPage(CustomerRepository customers, Vendors vendors, PreparedParts prepared) {
        this.customers = customers;
        this.vendors = vendors;
        this.prepared = prepared;
    }

    /** One of the first steps; the code names its texts. */
    record Step(String code, boolean done) {}

    @GetMapping("/portal")
    String portal(@AuthenticationPrincipal SignedIn user, Model model) {
        var active = customers.activeOf(user.company());
        var parts = prepared.ready(active.stream().map(Customer::id).toList()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        model.addAttribute("name", user.name());
        model.addAttribute("email", user.email().value());
        model.addAttribute("company", user.companyName());
        model.addAttribute(
                "vendors",
                active.stream()
                        .map(Customer::vendor)
                        .map(VendorId::value)
                        .distinct()
                        .map(VendorId::new)
                        .map(vendors::get)
                        .map(VendorRow::name)
                        .toList());
        model.addAttribute("parts", parts);
        model.addAttribute(
                "steps", List.of(new Step("login", true), new Step("company", true), new Step("parts", parts > 0)));
        return "customer/portal";
    }
}
