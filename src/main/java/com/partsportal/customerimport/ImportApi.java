package com.partsportal.customerimport;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.table.SheetChoice;
import com.partsportal.table.TableReader;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Imports of customers by REST. */
@ApiController("/api/v1")
@Tag(name = "Import and export")
class ImportApi {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Imports imports;
    private final MessageSource messages;

    ImportApi(Imports imports, MessageSource messages) {
        this.imports = imports;
        this.messages = messages;
    }

    /** An import that was accepted. */
    record Begun(UUID id) {}

    /** How far it is. */
    record ShownImport(
            ImportProgress.State state,
            long total,
            long processed,
            long created,
            long invited,
            List<RejectedRow> rejected,
            List<NotedRow> notes,
            List<String> ignoredColumns) {}

    record RejectedRow(long line, String code, String message) {}

    /** A row that is not rejected, and what is remarkable about it. */
    record NotedRow(long line, String code, String message) {}

    @Operation(
            operationId = "importCustomers",
            summary = "Import a file of customers",
            description =
                    "CSV in any usual encoding, or a sheet of an XLSX workbook, with the columns `company_name`, `email`, and if you like `phone` and `ranking`, also under the names that other programs give them; at most 10,000 rows and 5 MB. A bad row is reported and stops nothing. A dry run stores nothing.")
    @ApiResponse(
            responseCode = "202",
            description = "Accepted",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "Where its progress is read",
                            required = true,
                            schema = @Schema(type = "string", format = "uri-reference")),
            useReturnTypeSchema = true)
    @PostMapping(
            path = "/customers/import",
            consumes = {"text/csv", XLSX})
    ResponseEntity<Begun> start(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean invite,
            @Parameter(description = SheetChoice.DESCRIPTION) @RequestParam(defaultValue = "") String sheet,
            @RequestBody(required = false) byte @Nullable [] file) {
        var content = file == null ? new byte[0] : file;
        var id = imports.start(VendorId.of(user), content, SheetChoice.named(sheet), dryRun, invite, user.account());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + id))
                .body(new Begun(id.value()));
    }

    @Operation(operationId = "getImport", summary = "How far an import is, and the rows it rejected")
    @GetMapping("/imports/{id}")
    ShownImport progress(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale language) {
        var progress = imports.progress(VendorId.of(user), ImportId.of(id));
        var rejected = imports.rejected(VendorId.of(user), progress.id(), TableReader.MOST_ROWS).stream()
                .map(row -> new RejectedRow(row.line(), String.valueOf(row.code()), reason(row, language)))
                .toList();
        return new ShownImport(
                progress.state(),
                progress.total(),
                progress.processed(),
                progress.created(),
                progress.invited(),
                rejected,
                imports.noted(VendorId.of(user), progress.id(), TableReader.MOST_ROWS).stream()
                        .map(row -> new NotedRow(row.line(), "same-company", sameCompany(row, language)))
                        .toList(),
                imports.ignoredColumns(VendorId.of(user), progress.id()));
    }

    private String sameCompany(ImportedRow row, Locale language) {
        return messages.getMessage("customerimport.sameCompany", new Object[] {row.sameCompanyAs()}, language);
    }

    private String reason(ImportedRow row, Locale language) {
        return messages.getMessage(
                row.messageKey() == null ? "customerimport.malformed" : row.messageKey(), null, language);
    }
}
