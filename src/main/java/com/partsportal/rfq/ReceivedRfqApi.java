package com.partsportal.rfq;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.api.NoFields;
import com.partsportal.part.RfqFiles;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The RFQs that reached a vendor by REST, for its own systems; the webhook {@code rfq.submitted} carries their ids. */
@ApiController("/api/v1/received-rfqs")
@Tag(name = "RFQs that a vendor received")
class ReceivedRfqApi {

    private static final int MOST_DOCUMENTS = 5;

    private final Rfqs rfqs;
    private final RfqView view;
    private final RfqLineParts lineParts;
    private final RfqFiles files;

    ReceivedRfqApi(Rfqs rfqs, RfqView view, RfqLineParts lineParts, RfqFiles files) {
        this.rfqs = rfqs;
        this.view = view;
        this.lineParts = lineParts;
        this.files = files;
    }

    record ReceivedSummary(
            UUID id,
            String reference,
            UUID customer,
            String companyName,
            RfqStatus status,
            @Nullable LocalDate neededBy,
            @Nullable Instant receivedAt,
            @Nullable Instant answeredAt) {}

    /** @param nextCursor null on the last page */
    record ReceivedRfqs(
            List<ReceivedSummary> items, @Nullable String nextCursor) {}

    /** @param quote what was offered; null before the answer, and for one of words only */
    record ReceivedRfq(
            UUID id,
            String reference,
            UUID customer,
            String companyName,
            RfqStatus status,
            @Nullable LocalDate neededBy,
            @Nullable String note,
            @Nullable Instant receivedAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            RfqView.@Nullable ShownQuote quote,
            List<RfqView.ShownLine> lines) {}

    record WantedPrice(
            @NotNull UUID line,
            @NotNull Integer quantity,

            @NotNull @DecimalMin("0") @Digits(integer = 9, fraction = 4)
            BigDecimal price) {}

    /**
     * @param status `ANSWERED`, `QUOTED` (elsewhere) or `REJECTED`, which needs a text
     * @param currency of all prices, as ISO 4217 has it
     * @param documents as `POST /received-rfqs/{id}/documents` gave them
     */
    record WantedAnswer(
            @NotNull RfqStatus status,
            @Nullable String text,
            @Nullable String currency,
            @Nullable @Min(0) @Max(3650) Integer leadDays,
            @Nullable LocalDate validUntil,
            @Nullable List<@Valid @NotNull WantedPrice> prices,
            @Nullable @Size(max = MOST_DOCUMENTS) List<@NotNull UUID> documents) {}

    record MadePart(UUID part) {}

