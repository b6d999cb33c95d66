package com.partsportal.account;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Names;
import com.partsportal.shared.Notice;
import com.partsportal.shared.PlainName;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A person's own passkeys, listed on the profile. Adding one asks for the password first, so that an open session alone
 * makes no lasting way in; then a page of its own lets the device make it.
 */
@Controller
@RequestMapping("/portal/profile/passkeys")
class PasskeyPages {

    private static final String PROFILE = "redirect:/portal/profile";

    private final Passkeys passkeys;
    private final OwnPassword ownPassword;
    private final ProfilePages profile;
    private final Clock clock;
    private final FormAnswers forms;

    PasskeyPages(Passkeys passkeys, OwnPassword ownPassword, ProfilePages profile, Clock clock, FormAnswers forms) {
        this.forms = forms;
        this.passkeys = passkeys;
        this.ownPassword = ownPassword;
        this.profile = profile;
        this.clock = clock;
    }

    record NewPasskey(
            @PlainName(max = 60) @Nullable String passkeyName,
            @Nullable String passkeyPassword) {

        /** Without the password. */
        @Override
        public String toString() {
            return "NewPasskey[]";
        }
    }

    @PostMapping
    String begin(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("passkey") NewPasskey typed,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!ownPassword.is(user.account(), typed.passkeyPassword())) {
            errors.rejectValue("passkeyPassword", "account.profile.current.wrong");
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return profile.page(user, request, model);
        }
        var name = Names.person(String.valueOf(typed.passkeyName()));
        new PasskeyChallenge(passkeys.challenge(), name, DatabaseTime.now(clock)).keep(request);
        return "redirect:/portal/profile/passkeys/new";
    }

    /** Lets the device make it; without a password given just before, back to the profile. */
    @GetMapping("/new")
    String make(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, Model model) {
        var challenge = PasskeyChallenge.kept(request, DatabaseTime.now(clock)).orElse(null);
        if (challenge == null) {
            return PROFILE;
        }
        model.addAttribute("name", challenge.name());
        model.addAttribute("options", passkeys.creationOptions(user.account(), challenge.value()));
        return "account/passkey";
    }

    @PostMapping("/new")
    String register(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            var added = forms.once(() -> register(user, credential, request), name -> "/portal/profile");
            redirect.addFlashAttribute("notice", added.notice(name -> Notice.success("account.passkeys.added", name)));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("account.passkeys.refused." + refused.code()));
        }
        return PROFILE;
    }

    /** Answers its name. */
    private String register(SignedIn user, String credential, HttpServletRequest request) {
        var challenge = PasskeyChallenge.take(request, DatabaseTime.now(clock))
                .orElseThrow(() -> new Refused("passkey-not-accepted"));
        passkeys.register(user.account(), challenge.value(), challenge.name(), credential);
        return challenge.name();
    }

    @PostMapping("/{id}/name")
    String rename(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID id,
            @Valid @ModelAttribute("renamed") Renamed typed,
            BindingResult errors,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            redirect.addFlashAttribute("notice", Notice.warning("account.passkeys.name.bad"));
        } else {
            passkeys.rename(user.account(), id, Names.person(String.valueOf(typed.name())));
            redirect.addFlashAttribute("notice", Notice.success("account.passkeys.renamed"));
        }
        return PROFILE;
    }

    record Renamed(@PlainName(max = 60) @Nullable String name) {}

    @PostMapping("/{id}/remove")
    String remove(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        try {
            passkeys.remove(user.account(), id);
            redirect.addFlashAttribute("notice", Notice.success("account.passkeys.removed"));
        } catch (Refused last) {
            redirect.addFlashAttribute("notice", Notice.warning("account.factor.refused." + last.code()));
        }
        return PROFILE;
    }
}
