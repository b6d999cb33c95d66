package com.partsportal.webapps;

import com.partsportal.account.SignedIn;
import com.partsportal.process.StaffGroup;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.security.core.context.SecurityContextHolder;

/** Staff that is signed in to the portal is signed in to Camunda's web apps. Camunda creates it by its class name. */
public class StaffSingleSignOn implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn user) || !user.isStaff()) {
            return AuthenticationResult.unsuccessful();
        }
        var result = AuthenticationResult.successful(user.getName());
        result.setGroups(user.roles().stream()
                .flatMap(role -> StaffGroup.of(role).stream())
                .map(StaffGroup::id)
                .toList());
        return result;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // web security has answered strangers before
    }
}
