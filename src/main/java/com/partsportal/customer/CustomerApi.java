package com.partsportal.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.api.ApiJson;
import com.partsportal.api.NoFields;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.PlainText;
import com.partsportal.shared.Refused;
import com.partsportal.shared.ValidEmail;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The vendor's customers by REST: the same services as the pages. */
@ApiController("/api/v1/customers")
@Tag(name = "Customers", description = "The customers of the caller's vendor")
class CustomerApi {

    private final Customers customers;
    private final CustomerEdits edits;
    private final CustomerActivity activity;
    private final CustomerList list;
    private final Validator validator;
    private final ApiJson json;

    CustomerApi(
            Customers customers,
            CustomerEdits edits,
            CustomerActivity activity,
            CustomerList list,
            Validator validator,
            ApiJson json) {
        this.customers = customers;
        this.edits = edits;
        this.activity = activity;
        this.list = list;
        this.validator = validator;
        this.json = json;
    }

    @Schema(name = "CustomerPage", description = "nextCursor is null on the last page")
    record ShownCustomers(
            List<ShownCustomer> items, @Nullable String nextCursor) {}

    @Schema(name = "Timeline", description = "Oldest first")
    record ShownTimeline(List<TimelineEntry> items) {}

    record Revocation(@PlainText(max = 1000) @Nullable String reason) {}

    record CorrectedAddress(@ValidEmail String email) {}

