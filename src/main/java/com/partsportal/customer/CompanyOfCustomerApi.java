package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a customer's own company says of itself, by REST. */
@ApiController("/api/v1/customers/{customer}/company")
@Tag(name = "Customers")
class CompanyOfCustomerApi {

    private final CompanyOfCustomer companies;

    CompanyOfCustomerApi(CompanyOfCustomer companies) {
        this.companies = companies;
    }

    /**
     * @param shippingCountry as ISO 3166-1 has it, as the billing country
     * @param billingAddress null where it is the same as the shipping address
     * @param changedAt when the company changed it last; null: never
     * @param contact the primary contact's name; null: there is none any more
     * @param managers names of the active Customer Managers
     */
    record CompanyDetails(
            String name,
            @Nullable String phone,
            @Nullable String taxId,
            @Nullable String shippingAddress,
            @Nullable String shippingCountry,
            @Nullable String billingAddress,
            @Nullable String billingCountry,
            @Nullable Instant changedAt,
            @Nullable String contact,
            List<String> managers) {}

    @Operation(
            operationId = "getCompanyOfCustomer",
            summary = "The details that a customer's own company keeps, and who is in charge there",
            description = "404 before somebody of the customer accepted.")
    @GetMapping
    CompanyDetails company(@AuthenticationPrincipal SignedIn user, @PathVariable String customer) {
        var company = companies.of(VendorId.of(user), CustomerId.of(customer)).orElseThrow(NotFound::new);
        var profile = company.profile();
        return new CompanyDetails(
                profile.name(),
                profile.phone(),
                profile.taxId(),
                profile.shippingAddress(),
                profile.shippingCountry(),
                profile.billingAddress(),
                profile.billingCountry(),
                company.changedAt(),
                company.contact(),
                company.managers());
    }
}
