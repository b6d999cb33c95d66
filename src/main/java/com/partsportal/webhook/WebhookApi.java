package com.partsportal.webhook;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.api.NoFields;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.VendorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** A vendor's webhooks by REST, as Standard Webhooks describes their messages. */
@ApiController("/api/v1/webhooks")
@Tag(name = "Webhooks")
class WebhookApi {

    private static final int PAGE = 50;

    private final Webhooks webhooks;

    WebhookApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record ShownWebhooks(List<WebhookRow> items) {}

    /** @param nextCursor null on the last page */
    record ShownDeliveries(
            List<WebhookDeliveryRow> items, @Nullable String nextCursor) {}

    /** What was started. */
    record Started(UUID id) {}

    @Operation(operationId = "listWebhooks", summary = "The vendor's webhooks")
    @GetMapping
    ShownWebhooks list(@AuthenticationPrincipal SignedIn user) {
        return new ShownWebhooks(webhooks.of(VendorId.of(user)));
    }

    @Operation(
            operationId = "addWebhook",
            summary = "Add a webhook",
            description =
                    "`secret` is shown this once, in a repeat not. Without `events` it is notified of everything.")
    @ApiResponse(responseCode = "201", description = "The webhook with its secret", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The vendor has twenty: `too-many-webhooks`")
    @PostMapping
    ResponseEntity<IssuedWebhook> add(@AuthenticationPrincipal SignedIn user, @Valid @RequestBody NewWebhook wanted) {
        var made = webhooks.add(VendorId.of(user), wanted, user.account());
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + made.id()))
                .body(made);
    }

    @Operation(operationId = "getWebhook", summary = "One webhook")
    @GetMapping("/{id}")
    WebhookRow get(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        return webhooks.get(VendorId.of(user), Ids.parse(id));
    }

    @Operation(
            operationId = "editWebhook",
            summary = "Change a webhook",
            description =
                    "With `rotateSecret` the answer holds a new `secret`; the former one signs as well for a day. An"
                            + " endpoint that is switched off gets nothing of what waited.")
    @ApiResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = IssuedWebhook.class)))
    @PatchMapping("/{id}")
    ResponseEntity<Object> edit(
            @AuthenticationPrincipal SignedIn user, @PathVariable String id, @Valid @RequestBody EditedWebhook wanted) {
        var vendor = VendorId.of(user);
        return ResponseEntity.ok(
                Boolean.TRUE.equals(wanted.rotateSecret())
                        ? webhooks.rotateSecret(vendor, Ids.parse(id), wanted)
                        : webhooks.edit(vendor, Ids.parse(id), wanted));
    }

    @Operation(operationId = "removeWebhook", summary = "Remove a webhook and its log")
    @ApiResponse(responseCode = "204", description = "Removed")
    @DeleteMapping(path = "/{id}", produces = MediaType.ALL_VALUE)
    ResponseEntity<Void> remove(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        webhooks.remove(VendorId.of(user), Ids.parse(id));
        return ResponseEntity.noContent().build();
    }

    @Operation(operationId = "testWebhook", summary = "Send a message of type `test`")
    @ApiResponse(responseCode = "202", description = "The delivery", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It is off: `webhook-off`")
    @PostMapping("/{id}/test")
    ResponseEntity<Started> test(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NoFields body) {
        return ResponseEntity.accepted().body(new Started(webhooks.test(VendorId.of(user), Ids.parse(id))));
    }

    @Operation(operationId = "listDeliveries", summary = "What was delivered and what waits, the newest first")
    @GetMapping("/{id}/deliveries")
    ShownDeliveries deliveries(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Parameter(description = "The `nextCursor` of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        var page = webhooks.log(VendorId.of(user), Ids.parse(id), position(cursor), PAGE);
        return new ShownDeliveries(
                page.items(), page.next() == null ? null : page.next().toString());
    }

    private static @Nullable Long position(@Nullable String cursor) {
        try {
            return cursor == null || cursor.isEmpty() ? null : Long.valueOf(cursor);
        } catch (NumberFormatException malformed) {
            throw new InvalidValue("cursor", "cursor.malformed");
        }
    }

    @Operation(operationId = "resendDelivery", summary = "Deliver once more, with the same `webhook-id`")
    @ApiResponse(responseCode = "202", description = "The delivery", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The webhook is off: `webhook-off`")
    @PostMapping("/{id}/deliveries/{delivery}/resend")
    ResponseEntity<Started> resend(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @PathVariable String delivery,
            @RequestBody(required = false) @Nullable NoFields body) {
        webhooks.resend(VendorId.of(user), Ids.parse(id), Ids.parse(delivery));
        return ResponseEntity.accepted().body(new Started(Ids.parse(delivery)));
    }
}
