package com.partsportal.customer;

import com.partsportal.company.CompanyId;
import com.partsportal.customer.CompanyVendors.CompanyVendor;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Which of a company's vendors a person's pages show: one, or all of them. The session keeps the choice. */
@Component
public class VendorSwitch {

    private static final String CHOSEN = "portal.vendorOfCompany";

    private final CompanyVendors vendors;

    VendorSwitch(CompanyVendors vendors) {
        this.vendors = vendors;
    }

    /**
     * What there is to choose from, and what is chosen.
     *
     * @param chosen null: all
     */
    public record Choice(
            List<CompanyVendor> vendors, @Nullable VendorId chosen) {

        /** Whether this vendor's parts and RFQs are shown. */
        public boolean includes(VendorId vendor) {
            return chosen == null || chosen.equals(vendor);
        }

        /** Those whose things are shown. */
        public List<CompanyVendor> selected() {
            return vendors.stream().filter(one -> includes(one.vendor())).toList();
        }
    }

    /** For a page of this company, whose frame shows the switch where there are several vendors. */
    public Choice of(CompanyId company, HttpServletRequest request, Model model) {
        var all = vendors.of(company);
        var session = request.getSession(false);
        var kept = session != null && session.getAttribute(CHOSEN) instanceof String id
                ? new VendorId(UUID.fromString(id))
                : null;
        var chosen = all.stream()
                .map(CompanyVendor::vendor)
                .filter(vendor -> vendor.equals(kept))
                .findFirst()
                .orElse(null);
        var choice = new Choice(all, chosen);
        model.addAttribute("vendorSwitch", choice);
        return choice;
    }

    /**
     * From the next page on the person sees this vendor's things only.
     *
     * @param vendor null: those of all
     * @throws NotFound unless it is one of the company's
     */
    void choose(CompanyId company, @Nullable VendorId vendor, HttpServletRequest request) {
        if (vendor == null) {
            request.getSession().removeAttribute(CHOSEN);
            return;
        }
        if (vendors.of(company).stream().noneMatch(one -> one.vendor().equals(vendor))) {
            throw new NotFound();
        }
        request.getSession().setAttribute(CHOSEN, vendor.toString());
    }
}
