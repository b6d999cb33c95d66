package com.partsportal.access;

import com.partsportal.account.Accounts;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one sign-in page for everybody, and where people go from it. */
@Controller
class SignInController {

    /** Set by the page of an invitation: who signs in with it goes on there. */
    private static final String STAGED_INVITATION = "invitation.staged";

    private final PasswordLogin login;
    private final SessionSignIn signIn;
    private final SessionContext sessions;
    private final Accounts accounts;

    SignInController(PasswordLogin login, SessionSignIn signIn, SessionContext sessions, Accounts accounts) {
        this.accounts = accounts;
        this.login = login;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @GetMapping("/")
    String start(HttpServletRequest request) {
        return "redirect:" + sessions.user(request).map(StartPages::of).orElse("/login");
    }

    @GetMapping("/login")
    String form(
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            @RequestParam(name = "signedout", required = false) @Nullable String signedOut,
            @RequestParam(name = "password", required = false) @Nullable String newPassword,
            HttpServletRequest request,
            Model model) {
        var user = sessions.user(request);
        if (user.isPresent()) {
            return "redirect:" + (isStaged(request) ? "/invitations/continue" : StartPages.of(user.get(), wanted));
        }
        model.addAttribute("email", "");
        model.addAttribute("wanted", StartPages.returnable(wanted).orElse(null));
        model.addAttribute("info", signedOut != null ? "signedout" : newPassword != null ? "password" : null);
        return "access/login";
    }

    @PostMapping("/login")
    String signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var credentials = login.check(email, password, request.getRemoteAddr());
            if (credentials.isPresent()) {
                var session = request.getSession(false);
                var staged = session == null ? null : session.getAttribute(STAGED_INVITATION);
                signIn.signIn(credentials.get(), request, response);
                if (staged != null) {
                    request.getSession().setAttribute(STAGED_INVITATION, staged);
                    return "redirect:/invitations/continue";
                }
                if (accounts.mustAgreeToTerms(credentials.get().account())) {
                    return "redirect:/portal/profile/terms";
                }
                return "redirect:"
                        + sessions.user(request)
                                .map(user -> StartPages.of(user, wanted))
                                .orElse("/login");
            }
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("problem", "access.login.failed");
        } catch (TooManyRequests e) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, e.retryAfter().plusMillis(999).toSeconds())));
            model.addAttribute("problem", "access.login.throttled");
        }
        model.addAttribute("email", email.length() > 254 ? "" : email);
        model.addAttribute("wanted", StartPages.returnable(wanted).orElse(null));
        return "access/login";
    }

    /** For somebody who belongs to no vendor and no company any more. */
    @GetMapping("/start")
    String nowhere(@AuthenticationPrincipal SignedIn user) {
        var start = StartPages.of(user);
        return start.equals("/start") ? "access/nowhere" : "redirect:" + start;
    }

    /** Acts for another of one's vendors and companies from now on. */
    @PostMapping("/membership")
    String change(@RequestParam UUID organisation, @AuthenticationPrincipal SignedIn user, HttpServletRequest request) {
        var chosen = user.memberships().stream()
                .filter(membership -> membership.organisation().equals(organisation))
                .findFirst()
                .orElseThrow(NotFound::new);
        sessions.choose(chosen.organisation(), request);
        return "redirect:/";
    }

    private static boolean isStaged(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(STAGED_INVITATION) != null;
    }
}
