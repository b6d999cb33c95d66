package com.partsportal.access;

import com.partsportal.account.Passwords;
import com.partsportal.account.SignInFailures;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SingleSignOnRequired;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The one sign-in page for everybody, and where people go from it. */
@Controller
class SignInController {

    private final PasswordLogin login;
    private final PasskeyLogin passkeys;
    private final SignInSteps steps;
    private final SessionContext sessions;
    private final SingleSignOnSettings singleSignOn;
    private final Vendors vendors;

    SignInController(
            PasswordLogin login,
            PasskeyLogin passkeys,
            SignInSteps steps,
            SessionContext sessions,
            SingleSignOnSettings singleSignOn,
            Vendors vendors) {
        this.login = login;
        this.passkeys = passkeys;
        this.steps = steps;
        this.sessions = sessions;
        this.singleSignOn = singleSignOn;
        this.vendors = vendors;
    }

    /** What people call the provider where staff signs in; null: staff signs in like everybody. */
    @ModelAttribute("provider")
    @Nullable
    String provider() {
        return singleSignOn.nameWhereOn();
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
            @RequestParam(name = "sso", required = false) @Nullable String signOn,
            HttpServletRequest request,
            Model model) {
        var user = sessions.user(request);
        if (user.isPresent()) {
            return "redirect:"
                    + (steps.isStaged(request) ? "/invitations/continue" : StartPages.of(user.get(), wanted));
        }
        if (singleSignOn.isOn() && ProviderSession.isToEnd(request)) {
            return "redirect:" + WebSecurity.SIGN_OUT_THERE;
        }
        model.addAttribute("signOn", singleSignOn.isOn() ? SignOnProblem.known(signOn) : null);
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
                () -> login.check(
                                email,
                                password,
                                ClientNetwork.counted(request.getRemoteAddr()),
                                SignInFailures.Method.PASSWORD)
                        .map(checked -> steps.afterPassword(checked, wanted, request, response)),
                "access.login.failed",
                wanted,
                response,
                model);
    }

    /** The options of {@code navigator.credentials.get}; a script posts the device's answer to {@code /login/passkey}. */
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
                () -> passkeys.check(credential, request)
                        .map(checked -> steps.afterPasskey(checked, wanted, request, response)),
                "access.login.passkey.failed",
                wanted,
                response,
                model);
    }

    private String signIn(
            Supplier<Optional<String>> check,
            String refused,
            @Nullable String wanted,
            HttpServletResponse response,
            Model model) {
        try {
            var next = check.get();
            if (next.isPresent()) {
                return "redirect:" + next.get();
            }
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("problem", refused);
        } catch (SingleSignOnRequired elsewhere) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("signOn", SignOnProblem.REQUIRED.code());
        } catch (TooManyRequests e) {
            e.writeTo(response);
            model.addAttribute(
                    "problem", e.limit().equals(Passwords.BUSY) ? "access.login.busy" : "access.login.throttled");
        }
        model.addAttribute("wanted", StartPages.returnable(wanted).orElse(null));
        return "access/login";
    }

    /** For somebody who belongs to no vendor and no company any more, or only to a vendor that is suspended. */
    @GetMapping("/start")
    String nowhere(@AuthenticationPrincipal SignedIn user, Model model) {
        var start = StartPages.of(user);
        model.addAttribute("suspended", vendors.suspended(user.account()));
        return start.equals("/start") ? "access/nowhere" : "redirect:" + start;
    }
}
