package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of customers as a file by REST. */
@ApiController("/api/v1/customers/export")
@Tag(name = "Import and export")
class CustomerExportApi {

    private final CustomerExport export;

    CustomerExportApi(CustomerExport export) {
        this.export = export;
    }

    @Operation(operationId = "exportCustomers", summary = "All customers of a filter, as CSV")
    @ApiResponse(
            responseCode = "200",
            description =
                    "One line for each customer: UTF-8 with a byte order mark, cells separated as the vendor's settings say (`,`, `;` or a tab)",
            content = @Content(mediaType = "text/csv"))
    @CustomerApiParameters.Filtered
    @CustomerApiParameters.Sorted
    @GetMapping(produces = "text/csv")
    void export(
            @AuthenticationPrincipal SignedIn user,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> params,
            HttpServletResponse response)
            throws IOException {
        var query = CustomerQuery.of(params);
        export.write(VendorId.of(user), query.filter(), query.sort(), response);
    }
}
