package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.PasskeyChallenge;
import com.partsportal.account.Passkeys;
import com.partsportal.account.SecondFactorCheck;
import com.partsportal.account.SecondFactors;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Names;
import com.partsportal.shared.PlainName;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second half of a sign-in: the code, or setting up a second factor where the login needs one and has none. */
@Controller
@RequestMapping("/login")
class SecondFactorController {

    private static final String SIGN_IN = "redirect:/login";
    private static final String SET_UP_PAGE = "access/second-factor";

    private final SignInSteps steps;
    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Clock clock;

    SecondFactorController(
            SignInSteps steps,
            SecondFactors factors,
            SecondFactorCheck check,
            Passkeys passkeys,
            Accounts accounts,
            Clock clock) {
        this.steps = steps;
        this.factors = factors;
        this.check = check;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.clock = clock;
    }

    record NewPasskey(@PlainName(max = 60) @Nullable String passkeyName) {}

    @GetMapping("/code")
    String code(HttpServletRequest request, Model model) {
        return steps.pending(request, false)
                .map(pending -> codePage(pending, null, model))
                .orElse(SIGN_IN);
    }

    @PostMapping("/code")
    String checkCode(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var pending = steps.pending(request, false).orElse(null);
        if (pending == null) {
            return SIGN_IN;
        }
        try {
            if (check.isCode(pending.accountId(), code)) {
                return "redirect:" + steps.afterCode(pending, request, response);
            }
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return codePage(pending, "access.code.wrong", model);
        } catch (TooManyRequests limit) {
            limit.writeTo(response);
            return codePage(pending, "access.code.throttled", model);
        }
    }

    private String codePage(PendingSignIn pending, @Nullable String problem, Model model) {
        model.addAttribute("app", factors.hasApp(pending.accountId()));
        model.addAttribute("passkey", factors.hasPasskey(pending.accountId()));
        model.addAttribute("wanted", pending.wanted());
        model.addAttribute("problem", problem);
        return "access/code";
    }

    @GetMapping("/second-factor")
    String setUp(HttpServletRequest request, Model model) {
        return steps.pending(request, true)
                .map(pending -> setUpPage(pending.accountId(), null, model))
                .orElse(SIGN_IN);
    }

    @PostMapping("/second-factor")
    String confirmApp(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var pending = steps.pending(request, true).orElse(null);
        if (pending == null) {
            return SIGN_IN;
        }
        var confirmation = factors.confirm(pending.accountId(), code);
        if (!confirmation.done()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return setUpPage(pending.accountId(), "account.app.code.wrong", model);
        }
        return done(pending, confirmation.recoveryCodes(), request, response, model);
    }

    /** Names the passkey; the next page lets the device make it. */
    @PostMapping("/second-factor/passkey")
    String beginPasskey(
            @Valid @ModelAttribute("passkey") NewPasskey typed,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var pending = steps.pending(request, true).orElse(null);
        if (pending == null) {
            return SIGN_IN;
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return setUpPage(pending.accountId(), null, model);
        }
        var name = Names.person(String.valueOf(typed.passkeyName()));
        new PasskeyChallenge(passkeys.challenge(), name, DatabaseTime.now(clock)).keep(request);
        return "redirect:/login/second-factor/passkey";
    }

    @GetMapping("/second-factor/passkey")
    String makePasskey(HttpServletRequest request, Model model) {
        var pending = steps.pending(request, true).orElse(null);
        var challenge = PasskeyChallenge.kept(request, DatabaseTime.now(clock)).orElse(null);
        if (pending == null || challenge == null) {
            return "redirect:" + SignInSteps.SET_UP;
        }
        model.addAttribute("name", challenge.name());
        model.addAttribute("options", passkeys.creationOptions(pending.accountId(), challenge.value()));
        return "access/second-factor-passkey";
    }

    @PostMapping("/second-factor/passkey/new")
    String registerPasskey(
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var pending = steps.pending(request, true).orElse(null);
        var challenge = PasskeyChallenge.take(request, DatabaseTime.now(clock)).orElse(null);
        if (pending == null || challenge == null) {
            return "redirect:" + SignInSteps.SET_UP;
        }
        try {
            passkeys.register(pending.accountId(), challenge.value(), challenge.name(), credential);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return setUpPage(pending.accountId(), "account.passkeys.refused." + refused.code(), model);
        }
        return done(pending, factors.missingRecoveryCodes(pending.accountId()), request, response, model);
    }

    /** Signs in; new recovery codes are shown now or never. */
    private String done(
            PendingSignIn pending,
            List<String> recoveryCodes,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var next = steps.afterSetUp(pending, request, response);
        if (recoveryCodes.isEmpty()) {
            return "redirect:" + next;
        }
        model.addAttribute("codes", recoveryCodes);
        model.addAttribute("next", next);
        return "account/recovery-codes";
    }

    private String setUpPage(AccountId account, @Nullable String problem, Model model) {
        var app = factors.begun(account).orElse(null);
        if (app == null) {
            return SIGN_IN;
        }
        model.addAttribute("app", app);
        model.addAttribute("email", accounts.find(account).orElseThrow().email().value());
        model.addAttribute("problem", problem);
        if (!model.containsAttribute("passkey")) {
            model.addAttribute("passkey", new NewPasskey(null));
        }
        return SET_UP_PAGE;
    }
}