    @Operation(
            operationId = "listReceivedRfqs",
            summary = "The requests for quotation that reached the vendor",
            description = "First those that wait for an answer, then newest first.")
    @GetMapping
    ReceivedRfqs list(
            @AuthenticationPrincipal SignedIn user,
            @Parameter(description = "The `nextCursor` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(
                            description = "How many at most, 1 to 200",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @RequestParam(defaultValue = "50")
                    int limit) {
        var page = view.page(cursor, limit, (last, most) -> rfqs.of(VendorId.of(user), last, most));
        return new ReceivedRfqs(
                page.rows().stream()
                        .map(rfq -> new ReceivedSummary(
                                rfq.id().value(),
                                rfq.reference(),
                                rfq.customer().value(),
                                rfq.company(),
                                rfq.status(),
                                rfq.neededBy(),
                                rfq.reviewAt(),
                                rfq.answeredAt()))
                        .toList(),
                page.cursor());
    }

    @Operation(
            operationId = "getReceivedRfq",
            summary = "One request for quotation with its lines, their material and files, and the answer")
    @GetMapping("/{id}")
    ReceivedRfq rfq(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        return view(rfqs.get(VendorId.of(user), RfqId.of(id)));
    }

    @Operation(operationId = "getReceivedRfqFile", summary = "A file of a request for quotation or of its answer")
    @ApiResponse(
            responseCode = "200",
            description = "The file, in its own media type",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/{id}/files/{file}")
    void file(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @PathVariable String file,
            HttpServletResponse response)
            throws IOException {
        view.download(rfqs.get(VendorId.of(user), RfqId.of(id)), file, response);
    }

    @Operation(
            operationId = "makePartOfRfqLine",
            summary = "Make a part of that customer from a line that it described",
            description =
                    "With its files. A repeat gives the part that was made. 409 `duplicate-part` when the customer has a part of this number.")
    @ApiResponse(responseCode = "200", description = "The part", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The customer has a part of this number: `duplicate-part`")
    @PostMapping("/{id}/lines/{line}/part")
    ResponseEntity<MadePart> makePart(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @PathVariable String line,
            @RequestBody(required = false) @Nullable NoFields body) {
        var part = lineParts.make(VendorId.of(user), RfqId.of(id), Ids.parse(line), user.account());
        return ResponseEntity.ok(new MadePart(part.value()));
    }

    @Operation(
            operationId = "keepRfqDocument",
            summary = "Send a PDF that belongs to an answer",
            description =
                    "The body is the file, at most 20 MB. The answer's `id` is named in `POST /received-rfqs/{id}/answer`; a file that no answer names is forgotten after a week.")
    @ApiResponse(responseCode = "202", description = "The file, kept", useReturnTypeSchema = true)
    @PostMapping(path = "/{id}/documents", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<RfqView.ShownFile> keep(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Parameter(required = true) @RequestParam(defaultValue = "") String fileName,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary")))
                    @RequestBody(required = false)
                    @Nullable
                    InputStreamResource file)
            throws IOException {
        var rfq = rfqs.get(VendorId.of(user), RfqId.of(id));
        return view.keep(file, content -> files.keepAnswer(rfq.customer(), fileName, content));
    }

    @Operation(
            operationId = "answerReceivedRfq",
            summary = "Answer a request for quotation",
            description =
                    "Prices are of one piece, for a line and one of its quantities. 409 `wrong-state` when it was answered before.")
    @ApiResponse(responseCode = "200", description = "The request as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such request, or a document that is not kept for it")
    @ApiResponse(responseCode = "409", description = "It was answered before: `wrong-state`")
    @PostMapping("/{id}/answer")
    ResponseEntity<ReceivedRfq> answer(
            @AuthenticationPrincipal SignedIn user, @PathVariable String id, @Valid @RequestBody WantedAnswer wanted) {
        var rfq = RfqId.of(id);
        rfqs.answer(VendorId.of(user), rfq, answer(wanted), user.account());
        return ResponseEntity.ok(view(rfqs.get(VendorId.of(user), rfq)));
    }

    private static RfqAnswer answer(WantedAnswer wanted) {
        if (!wanted.status().isAnswer()) {
            throw new InvalidValue("status", "rfq.answer");
        }
        var prices = wanted.prices() == null
                ? List.<Quote.Price>of()
                : wanted.prices().stream()
                        .map(price -> new Quote.Price(price.line(), price.quantity(), price.price()))
                        .toList();
        var quote = new Quote(
                prices.isEmpty() ? null : currency(wanted.currency()), wanted.leadDays(), wanted.validUntil(), prices);
        return new RfqAnswer(
                wanted.status(), quote, wanted.text(), wanted.documents() == null ? List.of() : wanted.documents());
    }

    private static Currency currency(@Nullable String code) {
        try {
            return Currency.getInstance(String.valueOf(code));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidValue("currency", "rfq.currency");
        }
    }

    private ReceivedRfq view(RfqRow rfq) {
        return new ReceivedRfq(
                rfq.id().value(),
                rfq.reference(),
                rfq.customer().value(),
                rfq.company(),
                rfq.status(),
                rfq.neededBy(),
                rfq.note(),
                rfq.reviewAt(),
                rfq.answerText(),
                rfq.answeredAt(),
                view.quote(rfq),
                view.lines(rfq));
    }
}
