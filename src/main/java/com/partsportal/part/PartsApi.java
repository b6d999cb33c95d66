package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.api.Problem;
import com.partsportal.api.ProblemException;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.table.DayOrder;
import com.partsportal.table.SheetChoice;
import com.partsportal.table.TableReader;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The parts of a customer by REST, as JSON or CSV. */
@ApiController("/api/v1/customers/{customer}/parts")
@Tag(name = "Parts of a customer")
class PartsApi {

    /** A header for each column of the file that was not used, percent-encoded: the answer's body is the list of parts. */
    private static final String IGNORED = "X-Ignored-Column";

    /** A header for each row that was left out: line, code and reason, percent-encoded. */
    private static final String REJECTED = "X-Rejected-Row";

    /** At most so many bad lines are reported; the others come up when these are mended. */
    private static final int MOST_ERRORS = 100;

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Parts parts;
    private final PartFiles files;
    private final Vendors vendors;
    private final Validator validator;

    PartsApi(Parts parts, PartFiles files, Vendors vendors, Validator validator) {
        this.vendors = vendors;
        this.parts = parts;
        this.files = files;
        this.validator = validator;
    }

    /** All parts, checked together: the path of a violation names the part. */
    record Wanted(List<@jakarta.validation.Valid NewPart> parts) {}

    @Operation(operationId = "listParts", summary = "The parts prepared for a customer, as JSON or CSV")
    @GetMapping
    List<NewPart> list(@AuthenticationPrincipal SignedIn user, @PathVariable String customer) {
        return view(parts.of(VendorId.of(user), CustomerId.of(customer)));
    }

    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    @GetMapping(produces = "text/csv")
    void listAsCsv(@AuthenticationPrincipal SignedIn user, @PathVariable String customer, HttpServletResponse response)
            throws IOException {
        PartsCsv.write(list(user, customer), vendors.get(VendorId.of(user)).delimiter(), response);
    }

    @Operation(
            operationId = "replaceParts",
            summary = "Replace a customer's parts, by JSON or CSV",
            description =
                    "One transaction, identified by number and revision; a part that an RFQ names is kept. The answer is the list afterwards; columns of a file that are not used are named in headers `X-Ignored-Column`. Days are ISO-8601 or as people of the vendor's country write them; of a year with two digits the century is that of the last hundred years, and `11/12/2025` is a fault as long as neither the country is chosen nor `dayOrder` is given. A bad row refuses the whole file, and `errors` names each bad line. With `partial=true` the good rows of a file are taken over as on the page, the others are named in headers `X-Rejected-Row` (line, code, percent-encoded reason), and as long as a row is left out no part is removed.")
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    List<NewPart> replace(
            @AuthenticationPrincipal SignedIn user, @PathVariable String customer, @RequestBody List<NewPart> wanted) {
        var id = CustomerId.of(customer);
        parts.of(VendorId.of(user), id);
        if (wanted.size() > TableReader.MOST_ROWS) {
            throw new InvalidValue("parts", "csv.large");
        }
        if (wanted.stream().anyMatch(part -> part == null)) {
            throw new InvalidValue("parts", "required");
        }
        var faults = validator.validate(new Wanted(wanted));
        if (!faults.isEmpty()) {
            throw new ConstraintViolationException(faults);
        }
        return view(parts.replace(VendorId.of(user), id, wanted, user.account()));
    }

    @PutMapping(consumes = {"text/csv", XLSX})
    List<NewPart> replaceByCsv(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @Parameter(description = "Of a file: leave bad rows out") @RequestParam(defaultValue = "false")
                    boolean partial,
            @Parameter(description = SheetChoice.DESCRIPTION) @RequestParam(defaultValue = "") String sheet,
            @Parameter(
                            description =
                                    "Of a file: how its days in figures are written; without it as people of the vendor's country write them")
                    @RequestParam(required = false)
                    @Nullable
                    DayOrder dayOrder,
            @RequestBody(required = false) byte @Nullable [] file,
            HttpServletResponse response) {
        var id = CustomerId.of(customer);
        parts.of(VendorId.of(user), id);
        var read = files.read(VendorId.of(user), file == null ? new byte[0] : file, SheetChoice.named(sheet), dayOrder);
        if (!read.problems().isEmpty() && !partial) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "invalid-value")
                    .withErrors(read.problems().stream()
                            .limit(MOST_ERRORS)
                            .map(problem -> new Problem.FieldError("line " + problem.line(), problem.text()))
                            .toList()));
        }
        read.ignoredColumns().forEach(title -> response.addHeader(IGNORED, encoded(title)));
        if (read.problems().isEmpty()) {
            return view(parts.replace(VendorId.of(user), id, read.parts(), user.account()));
        }
        read.problems().stream()
                .limit(MOST_ERRORS)
                .forEach(problem -> response.addHeader(
                        REJECTED, problem.line() + " " + problem.code() + " " + encoded(problem.text())));
        parts.merge(VendorId.of(user), id, read.parts(), user.account());
        return view(parts.of(VendorId.of(user), id));
    }

    /** A header holds ASCII only. */
    private static String encoded(String title) {
        return UriUtils.encode(title, StandardCharsets.UTF_8);
    }

    /** Without retired ones: a list that is read and sent back must not show them to the customer again. */
    private static List<NewPart> view(List<PartRow> rows) {
        return rows.stream()
                .filter(row -> row.retiredAt() == null)
                .map(NewPart::of)
                .toList();
    }
}
