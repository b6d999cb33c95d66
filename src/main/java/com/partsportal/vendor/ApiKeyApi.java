package com.partsportal.vendor;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import com.partsportal.shared.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** A vendor's keys by REST. */
@ApiController("/api/v1/keys")
@Tag(name = "API keys")
class ApiKeyApi {

    private final ApiKeys keys;

    ApiKeyApi(ApiKeys keys) {
        this.keys = keys;
    }

    @Operation(
            operationId = "makeKey",
            summary = "Make a key",
            description =
                    "`key` is shown this once, in a repeat not. With `readOnly` it may send GET and HEAD only. It ends at"
                            + " `expiresAt`, when it is revoked, and with the membership of who made it.")
    @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<IssuedApiKey> make(@AuthenticationPrincipal SignedIn user, @Valid @RequestBody NewApiKey wanted) {
        var key = keys.issue(VendorId.of(user), wanted, user.account());
        return ResponseEntity.created(URI.create("/api/v1/keys/" + key.id())).body(key);
    }

    @Operation(operationId = "revokeKey", summary = "Revoke a key, from its next call on")
    @ApiResponse(responseCode = "204", description = "Revoked")
    @DeleteMapping(path = "/{id}", produces = MediaType.ALL_VALUE)
    ResponseEntity<Void> revoke(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        keys.revoke(VendorId.of(user), uuid(id));
        return ResponseEntity.noContent().build();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
