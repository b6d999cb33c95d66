package com.partsportal.customer;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyProfiles;
import com.partsportal.company.CompanyUsers;
import com.partsportal.customer.CompanyVendors.CompanyVendor;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a customer's people start: what waits for them and their first steps. */
@Controller
class PortalPage {

    /** How many parts the page lists itself. */
    private static final int LISTED = 6;

    private final VendorSwitch switches;
    private final Vendors vendors;
    private final PreparedParts prepared;
    private final RequestsForQuotation rfqs;
    private final Companies companies;
    private final CompanyProfiles profiles;
    private final CompanyUsers users;

    PortalPage(
            VendorSwitch switches,
            Vendors vendors,
            PreparedParts prepared,
            RequestsForQuotation rfqs,
            Companies companies,
            CompanyProfiles profiles,
            CompanyUsers users) {
        this.switches = switches;
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
    String portal(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, Model model) {
        var choice = switches.of(new CompanyId(user.company()), request, model);
        var selected = choice.selected();
        var parts = prepared
                .ready(selected.stream().map(CompanyVendor::customer).toList())
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        model.addAttribute("name", user.name());
        model.addAttribute("email", Objects.requireNonNull(user.email()).value());
        model.addAttribute("company", user.companyName());
        model.addAttribute("vendors", selected.stream().map(CompanyVendor::name).toList());
        model.addAttribute("parts", parts);
        model.addAttribute(
                "cards",
                selected.stream().map(CompanyVendor::vendor).map(vendors::get).toList());
        model.addAttribute("waiting", prepared.waiting(new CompanyId(user.company()), choice.chosen(), LISTED));
        var statusCounts = rfqs.statusCounts(new CompanyId(user.company()), choice.chosen());
        model.addAttribute("rfqs", statusCounts);
        model.addAttribute("steps", steps(user, statusCounts.submitted() > 0));
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
        steps.add(new Step("rfq", "/portal/rfqs/new", submitted));
        return steps;
    }
}
