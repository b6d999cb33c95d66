package com.partsportal.rfq;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CompanyVendors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;

/** A company's vendors by REST, for its own systems. */
@ApiController("/api/v1/vendors")
@Tag(name = "A customer's own parts and RFQs")
class OwnVendorsApi {

    private final CompanyVendors vendors;

    OwnVendorsApi(CompanyVendors vendors) {
        this.vendors = vendors;
    }

    record OwnVendor(UUID id, String name) {}

    record OwnVendors(List<OwnVendor> items) {}

    @Operation(operationId = "listOwnVendors", summary = "The vendors that the company may ask for a quotation")
    @GetMapping
    OwnVendors vendors(@AuthenticationPrincipal SignedIn user) {
        return new OwnVendors(vendors.of(new CompanyId(user.company())).stream()
                .map(one -> new OwnVendor(one.vendor().value(), one.name()))
                .toList());
    }
}
