package com.partsportal.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import com.partsportal.shared.ValidEmail;
import com.partsportal.vendor.VendorId;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The vendor's customers by REST: the same doors as the pages. */
@ApiController("/api/v1/customers")
class CustomerApi {

    private final Customers customers;
    private final CustomerList list;
    private final Validator validator;
    private final ObjectMapper json;

    CustomerApi(Customers customers, CustomerList list, Validator validator, MappingJackson2HttpMessageConverter json) {
        this.customers = customers;
        this.list = list;
        this.validator = validator;
        this.json = json.getObjectMapper();
    }

    /** A customer as the API shows it. */
    record ShownCustomer(
            UUID id,
            String companyName,
            String email,
            @Nullable String phone,
            String ranking,
            CustomerStatus status,
            @Nullable DeliveryState delivery,
            Instant createdAt,
            @Nullable Instant invitedAt,
            @Nullable Instant expiresAt,
            int remindersSent,
            @Nullable Instant acceptedAt,
            long partsReady) {

        static ShownCustomer of(CustomerRow row) {
            return new ShownCustomer(
                    row.id().value(),
                    row.companyName(),
                    row.email().value(),
                    row.phone(),
                    row.ranking(),
                    row.status(),
                    row.delivery(),
                    row.createdAt(),
                    row.invitedAt(),
                    row.expiresAt(),
                    row.remindersSent(),
                    row.acceptedAt(),
                    row.partsReady());
        }
    }

    record ShownCustomers(
            List<ShownCustomer> items, @Nullable String nextCursor) {}

    record ShownTimeline(List<TimelineEntry> items) {}

    record Revocation(@Size(max = 1000) @Nullable String reason) {}

    record CorrectedAddress(@ValidEmail String email) {}

    /** The body of a call that needs none: nothing, or an empty object. */
    record NoFields() {}

    @PostMapping
    ResponseEntity<ShownCustomer> add(@AuthenticationPrincipal SignedIn user, @Valid @RequestBody NewCustomer wanted) {
        return created(user, customers.add(vendor(user), wanted, user.account()));
    }

    @GetMapping
    ShownCustomers list(@AuthenticationPrincipal SignedIn user, @RequestParam MultiValueMap<String, String> params) {
        var query = CustomerQuery.of(params);
        var page = list.page(vendor(user), query.filter(), query.sort(), query.cursor(), query.limit());
        return new ShownCustomers(page.items().stream().map(ShownCustomer::of).toList(), page.nextCursor());
    }

    @GetMapping("/counts")
    Map<CustomerStatus, Long> counts(
            @AuthenticationPrincipal SignedIn user, @RequestParam MultiValueMap<String, String> params) {
        return list.counts(vendor(user), CustomerQuery.of(params).filter());
    }

    @GetMapping("/{id}")
    ShownCustomer get(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        return shown(user, CustomerId.of(id));
    }

    @PatchMapping("/{id}")
    ShownCustomer edit(@AuthenticationPrincipal SignedIn user, @PathVariable String id, @RequestBody JsonNode body)
            throws JsonProcessingException {
        var customer = CustomerId.of(id);
        list.get(vendor(user), customer);
        if (body.has("email")) {
            throw new Refused("email-immutable");
        }
        customers.edit(vendor(user), customer, edited(body), user.account());
        return shown(user, customer);
    }

    /** A member that is null is a value taken away, which only the phone allows. */
    private EditedCustomer edited(JsonNode body) throws JsonProcessingException {
        if (!(body instanceof ObjectNode members)) {
            throw MismatchedInputException.from(null, EditedCustomer.class, "no object");
        }
        for (var member : List.of("companyName", "ranking")) {
            if (members.path(member).isNull()) {
                throw new InvalidValue(member, "required");
            }
        }
        if (members.path("phone").isNull()) {
            members.put("phone", "");
        }
        var edited = json.treeToValue(members, EditedCustomer.class);
        var violations = validator.validate(edited);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return edited;
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> discard(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        customers.discard(vendor(user), CustomerId.of(id), user.account());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/timeline")
    ShownTimeline timeline(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale language) {
        return new ShownTimeline(customers.timeline(vendor(user), CustomerId.of(id), language));
    }

    @PostMapping("/{id}/invitation")
    ResponseEntity<ShownCustomer> invite(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        var customer = CustomerId.of(id);
        customers.invite(vendor(user), customer, user.account());
        return answer(HttpStatus.ACCEPTED, user, customer);
    }

    @PostMapping("/{id}/invitation/resend")
    ResponseEntity<ShownCustomer> resend(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        var customer = CustomerId.of(id);
        customers.resend(vendor(user), customer, user.account());
        return answer(HttpStatus.ACCEPTED, user, customer);
    }

    @PostMapping("/{id}/invitation/revoke")
    ResponseEntity<ShownCustomer> revoke(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable Revocation revocation) {
        var customer = CustomerId.of(id);
        customers.revoke(vendor(user), customer, revocation == null ? null : revocation.reason(), user.account());
        return answer(HttpStatus.OK, user, customer);
    }

    @PostMapping("/{id}/corrected-address")
    ResponseEntity<ShownCustomer> correctAddress(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Valid @RequestBody CorrectedAddress corrected) {
        var email = new EmailAddress(corrected.email());
        return created(user, customers.correctAddress(vendor(user), CustomerId.of(id), email, user.account()));
    }

    @PostMapping("/{id}/deactivate")
    ResponseEntity<ShownCustomer> deactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        var customer = CustomerId.of(id);
        customers.deactivate(vendor(user), customer, user.account());
        return answer(HttpStatus.OK, user, customer);
    }

    @PostMapping("/{id}/reactivate")
    ResponseEntity<ShownCustomer> reactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        var customer = CustomerId.of(id);
        customers.reactivate(vendor(user), customer, user.account());
        return answer(HttpStatus.OK, user, customer);
    }

    private ResponseEntity<ShownCustomer> created(SignedIn user, CustomerId customer) {
        return ResponseEntity.created(URI.create("/api/v1/customers/" + customer))
                .body(shown(user, customer));
    }

    private ResponseEntity<ShownCustomer> answer(HttpStatus status, SignedIn user, CustomerId customer) {
        return ResponseEntity.status(status).body(shown(user, customer));
    }

    private ShownCustomer shown(SignedIn user, CustomerId customer) {
        return ShownCustomer.of(list.get(vendor(user), customer));
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
