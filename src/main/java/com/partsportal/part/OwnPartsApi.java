package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.company.CompanyId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;

/** A company's parts by REST, for its own systems. */
@ApiController("/api/v1/parts")
@Tag(name = "A customer's own parts and RFQs")
class OwnPartsApi {

    private final Parts parts;

    OwnPartsApi(Parts parts) {
        this.parts = parts;
    }

    record ShownPart(
            UUID id,
            String vendor,
            String number,
            String revision,
            String description,
            @Nullable String material,
            @Nullable String finish,
            @Nullable LocalDate lastQuoted,
            @Nullable LocalDate lastOrdered) {}

    record ShownParts(List<ShownPart> items) {}

    @Operation(operationId = "listOwnParts", summary = "The parts that vendors prepared for the caller's company")
    @GetMapping
    ShownParts parts(@AuthenticationPrincipal SignedIn user) {
        return new ShownParts(parts.offered(new CompanyId(user.company()), null).stream()
                .map(offer -> new ShownPart(
                        offer.part().id().value(),
                        offer.vendorName(),
                        offer.part().number(),
                        offer.part().revision(),
                        offer.part().description(),
                        offer.part().material(),
                        offer.part().finish(),
                        offer.part().lastQuoted(),
                        offer.part().lastOrdered()))
                .toList());
    }
}
