package com.partsportal.customer;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyProfiles;
import com.partsportal.company.CompanyUsers;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a customer's people start: what waits for them and their first steps. */
@Controller
class PortalPage {

    /** How many parts the page lists itself. */
    private static final int LISTED = 6;

    private final CustomerRepository customers;
    private final Vendors vendors;
    private final PreparedParts prepared;
    private final RequestsForQuotation rfqs;
    private final Companies companies;
    private final CompanyProfiles profiles;
    private final CompanyUsers users;

    PortalPage(
            CustomerRepository customers,
            Vendors vendors,
            PreparedParts prepared,
            RequestsForQuotation rfqs,
            Companies companies,
            CompanyProfiles profiles,
            CompanyUsers users) {
        this.customers = customers;
        this.vendors = vendors;
        this.prepared = prepared;
        this.rfqs = rfqs;
        this.companies = companies;
        this.profiles = profiles;
        this.users = users;
    }

    /** One of the first steps; the code names its texts, the path leads to where it is done. */
    record Step(String code, String path, boolean done) {}

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
        model.addAttribute("waiting", prepared.waiting(new CompanyId(user.company()), LISTED));
        var standing = rfqs.standing(new CompanyId(user.company()));
        model.addAttribute("rfqs", standing);
        model.addAttribute("steps", steps(user, standing.submitted() > 0));
        return "customer/portal";
    }

    private List<Step> steps(SignedIn user, boolean submitted) {
        var company = new CompanyId(user.company());
        var steps = new ArrayList<Step>();
        steps.add(new Step("parts", "/portal/parts", submitted || companies.hasSeenParts(company)));
        if (user.is(Role.CUSTOMER_MANAGER)) {
            steps.add(
                    new Step("company", "/portal/company", profiles.get(company).shippingAddress() != null));
            steps.add(new Step("colleague", "/portal/users", users.hasColleagues(company)));
        }
        steps.add(new Step("rfq", "/portal/parts", submitted));
        return steps;
    }
}
