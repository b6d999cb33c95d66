package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.shared.CsvFile;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Many customers by REST, in and out as CSV. */
@ApiController("/api/v1")
@Tag(name = "Import and export")
class ImportApi {

    private final Imports imports;
    private final CustomerExport export;
    private final MessageSource messages;

    ImportApi(Imports imports, CustomerExport export, MessageSource messages) {
        this.imports = imports;
        this.export = export;
        this.messages = messages;
    }

    /** An import that was taken on. */
    record Begun(UUID id) {}

    /** How far it is. */
    record ShownImport(
            ImportProgress.State state,
            long total,
            long processed,
            long created,
            long invited,
            List<RejectedRow> rejected) {}

    record RejectedRow(long line, String code, String message) {}

    @Operation(
            operationId = "importCustomers",
            summary = "Take on a CSV file of customers",
            description =
                    "Columns `company_name,email,phone,ranking`; at most 10,000 rows and 5 MB. A bad row is reported and stops nothing. A dry run stores nothing.")
    @ApiResponse(
            responseCode = "202",
            description = "Taken on; `Location` is where its progress is read",
            useReturnTypeSchema = true)
    @PostMapping(path = "/customers/import", consumes = "text/csv")
    ResponseEntity<Begun> start(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean invite,
            @RequestBody(required = false) byte @Nullable [] file) {
        var id = imports.start(
                vendor(user),
                new ByteArrayInputStream(file == null ? new byte[0] : file),
                dryRun,
                invite,
                user.account());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + id))
                .body(new Begun(id.value()));
    }

    @Operation(operationId = "getImport", summary = "How far an import is, and the rows it rejected")
    @GetMapping("/imports/{id}")
    ShownImport progress(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale language) {
        var progress = imports.progress(vendor(user), ImportId.of(id));
        var rejected = imports.rejected(vendor(user), progress.id(), CsvFile.MOST_LINES).stream()
                .map(row -> new RejectedRow(row.line(), String.valueOf(row.code()), words(row, language)))
                .toList();
        return new ShownImport(
                progress.state(),
                progress.total(),
                progress.processed(),
                progress.created(),
                progress.invited(),
                rejected);
    }

    @Operation(operationId = "exportCustomers", summary = "All customers of a filter, as CSV")
    @CustomerApi.Filtered
    @CustomerApi.Sorted
    @GetMapping(path = "/customers/export", produces = "text/csv")
    void export(
            @AuthenticationPrincipal SignedIn user,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> params,
            HttpServletResponse response)
            throws IOException {
        var query = CustomerQuery.of(params);
        export.write(vendor(user), query.filter(), query.sort(), response);
    }

    private String words(ImportedRow row, Locale language) {
        return messages.getMessage(row.words() == null ? "customer.import.malformed" : row.words(), null, language);
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
