package com.partsportal.customer;

import com.partsportal.company.CompanyId;
import com.partsportal.vendor.VendorId;
import java.util.List;
import org.springframework.stereotype.Service;

/** The vendors that a company works with. */
@Service
public class CompanyVendors {

    private final CompanyVendorsReport report;

    CompanyVendors(CompanyVendorsReport report) {
        this.report = report;
    }

    /**
     * A vendor of a company.
     *
     * @param customer the company, as this vendor's customer
     */
    public record CompanyVendor(VendorId vendor, String name, CustomerId customer) {}

    /** Those that have neither switched the company off nor are suspended, the first one first. */
    public List<CompanyVendor> of(CompanyId company) {
        return report.of(company);
    }
}
