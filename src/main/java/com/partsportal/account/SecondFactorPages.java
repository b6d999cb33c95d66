package com.partsportal.account;

import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A person's own authenticator app and recovery codes, shown on the profile. Each change asks for the password first, so that
 * an open session alone neither makes a way in nor takes a lock away.
 */
@Controller
@RequestMapping("/portal/profile/second-factor")
class SecondFactorPages {

    private static final String PROFILE = "redirect:/portal/profile";

    private final SecondFactors factors;
    private final OwnPassword ownPassword;
    private final ProfilePages profile;

    SecondFactorPages(SecondFactors factors, OwnPassword ownPassword, ProfilePages profile) {
        this.factors = factors;
        this.ownPassword = ownPassword;
        this.profile = profile;
    }

    record Confirmed(@Nullable String factorPassword) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Confirmed[]";
        }
    }

    @PostMapping
    String begin(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("factor") Confirmed typed,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (isOther(user, typed, errors, response)) {
            return profile.page(user, request, model);
        }
        factors.begin(user.account());
        return "redirect:/portal/profile/second-factor/new";
    }

    /** What to enter into the app; without a password given just before, back to the profile. */
    @GetMapping("/new")
    String setUp(@AuthenticationPrincipal SignedIn user, Model model) {
        return setUpPage(user, null, model);
    }

    @PostMapping("/new")
    String confirm(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(defaultValue = "") String code,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var confirmation = factors.confirm(user.account(), code);
        if (!confirmation.done()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return setUpPage(user, "account.app.code.wrong", model);
        }
        if (confirmation.recoveryCodes().isEmpty()) {
            redirect.addFlashAttribute("notice", Notice.success("account.app.added"));
            return PROFILE;
        }
        return show(confirmation.recoveryCodes(), model);
    }

    @PostMapping("/recovery-codes")
    String renewCodes(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("factor") Confirmed typed,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (isOther(user, typed, errors, response)) {
            return profile.page(user, request, model);
        }
        return show(factors.renewRecoveryCodes(user.account()), model);
    }

    @PostMapping("/remove")
    String remove(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("factor") Confirmed typed,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (isOther(user, typed, errors, response)) {
            return profile.page(user, request, model);
        }
        try {
            factors.removeApp(user.account());
            redirect.addFlashAttribute("notice", Notice.success("account.app.removed"));
        } catch (Refused last) {
            redirect.addFlashAttribute("notice", Notice.warning("account.factor.refused." + last.code()));
        }
        return PROFILE;
    }

    /** @throws TooManyRequests after too many wrong passwords */
    private boolean isOther(SignedIn user, Confirmed typed, BindingResult errors, HttpServletResponse response) {
        if (ownPassword.is(user.account(), typed.factorPassword())) {
            return false;
        }
        errors.rejectValue("factorPassword", "account.profile.current.wrong");
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return true;
    }

    private static String show(List<String> codes, Model model) {
        model.addAttribute("codes", codes);
        model.addAttribute("next", "/portal/profile");
        return "account/recovery-codes";
    }

    private String setUpPage(SignedIn user, @Nullable String problem, Model model) {
        var app = factors.begun(user.account()).orElse(null);
        if (app == null) {
            return PROFILE;
        }
        model.addAttribute("app", app);
        model.addAttribute("email", Objects.requireNonNull(user.email()).value());
        model.addAttribute("problem", problem);
        return "account/authenticator";
    }
}
