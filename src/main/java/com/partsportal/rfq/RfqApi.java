package com.partsportal.rfq;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CompanyVendors;
import com.partsportal.part.PartId;
import com.partsportal.part.Parts;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** A company's RFQs by REST, for its own systems. */
@ApiController("/api/v1/rfqs")
@Tag(name = "A customer's own parts and RFQs")
class RfqApi {

    private final Parts parts;
    private final Rfqs rfqs;
    private final RfqView view;
    private final RfqFiles files;
    private final CompanyVendors vendors;

    RfqApi(Parts parts, Rfqs rfqs, RfqView view, RfqFiles files, CompanyVendors vendors) {
        this.parts = parts;
        this.rfqs = rfqs;
        this.view = view;
        this.files = files;
        this.vendors = vendors;
    }

    /** A part of an RFQ in a list; the RFQ itself says more of it. */
    record ListedLine(@Nullable UUID part, String number, String revision, List<Integer> quantities) {}

    record ListedRfq(
            UUID id,
            String reference,
            String vendor,
            RfqStatus status,
            @Nullable LocalDate neededBy,
            @Nullable String note,
            Instant createdAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            List<ListedLine> lines) {}

    /** @param quote what the vendor offers; null before the answer, and for one of words only */
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
            RfqView.@Nullable ShownQuote quote,
            List<RfqView.ShownLine> lines) {}

    /** @param nextCursor null on the last page */
    record ShownRfqs(List<ListedRfq> items, @Nullable String nextCursor) {}

    /**
     * @param part one that is prepared; null for a new one, which needs a description
     * @param vendor who is asked for a new one; null for the only one that the company has
     * @param files of a new one, as `POST /rfqs/files` gave them
     */
    record WantedLine(
            @Nullable UUID part,
            @Nullable UUID vendor,
            @Nullable String number,
            @Nullable String description,
            @Nullable String material,
            @Nullable String finish,
            @NotNull @Size(min = 1, max = 10) List<@NotNull Integer> quantities,
            @Nullable @Size(max = DescribedPart.MOST_FILES) List<@NotNull UUID> files) {}

    record WantedRfq(
            @NotNull @Size(min = 1, max = NewRfq.MOST_LINES) List<@Valid @NotNull WantedLine> lines,
            @Nullable LocalDate neededBy,
            @Nullable String note) {}

    @Operation(operationId = "listRfqs", summary = "The company's requests for quotation, newest first")
    @GetMapping
    ShownRfqs rfqs(
            @AuthenticationPrincipal SignedIn user,
            @Parameter(description = "The `nextCursor` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(
                            description = "How many at most, 1 to 200",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @RequestParam(defaultValue = "50")
                    int limit) {
        var page = view.page(cursor, limit, (last, most) -> rfqs.of(company(user), last, most));
        var lines = rfqs.lines(page.rows().stream().map(RfqRow::id).toList());
        return new ShownRfqs(
                page.rows().stream()
                        .map(rfq -> row(rfq, lines.getOrDefault(rfq.id(), List.of())))
                        .toList(),
                page.cursor());
    }

    @Operation(
            operationId = "getRfq",
            summary = "One request for quotation with its lines, their files and the vendor's offer")
    @GetMapping("/{id}")
    ShownRfq rfq(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        return view(rfqs.get(company(user), RfqId.of(id)));
    }

    @Operation(operationId = "getRfqFile", summary = "A file of a request for quotation or of its answer")
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
        view.download(rfqs.get(company(user), RfqId.of(id)), file, response);
    }

    @Operation(
            operationId = "keepRfqFile",
            summary = "Send a file for a new part of a request for quotation",
            description =
                    "The body is the file, of the kinds and the size of drawings. The answer's `id` is named in a line of `POST /rfqs`; a file that no request names is forgotten after a week.")
    @ApiResponse(responseCode = "202", description = "The file, kept", useReturnTypeSchema = true)
    @PostMapping(path = "/files", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<RfqView.ShownFile> keep(
            @AuthenticationPrincipal SignedIn user,
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
        return view.keep(file, content -> files.keep(company(user), fileName, content));
    }

    /** One RFQ: all its parts are of one vendor. */
    @Operation(
            operationId = "submitRfq",
            summary = "Ask a vendor for a quotation",
            description =
                    "All parts of one vendor, each with one to ten quantities: prepared ones by their `part`, new ones by a `description`.")
    @ApiResponse(responseCode = "201", description = "The request", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description = "A part that the company does not have, or a file that is not its own: `not-found`")
    @PostMapping
    ResponseEntity<ShownRfq> submit(@AuthenticationPrincipal SignedIn user, @Valid @RequestBody WantedRfq wanted) {
        var rfq = wanted(wanted);
        requireOneVendor(company(user), rfq);
        var id = rfqs.submit(company(user), rfq, user.account()).get(0);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/rfqs/" + id))
                .body(view(rfqs.get(company(user), id)));
    }

    private static NewRfq wanted(WantedRfq wanted) {
        var lines = new ArrayList<NewRfq.Line>();
        var described = new ArrayList<DescribedPart>();
        for (var line : wanted.lines()) {
            var isDescribed = line.vendor() != null
                    || line.number() != null
                    || line.description() != null
                    || line.material() != null
                    || line.finish() != null
                    || line.files() != null;
            if ((line.part() != null) == isDescribed) {
                throw new InvalidValue("lines", "rfq.line");
            }
            if (line.part() != null) {
                lines.add(new NewRfq.Line(new PartId(line.part()), line.quantities()));
            } else {
                described.add(new DescribedPart(
                        Ids.next(),
                        line.vendor() == null ? null : new VendorId(line.vendor()),
                        line.number(),
                        line.description() == null ? "" : line.description(),
                        line.material(),
                        line.finish(),
                        line.quantities(),
                        line.files() == null ? List.of() : line.files()));
            }
        }
        return new NewRfq(lines, described, wanted.neededBy(), wanted.note());
    }

    private void requireOneVendor(CompanyId company, NewRfq wanted) {
        var chosen = wanted.lines().stream().map(NewRfq.Line::part).toList();
        var requested = new HashSet<VendorId>();
        parts.offered(company, null).stream()
                .filter(offer -> chosen.contains(offer.part().id()))
                .forEach(offer -> requested.add(offer.vendor()));
        if (!wanted.described().isEmpty()) {
            var all = vendors.of(company);
            wanted.described().forEach(part -> {
                if (part.vendor() != null) {
                    requested.add(part.vendor());
                } else if (all.size() == 1) {
                    requested.add(all.get(0).vendor());
                }
            });
        }
        if (requested.size() > 1) {
            throw new InvalidValue("lines", "rfq.vendors");
        }
    }

    private static ListedRfq row(RfqRow rfq, List<RfqRow.Line> lines) {
        return new ListedRfq(
                rfq.id().value(),
                rfq.reference(),
                rfq.vendorName(),
                rfq.status(),
                rfq.neededBy(),
                rfq.note(),
                rfq.createdAt(),
                rfq.answerText(),
                rfq.answeredAt(),
                lines.stream()
                        .map(line -> new ListedLine(
                                line.part() == null ? null : line.part().value(),
                                line.number(),
                                line.revision(),
                                line.quantities()))
                        .toList());
    }

    private ShownRfq view(RfqRow rfq) {
        return new ShownRfq(
                rfq.id().value(),
                rfq.reference(),
                rfq.vendorName(),
                rfq.status(),
                rfq.neededBy(),
                rfq.note(),
                rfq.createdAt(),
                rfq.answerText(),
                rfq.answeredAt(),
                view.quote(rfq),
                view.lines(rfq));
    }

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