    @Operation(operationId = "addCustomer", summary = "Add a customer, as a draft or invited at once")
    @ApiResponse(responseCode = "201", description = "The customer", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "The vendor has this address: `duplicate-customer` with `customerId`")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"companyName": "Initech", "email": "kim@initech.example", "phone": "+1 202 555 0123", "ranking": "A", "invite": true}""")))
    @PostMapping
    ResponseEntity<ShownCustomer> add(@AuthenticationPrincipal SignedIn user, @Valid @RequestBody NewCustomer wanted) {
        return created(user, customers.add(VendorId.of(user), wanted, user.account()));
    }

    @Operation(operationId = "listCustomers", summary = "Customers, page by page")
    @CustomerApiParameters.Filtered
    @CustomerApiParameters.Sorted
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before, with the same filters and sort",
            schema = @Schema(type = "string"))
    @GetMapping
    ShownCustomers list(
            @AuthenticationPrincipal SignedIn user,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> params) {
        var query = CustomerQuery.of(params);
        var page = list.page(VendorId.of(user), query.filter(), query.sort(), query.cursor(), query.limit());
        return new ShownCustomers(page.items().stream().map(ShownCustomer::of).toList(), page.nextCursor());
    }

    @Operation(operationId = "countCustomers", summary = "How many customers are in each status")
    @CustomerApiParameters.Filtered
    @GetMapping("/counts")
    Map<CustomerStatus, Long> counts(
            @AuthenticationPrincipal SignedIn user,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> params) {
        return list.counts(VendorId.of(user), CustomerQuery.of(params).filter());
    }

    @Operation(operationId = "getCustomer", summary = "One customer")
    @ApiResponse(
            responseCode = "200",
            description = "The customer",
            headers =
                    @Header(
                            name = HttpHeaders.ETAG,
                            description = "For `If-Match` of a change",
                            required = true,
                            schema = @Schema(type = "string")),
            useReturnTypeSchema = true)
    @GetMapping("/{id:(?!export$).+}")
    ResponseEntity<ShownCustomer> get(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        var customer = view(user, CustomerId.of(id));
        return ResponseEntity.ok().eTag(tag(customer)).body(customer);
    }

    /** Names what the caller was shown: another representation has another tag. */
    private static String tag(ShownCustomer customer) {
        var shown = customer.toString().getBytes(StandardCharsets.UTF_8);
        return '"' + UUID.nameUUIDFromBytes(shown).toString().replace("-", "") + '"';
    }

    @Operation(
            operationId = "editCustomer",
            summary = "Change company name, phone, ranking or external id",
            description =
                    "A phone or an external id that is null or empty is removed. The email cannot be edited. With `If-Match` and the"
                            + " ETag of the customer nothing is overwritten that the caller has not seen: 412 `precondition-failed`.")
    @ApiResponse(responseCode = "200", description = "The customer", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The body names an email: `email-immutable`; nothing is changed")
    @ApiResponse(responseCode = "412", description = "Changed since it was read: `precondition-failed`")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = EditedCustomer.class), examples = @ExampleObject("""
            {"ranking": "B"}""")))
    @PatchMapping("/{id}")
    ShownCustomer edit(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body)
            throws JsonProcessingException {
        var customer = CustomerId.of(id);
        requireTag(user, customer, ifMatch);
        if (body.has("email")) {
            throw new Refused("email-immutable");
        }
        edits.edit(
                VendorId.of(user), customer, edited(body), user.account(), () -> requireTag(user, customer, ifMatch));
        return view(user, customer);
    }

    private void requireTag(SignedIn user, CustomerId customer, @Nullable String ifMatch) {
        var tag = tag(view(user, customer));
        if (ifMatch != null
                && !ifMatch.equals("*")
                && !List.of(ifMatch.split("\\s*,\\s*")).contains(tag)) {
            throw new ResponseStatusException(HttpStatus.PRECONDITION_FAILED);
        }
    }

    /** A member that is null is a value taken away, which phone and external id allow. */
    private EditedCustomer edited(JsonNode body) throws JsonProcessingException {
        if (!(body instanceof ObjectNode members)) {
            throw MismatchedInputException.from(null, EditedCustomer.class, "no object");
        }
        for (var member : List.of("companyName", "ranking")) {
            if (members.path(member).isNull()) {
                throw new InvalidValue(member, "required");
            }
        }
        for (var member : List.of("phone", "externalId")) {
            if (members.path(member).isNull()) {
                members.put(member, "");
            }
        }
        var edited = json.read(members, EditedCustomer.class);
        var violations = validator.validate(edited);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return edited;
    }

    @Operation(operationId = "discardDraft", summary = "Discard a draft")
    @ApiResponse(responseCode = "204", description = "Discarded")
    @ApiResponse(responseCode = "409", description = "No draft: `wrong-state`")
    @DeleteMapping(path = "/{id}", produces = MediaType.ALL_VALUE)
    ResponseEntity<Void> discard(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        customers.discard(VendorId.of(user), CustomerId.of(id), user.account());
        return ResponseEntity.noContent().build();
    }

    @Operation(operationId = "getTimeline", summary = "What happened to a customer")
    @GetMapping("/{id}/timeline")
    ShownTimeline timeline(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale language) {
        return new ShownTimeline(activity.timeline(VendorId.of(user), CustomerId.of(id), language));
    }

    @Operation(operationId = "inviteCustomer", summary = "Invite a draft, or again after an end")
    @ApiResponse(responseCode = "202", description = "The customer; the mail follows", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`already-invited`, `already-active`, `deactivated`")
    @PostMapping("/{id}/invitation")
    ResponseEntity<ShownCustomer> invite(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        return execute(customers::invite, user, id, HttpStatus.ACCEPTED);
    }

    @Operation(operationId = "resendInvitation", summary = "Send a new link; the old one is dead")
    @ApiResponse(responseCode = "202", description = "The customer; the mail follows", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Not invited: `wrong-state`")
    @PostMapping("/{id}/invitation/resend")
    ResponseEntity<ShownCustomer> resend(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        return execute(customers::resend, user, id, HttpStatus.ACCEPTED);
    }

    @Operation(operationId = "revokeInvitation", summary = "Withdraw the invitation")
    @ApiResponse(responseCode = "200", description = "The customer", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Not invited: `wrong-state`")
    @PostMapping("/{id}/invitation/revoke")
    ResponseEntity<ShownCustomer> revoke(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable Revocation revocation) {
        var reason = revocation == null ? null : revocation.reason();
        return execute(
                (vendor, customer, by) -> customers.revoke(vendor, customer, reason, by), user, id, HttpStatus.OK);
    }

    @Operation(
            operationId = "correctAddress",
            summary = "Move the customer to a corrected address",
            description =
                    "Ends an open invitation; a new customer with company name, phone, ranking and parts is invited, or is a draft when the old one was.")
    @ApiResponse(responseCode = "201", description = "The new customer", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "It has a login: `wrong-state`; or `duplicate-customer` with `customerId`")
    @PostMapping("/{id}/corrected-address")
    ResponseEntity<ShownCustomer> correctAddress(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Valid @RequestBody CorrectedAddress corrected) {
        var email = new EmailAddress(corrected.email());
        return created(user, customers.correctAddress(VendorId.of(user), CustomerId.of(id), email, user.account()));
    }

    @Operation(operationId = "deactivateCustomer", summary = "Switch the company's access to this vendor off")
    @ApiResponse(responseCode = "200", description = "The customer", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Not active: `wrong-state`")
    @PostMapping("/{id}/deactivate")
    ResponseEntity<ShownCustomer> deactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        return execute(customers::deactivate, user, id, HttpStatus.OK);
    }

    @Operation(operationId = "reactivateCustomer", summary = "Switch it on again")
    @ApiResponse(responseCode = "200", description = "The customer", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Not deactivated: `wrong-state`")
    @PostMapping("/{id}/reactivate")
    ResponseEntity<ShownCustomer> reactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        return execute(customers::reactivate, user, id, HttpStatus.OK);
    }

    private ResponseEntity<ShownCustomer> created(SignedIn user, CustomerId customer) {
        return ResponseEntity.created(URI.create("/api/v1/customers/" + customer))
                .body(view(user, customer));
    }

    private ResponseEntity<ShownCustomer> execute(
            CustomerCommand command, SignedIn user, String id, HttpStatus status) {
        var customer = CustomerId.of(id);
        command.execute(VendorId.of(user), customer, user.account());
        return ResponseEntity.status(status).body(view(user, customer));
    }

    private ShownCustomer view(SignedIn user, CustomerId customer) {
        return ShownCustomer.of(list.get(VendorId.of(user), customer));
    }
}
