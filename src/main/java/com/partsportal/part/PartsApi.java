package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.api.Problem;
import com.partsportal.api.ProblemException;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.CsvFile;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The parts of a customer by REST, as JSON or CSV. */
@ApiController("/api/v1/customers/{customer}/parts")
@Tag(name = "Parts of a customer")
class PartsApi {

    /** So many bad lines are told; whoever has more mends these first. */
    private static final int MOST_ERRORS = 100;

    private final Parts parts;
    private final PartsCsv csv;
    private final Validator validator;

    PartsApi(Parts parts, PartsCsv csv, Validator validator) {
        this.parts = parts;
        this.csv = csv;
        this.validator = validator;
    }

    /** All parts, checked together: the path of a fault tells which one. */
    record Wanted(List<@jakarta.validation.Valid NewPart> parts) {}

    @Operation(operationId = "listParts", summary = "The parts prepared for a customer, as JSON or CSV")
    @GetMapping
    List<NewPart> list(@AuthenticationPrincipal SignedIn user, @PathVariable String customer) {
        return shown(parts.of(vendor(user), CustomerId.of(customer)));
    }

    @GetMapping(produces = "text/csv")
    String listAsCsv(@AuthenticationPrincipal SignedIn user, @PathVariable String customer) {
        return csv.write(list(user, customer));
    }

    @Operation(
            operationId = "replaceParts",
            summary = "Replace a customer's parts, by JSON or CSV",
            description =
                    "One transaction, identified by number and revision; a part that an RFQ names is kept. The answer is what stands afterwards.")
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    List<NewPart> replace(
            @AuthenticationPrincipal SignedIn user, @PathVariable String customer, @RequestBody List<NewPart> wanted) {
        var id = CustomerId.of(customer);
        parts.of(vendor(user), id);
        if (wanted.size() > CsvFile.MOST_LINES) {
            throw new InvalidValue("parts", "csv.large");
        }
        if (wanted.stream().anyMatch(part -> part == null)) {
            throw new InvalidValue("parts", "required");
        }
        var faults = validator.validate(new Wanted(wanted));
        if (!faults.isEmpty()) {
            throw new ConstraintViolationException(faults);
        }
        return shown(parts.replace(vendor(user), id, wanted, user.account()));
    }

    @PutMapping(consumes = "text/csv")
    List<NewPart> replaceByCsv(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestBody(required = false) byte @Nullable [] file) {
        var id = CustomerId.of(customer);
        parts.of(vendor(user), id);
        var read = parts.preview(new ByteArrayInputStream(file == null ? new byte[0] : file));
        if (!read.problems().isEmpty()) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "invalid-value")
                    .withErrors(read.problems().stream()
                            .limit(MOST_ERRORS)
                            .map(problem -> new Problem.FieldError("line " + problem.line(), problem.message()))
                            .toList()));
        }
        return shown(parts.replace(vendor(user), id, read.parts(), user.account()));
    }

    private static List<NewPart> shown(List<PartRow> rows) {
        return rows.stream().map(NewPart::of).toList();
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
