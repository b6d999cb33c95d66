package com.partsportal.access;

import com.partsportal.account.SignInFailures;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.SecretCipher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way of staff to the provider of single sign-on, and out of it; there only where one is configured. */
@Controller
@Conditional(OnSingleSignOn.class)
@RequestMapping(SignOnProvider.START)
class SignOnController {

    private static final String WANTED = "portal.singleSignOnWanted";

    private final SignOnProvider provider;
    private final SingleSignOnSettings settings;
    private final SecretCipher cipher;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final SignInFailures failures;
    private final DefaultOAuth2AuthorizationRequestResolver requests;

    /** The one that the chain for people who come back reads. */
    private final HttpSessionOAuth2AuthorizationRequestRepository begun =
            new HttpSessionOAuth2AuthorizationRequestRepository();

    SignOnController(
            SignOnProvider provider,
            SingleSignOnSettings settings,
            SecretCipher cipher,
            RateLimits rateLimits,
            Limits limits,
            SignInFailures failures) {
        this.provider = provider;
        this.settings = settings;
        this.cipher = cipher;
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.failures = failures;
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(provider, SignOnProvider.START);
        this.requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    /** Leads to the provider; state, nonce and the proof key of the request stay in a session that belongs to nobody yet. */
    @GetMapping
    String begin(
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        var client = ClientNetwork.counted(request.getRemoteAddr());
        rateLimits.take("single-sign-on:" + client, limits.passkeyChallenges());
        try {
            var authorization = requests.resolve(request, SignOnProvider.ID);
            begun.saveAuthorizationRequest(authorization, request, response);
            request.getSession()
                    .setAttribute(WANTED, StartPages.returnable(wanted).orElse(null));
            return "redirect:" + authorization.getAuthorizationRequestUri();
        } catch (SignOnProvider.Unavailable away) {
            failures.count(SignInFailures.Method.SINGLE_SIGN_ON, null, SignOnProblem.UNAVAILABLE.code());
            return "redirect:" + SignOnProblem.UNAVAILABLE.page();
        }
    }

    /** Where the person of this session wanted to go when the sign-in began. */
    static @Nullable String wanted(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(WANTED) instanceof String wanted ? wanted : null;
    }

    /**
     * Says that the portal's session has ended and goes on to the provider, which ends its own. A page and no redirect: the form
     * that signed out may lead to the portal only (Content-Security-Policy).
     */
    @GetMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response, Model model) {
        var next = ProviderSession.takeToEnd(request).flatMap(this::end).orElse(null);
        if (next == null) {
            return "redirect:/login?signedout";
        }
        response.setHeader("Refresh", "0;url=" + next.toASCIIString());
        model.addAttribute("provider", settings.name());
        model.addAttribute("next", next.toASCIIString());
        return "access/signing-out";
    }

    private Optional<URI> end(ProviderSession session) {
        try {
            return provider.signOut(session.idToken(cipher));
        } catch (SignOnProvider.Unavailable | IllegalStateException away) {
            return Optional.empty();
        }
    }

    /** Back from the provider. */
    @GetMapping("/signed-out")
    String signedOut() {
        return "redirect:/login?signedout";
    }
}
