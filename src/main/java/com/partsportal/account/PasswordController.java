package com.partsportal.account;

import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.ValidEmail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Forgotten passwords, and the link that sets a new or a first one. */
@Controller
@RequestMapping("/password")
class PasswordController {

    private final PasswordLinks links;
    private final PasswordRequests requests;
    private final Passwords passwords;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final FormAnswers forms;
    private final SingleSignOnSettings singleSignOn;

    PasswordController(
            PasswordLinks links,
            PasswordRequests requests,
            Passwords passwords,
            RateLimits rateLimits,
            Limits limits,
            FormAnswers forms,
            SingleSignOnSettings singleSignOn) {
        this.singleSignOn = singleSignOn;
        this.forms = forms;
        this.links = links;
        this.requests = requests;
        this.passwords = passwords;
        this.rateLimits = rateLimits;
        this.limits = limits;
    }

    record Ask(@ValidEmail @Nullable String email) {}

    record NewPassword(@Nullable String password, @Nullable Boolean keepPasskeys) {

        /** Without the password. */
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    @GetMapping
    ModelAndView form() {
        return new ModelAndView("account/forgotten", Map.of("ask", new Ask("")));
    }

    /** The same answer for every address. */
    @PostMapping
    ModelAndView ask(@Valid @ModelAttribute("ask") Ask ask, BindingResult result, HttpServletRequest request) {
        if (result.hasErrors()) {
            return new ModelAndView("account/forgotten", HttpStatus.UNPROCESSABLE_ENTITY);
        }
        rateLimits.take("password-ask:" + ClientNetwork.counted(request.getRemoteAddr()), limits.requestForms());
        forms.once(() -> requests.add(new EmailAddress(Objects.requireNonNull(ask.email()))), "/password?requested");
        return new ModelAndView("redirect:/password?requested");
    }

    @GetMapping(params = "requested")
    String requested() {
        return "account/requested";
    }

    @GetMapping("/{token}")
    ModelAndView link(
            @PathVariable String token, @AuthenticationPrincipal @Nullable SignedIn user, HttpServletRequest request) {
        if (user == null) {
            limit(request);
        }
        return page(links.view(token), new NewPassword("", null));
    }

    @PostMapping("/{token}")
    ModelAndView use(
            @PathVariable String token,
            @ModelAttribute("newPassword") NewPassword typed,
            BindingResult result,
            HttpServletRequest request) {
        limit(request);
        var view = links.view(token);
        if (!(view instanceof PasswordLinks.LinkView.Open open)) {
            return page(view, typed);
        }
        passwords.check(result, typed.password(), open.email(), open.name());
        if (result.hasErrors()) {
            var page = page(view, typed);
            page.addAllObjects(result.getModel());
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        return switch (links.use(
                token,
                passwords.hash(Objects.requireNonNull(typed.password())),
                Boolean.TRUE.equals(typed.keepPasskeys()))) {
            case SET -> new ModelAndView("redirect:/login?password");
            case ELSEWHERE -> page(new PasswordLinks.LinkView.Elsewhere(), typed);
            case DEAD -> page(new PasswordLinks.LinkView.Dead(), typed);
            case UNKNOWN -> page(new PasswordLinks.LinkView.Unknown(), typed);
        };
    }

    private void limit(HttpServletRequest request) {
        rateLimits.take("password-page:" + ClientNetwork.counted(request.getRemoteAddr()), limits.linkPages());
    }

    private static ModelAndView page(PasswordLinks.LinkView view, NewPassword typed) {
        if (view instanceof PasswordLinks.LinkView.Open open) {
            return new ModelAndView("account/password", Map.of("link", open, "newPassword", typed));
        }
        if (view instanceof PasswordLinks.LinkView.Elsewhere) {
            return new ModelAndView("account/no-password", HttpStatus.GONE);
        }
        var gone = view instanceof PasswordLinks.LinkView.Dead;
        return new ModelAndView(
                "account/dead-link", Map.of("gone", gone), gone ? HttpStatus.GONE : HttpStatus.NOT_FOUND);
    }

    /** What people call the provider where staff signs in; null: staff has passwords. */
    @ModelAttribute("provider")
    @Nullable
    String provider() {
        return singleSignOn.nameWhereOn();
    }
}
