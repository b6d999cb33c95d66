package com.partsportal.access;

import com.partsportal.account.ProviderIdentity;
import com.partsportal.account.SignInFailures;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.account.StaffIdentities;
import com.partsportal.account.StaffIdentities.Admission;
import com.partsportal.account.StaffIdentities.Reason;
import com.partsportal.shared.SecretCipher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Where people go who come back from the provider of single sign-on: on, or to the sign-in page, which says why not. Each refusal
 * is reported to operators.
 */
@Component
@Conditional(OnSingleSignOn.class)
class SignOnAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    /** The provider's word for a person who went back. */
    private static final String CANCELLED = "access_denied";

    private final StaffIdentities identities;
    private final SignInSteps steps;
    private final SingleSignOnSettings settings;
    private final SecretCipher cipher;
    private final SignInFailures failures;

    SignOnAnswers(
            StaffIdentities identities,
            SignInSteps steps,
            SingleSignOnSettings settings,
            SecretCipher cipher,
            SignInFailures failures) {
        this.identities = identities;
        this.steps = steps;
        this.settings = settings;
        this.cipher = cipher;
        this.failures = failures;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        var person = (OidcUser) Objects.requireNonNull(authentication.getPrincipal());
        var wanted = SignOnController.wanted(request);
        var admission = identities.admit(identity(person));
        if (admission instanceof Admission.Admitted admitted) {
            var session =
                    ProviderSession.of(settings.issuer(), person.getIdToken().getTokenValue(), cipher);
            redirect(steps.afterProvider(admitted.credentials(), session, wanted, request, response), response);
            return;
        }
        var refusal = (Admission.Refusal) admission;
        failures.count(
                SignInFailures.Method.SINGLE_SIGN_ON,
                refusal.account(),
                code(refusal.reason().name()));
        redirect(problem(refusal.reason()).page(), response);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        var problem = problem(failure);
        failures.count(SignInFailures.Method.SINGLE_SIGN_ON, null, reason(failure, problem));
        redirect(problem.page(), response);
    }

    private ProviderIdentity identity(OidcUser person) {
        return new ProviderIdentity(
                settings.issuer(),
                person.getSubject(),
                person.getEmail(),
                isTrue(person.getClaims().get(settings.verifiedClaim())),
                texts(person.getClaims().get(settings.groupsClaim())));
    }

    /** Some providers write the truth as a text or a number. */
    private static boolean isTrue(@Nullable Object claim) {
        return claim != null && Set.of("true", "1").contains(claim.toString());
    }

    private static Set<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        }
        return claim == null ? Set.of() : Set.of(claim.toString());
    }

    private static SignOnProblem problem(Reason reason) {
        return switch (reason) {
            case EMAIL_NOT_VERIFIED -> SignOnProblem.EMAIL;
            case NO_STAFF_LOGIN -> SignOnProblem.LOGIN;
            case OTHER_IDENTITY -> SignOnProblem.IDENTITY;
            case NO_ROLE -> SignOnProblem.ROLE;
            case LAST_ADMINISTRATOR -> SignOnProblem.LAST;
        };
    }

    private static SignOnProblem problem(AuthenticationException failure) {
        if (failure instanceof OAuth2AuthenticationException refused
                && CANCELLED.equals(refused.getError().getErrorCode())) {
            return SignOnProblem.CANCELLED;
        }
        return failure instanceof AuthenticationServiceException || failure.getCause() instanceof RestClientException
                ? SignOnProblem.UNAVAILABLE
                : SignOnProblem.FAILED;
    }

    /** Spring Security's own codes are short words; what a request claims to be one may be anything. */
    private static String reason(AuthenticationException failure, SignOnProblem problem) {
        return failure instanceof OAuth2AuthenticationException refused
                        && refused.getError().getErrorCode().matches("[a-z_]{1,60}")
                ? code(refused.getError().getErrorCode())
                : problem.code();
    }

    private static String code(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void redirect(String where, HttpServletResponse response) {
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, where);
    }
}
