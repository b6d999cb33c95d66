package com.partsportal.access;

import com.partsportal.account.Credentials;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The one sign-in page for everybody, and where people go from it. */
@Controller
class SignInController {

    /** Set by the page of an invitation: who signs in with it goes on there. */
    private static final String STAGED_INVITATION = "invitation.staged";

    private final PasswordLogin login;
    private final PasskeyLogin passkeys;
    private final SessionSignIn signIn;
    private final SessionContext sessions;

    SignInController(PasswordLogin login, PasskeyLogin passkeys, SessionSignIn signIn, SessionContext sessions) {
        this.login = login;
        this.passkeys = passkeys;
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
        model.addAttribute("email", email.length() > 254 ? "" : email);
        return signIn(
                () -> login.check(email, password, request.getRemoteAddr()),
                "access.login.failed",
                wanted,
                request,
                response,
                model);
    }

    /** What the browser asks its device for; a script sends the device's word to {@code /login/passkey}. */
    @PostMapping(path = "/login/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String passkeyOptions(HttpServletRequest request) {
        return passkeys.begin(request);
    }

    @PostMapping("/login/passkey")
    String signInWithPasskey(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("email", "");
        return signIn(
                () -> passkeys.check(credential, request),
                "access.login.passkey.failed",
                wanted,
                request,
                response,
                model);
    }

    private String signIn(
            Supplier<Optional<Credentials>> check,
            String refused,
            @Nullable String wanted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var credentials = check.get();
            if (credentials.isPresent()) {
                return begin(credentials.get(), wanted, request, response);
            }
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("problem", refused);
        } catch (TooManyRequests e) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, e.retryAfter().plusMillis(999).toSeconds())));
            model.addAttribute("problem", "access.login.throttled");
        }
        model.addAttribute("wanted", StartPages.returnable(wanted).orElse(null));
        return "access/login";
    }

    private String begin(
            Credentials checked, @Nullable String wanted, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        var staged = session == null ? null : session.getAttribute(STAGED_INVITATION);
        signIn.signIn(checked, request, response);
        if (staged != null) {
            request.getSession().setAttribute(STAGED_INVITATION, staged);
            return "redirect:/invitations/continue";
        }
        return "redirect:"
                + sessions.user(request)
                        .map(user -> StartPages.of(user, wanted))
                        .orElse("/login");
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
