package com.partsportal.emailchange;

import com.partsportal.account.SignedIn;
import com.partsportal.api.ApiController;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Decisions of a help-desk tool: the same checks and the same record as in Tasklist. */
@ApiController("/api/v1/email-changes")
@Tag(name = "Email changes")
class EmailChangeApi {

    private final ChangeDecisions decisions;

    EmailChangeApi(ChangeDecisions decisions) {
        this.decisions = decisions;
    }

    /**
     * @param decision {@code approve}, {@code reject}, and of the review {@code ask}
     * @param comment needed but for an approval
     * @param silentReason of the first approval: why nobody can answer at the old address; the second one opens at once then
     */
    record Decision(
            @Nullable String decision,
            @Nullable String comment,
            @Nullable String silentReason) {}

    /** A request as the API shows it. @param missing what it still lacks */
    record ShownChange(UUID id, ChangeState status, ChangeCase.Missing missing) {}

    @Operation(
            operationId = "decideEmailChange",
            summary = "Decide a request, first or second",
            description =
                    "`approve`, `reject`, and for the first decision `ask`; all but an approval need a `comment`. Somebody signed out gets one question, the standard one, so that it hints at no login. Who decided first cannot approve a second time. The first approval may say with `silentReason` why nobody can answer at the old address: then the second one opens at once, not after a day.")
    @ApiResponse(responseCode = "200", description = "The request, and what it still lacks", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description =
                    "Nothing to decide: `wrong-state`; another agent's: `claimed`; the same agent again: `four-eyes`; the new address is not free: `address-taken`; a second question to somebody signed out: `asked-once`")
    @PostMapping("/{id}/decision")
    ResponseEntity<ShownChange> decide(
            @PathVariable UUID id, @RequestBody Decision decision, @AuthenticationPrincipal SignedIn agent) {
        var change = new EmailChangeId(id);
        return ResponseEntity.ok(show(decisions.decide(
                change, agent.account(), decision.decision(), decision.comment(), decision.silentReason())));
    }

    private static ShownChange show(ChangeDecisions.Decided decided) {
        return new ShownChange(decided.change().id().value(), decided.change().state(), decided.missing());
    }
}
