package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.company.CompanyId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** A company's parts and RFQs by REST, for its own systems. */
@ApiController("/api/v1")
@Tag(name = "A customer's own parts and RFQs")
class PortalApi {

    private static final int HIGHEST_LIMIT = 200;

    private final Parts parts;
    private final Rfqs rfqs;

    PortalApi(Parts parts, Rfqs rfqs) {
        this.parts = parts;
        this.rfqs = rfqs;
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

    record ShownLine(UUID part, String number, String revision, List<Integer> quantities) {}

    record ShownRfq(
            UUID id,
            String reference,
            String vendor,
            RfqStatus status,
            @Nullable LocalDate neededBy,
            @Nullable String note,
            Instant createdAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            List<ShownLine> lines) {}

    /** @param nextCursor null on the last page */
    record ShownRfqs(List<ShownRfq> items, @Nullable String nextCursor) {}

    record WantedLine(
            @NotNull UUID part,
            @NotNull @Size(min = 1, max = 10) List<@NotNull Integer> quantities) {}

    record WantedRfq(
            @NotNull @Size(min = 1, max = NewRfq.MOST_LINES) List<@Valid @NotNull WantedLine> lines,
            @Nullable LocalDate neededBy,
            @Nullable String note) {}

    @Operation(operationId = "listOwnParts", summary = "The parts that vendors prepared for the caller's company")
    @GetMapping("/parts")
    ShownParts parts(@AuthenticationPrincipal SignedIn user) {
        return new ShownParts(parts.offered(company(user), null).stream()
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

    @Operation(operationId = "listRfqs", summary = "The company's requests for quotation, newest first")
    @GetMapping("/rfqs")
    ShownRfqs rfqs(
            @AuthenticationPrincipal SignedIn user,
            @Parameter(description = "The `nextCursor` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(
                            description = "How many at most, 1 to 200",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @RequestParam(defaultValue = "50")
                    int limit) {
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new InvalidValue("limit", "limit.range");
        }
        var page = page(company(user), cursor, limit);
        var lines = rfqs.lines(page.rows().stream().map(RfqRow::id).toList());
        return new ShownRfqs(
                page.rows().stream()
                        .map(rfq -> shown(rfq, lines.getOrDefault(rfq.id(), List.of())))
                        .toList(),
                page.next() == null ? null : page.next().toString());
    }

    private RfqPage page(CompanyId company, @Nullable String cursor, int limit) {
        try {
            return rfqs.of(company, cursor == null || cursor.isEmpty() ? null : RfqId.of(cursor), limit);
        } catch (NotFound noSuchPlace) {
            throw new InvalidValue("cursor", "cursor.malformed");
        }
    }

    @Operation(operationId = "getRfq", summary = "One request for quotation with its lines")
    @GetMapping("/rfqs/{id}")
    ShownRfq rfq(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        var rfq = rfqs.get(company(user), RfqId.of(id));
        return shown(rfq, rfqs.lines(rfq.id()));
    }

    /** One RFQ: all its parts are of one vendor. */
    @Operation(
            operationId = "submitRfq",
            summary = "Ask a vendor for a quotation",
            description = "All parts of one vendor, each with one to ten quantities.")
    @ApiResponse(responseCode = "201", description = "The request", useReturnTypeSchema = true)
    @PostMapping("/rfqs")
    ResponseEntity<ShownRfq> submit(@AuthenticationPrincipal SignedIn user, @Valid @RequestBody WantedRfq wanted) {
        var chosen =
                wanted.lines().stream().map(line -> new PartId(line.part())).toList();
        var vendors = parts.offered(company(user), null).stream()
                .filter(offer -> chosen.contains(offer.part().id()))
                .map(OfferedPart::vendor)
                .distinct()
                .count();
        if (vendors > 1) {
            throw new InvalidValue("lines", "rfq.vendors");
        }
        var id = rfqs.submit(
                        company(user),
                        new NewRfq(
                                wanted.lines().stream()
                                        .map(line -> new NewRfq.Line(new PartId(line.part()), line.quantities()))
                                        .toList(),
                                wanted.neededBy(),
                                wanted.note()),
                        user.account())
                .get(0);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/rfqs/" + id))
                .body(shown(rfqs.get(company(user), id), rfqs.lines(id)));
    }

    private static ShownRfq shown(RfqRow rfq, List<RfqRow.Line> lines) {
        return new ShownRfq(
                rfq.id().value(),
                rfq.reference(),
                rfq.vendorName(),
                rfq.status(),
                rfq.neededBy(),
                rfq.note(),
                rfq.createdAt(),
                rfq.answerWords(),
                rfq.answeredAt(),
                lines.stream()
                        .map(line ->
                                new ShownLine(line.part().value(), line.number(), line.revision(), line.quantities()))
                        .toList());
    }

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
