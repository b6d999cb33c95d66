package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The drawings of a customer's parts by REST. */
@ApiController("/api/v1/customers/{customer}/drawings")
@Tag(name = "Parts of a customer")
class DrawingApi {

    private final Parts parts;
    private final PartDrawings drawings;

    DrawingApi(Parts parts, PartDrawings drawings) {
        this.parts = parts;
        this.drawings = drawings;
    }

    /**
     * @param number of its part; null for one that no part has yet
     * @param revision of its part, empty for none
     */
    record ShownDrawing(
            UUID id,
            @Nullable String number,
            @Nullable String revision,
            String fileName,
            String mediaType,
            long size,
            Instant addedAt) {}

    record ShownDrawings(List<ShownDrawing> items) {}

    @Operation(
            operationId = "listDrawings",
            summary = "The drawings of a customer's parts, also those that no part has yet")
    @GetMapping
    ShownDrawings list(@AuthenticationPrincipal SignedIn user, @PathVariable String customer) {
        var id = CustomerId.of(customer);
        var rows = parts.of(VendorId.of(user), id).stream().collect(Collectors.toMap(PartRow::id, part -> part));
        var shown = drawings.of(rows.keySet()).values().stream()
                .flatMap(Collection::stream)
                .map(row -> view(row, rows))
                .sorted(Comparator.comparing(ShownDrawing::id))
                .collect(Collectors.toList());
        drawings.unassigned(VendorId.of(user), id).forEach(row -> shown.add(view(row, rows)));
        return new ShownDrawings(shown);
    }

    @Operation(
            operationId = "addDrawing",
            summary = "Add a drawing to a part",
            description =
                    "The body is the file, at most 20 MB. Without `number` the file's name says which part it is for: `NW-2001_A.pdf` goes to NW-2001, revision A; one that matches no part waits a week for being assigned. 409 `drawing-exists` when the part has a drawing of this name and `replace` is not true.")
    @ApiResponse(responseCode = "201", description = "The drawing", useReturnTypeSchema = true)
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<ShownDrawing> add(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @Parameter(description = "Of the part") @RequestParam(required = false) @Nullable String number,
            @Parameter(description = "Of the part") @RequestParam(defaultValue = "") String revision,
            @Parameter(required = true) @RequestParam(defaultValue = "") String fileName,
            @RequestParam(defaultValue = "false") boolean replace,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary")))
                    @RequestBody(required = false)
                    @Nullable
                    InputStreamResource file)
            throws IOException {
        var id = CustomerId.of(customer);
        var rows = parts.of(VendorId.of(user), id);
        if (file == null) {
            throw new InvalidValue("drawing", "drawing.empty");
        }
        var row = store(user, id, number == null ? null : part(rows, number, revision), fileName, file, replace);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/customers/" + id + "/drawings/" + row.id()))
                .body(view(row, rows.stream().collect(Collectors.toMap(PartRow::id, part -> part))));
    }

    private DrawingRow store(
            SignedIn user,
            CustomerId customer,
            @Nullable PartRow part,
            String fileName,
            InputStreamResource file,
            boolean replace)
            throws IOException {
        try (InputStream content = file.getInputStream()) {
            return part == null
                    ? drawings.match(VendorId.of(user), customer, fileName, content, replace, user.account())
                    : drawings.add(VendorId.of(user), customer, part.id(), fileName, content, replace, user.account());
        }
    }

    private static PartRow part(List<PartRow> rows, String number, String revision) {
        var key = NewPart.key(number, revision);
        return rows.stream().filter(row -> row.key().equals(key)).findFirst().orElseThrow(NotFound::new);
    }

    @Operation(operationId = "getDrawing", summary = "The file of a drawing")
    @ApiResponse(
            responseCode = "200",
            description = "The file, in its own media type",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/{drawing}")
    void download(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String drawing,
            HttpServletResponse response)
            throws IOException {
        DrawingAnswer.download(drawings.get(VendorId.of(user), CustomerId.of(customer), Ids.parse(drawing)), response);
    }

    @Operation(
            operationId = "removeDrawing",
            summary = "Remove a drawing",
            description = "RFQs that were sent with it keep it.")
    @ApiResponse(responseCode = "204", description = "Removed")
    @DeleteMapping("/{drawing}")
    ResponseEntity<Void> remove(
            @AuthenticationPrincipal SignedIn user, @PathVariable String customer, @PathVariable String drawing) {
        drawings.remove(VendorId.of(user), CustomerId.of(customer), Ids.parse(drawing), user.account());
        return ResponseEntity.noContent().build();
    }

    private static ShownDrawing view(DrawingRow row, Map<PartId, PartRow> parts) {
        var part = row.part() == null ? null : parts.get(new PartId(row.part()));
        return new ShownDrawing(
                row.id(),
                part == null ? null : part.number(),
                part == null ? null : part.revision(),
                row.fileName(),
                row.mediaType(),
                row.size(),
                row.addedAt());
    }
}
