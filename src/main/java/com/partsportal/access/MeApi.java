package com.partsportal.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SignedIn.Membership;
import com.partsportal.api.ApiController;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;

/** Who a caller of the API is. */
@ApiController("/api/v1/me")
@Tag(name = "Caller")
class MeApi {

    /**
     * @param roles of all memberships, or of staff
     * @param vendor for which a vendor's person acts
     * @param companies to which a customer's person belongs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            @Nullable String email,
            String name,
            Set<Role> roles,
            @Nullable Organisation vendor,
            @Nullable List<Organisation> companies) {}

    record Organisation(UUID id, String name) {}

    @Operation(operationId = "me", summary = "Who is calling")
    @GetMapping
    Me me(@AuthenticationPrincipal SignedIn user) {
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(user.roles());
        user.memberships().forEach(membership -> roles.add(membership.role()));
        var companies = user.memberships().stream()
                .filter(membership -> membership.role().isCustomer())
                .map(MeApi::organisation)
                .toList();
        return new Me(
                user.email() == null ? null : user.email().value(),
                user.name(),
                roles,
                user.vendorId() == null ? null : new Organisation(user.vendorId(), String.valueOf(user.vendorName())),
                companies.isEmpty() ? null : companies);
    }

    private static Organisation organisation(Membership membership) {
        return new Organisation(membership.organisation(), membership.name());
    }
}
