package com.partsportal.account;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.Notice;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.PlainName;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.ValidPhone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's own login: name, phone, password, sessions; the address is shown and cannot be changed here. */
@Controller
@RequestMapping("/portal/profile")
class ProfilePages {

    private static final String HERE = "redirect:/portal/profile";
    private static final int EVENTS_SHOWN = 10;

    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Passkeys passkeys;
    private final SecondFactors secondFactors;
    private final OwnPassword ownPassword;
    private final AccountEvents events;
    private final SingleSignOnSettings singleSignOn;
    private final Clock clock;

    ProfilePages(
            Accounts accounts,
            Passwords passwords,
            Sessions sessions,
            SignIn signIn,
            Passkeys passkeys,
            SecondFactors secondFactors,
            OwnPassword ownPassword,
            AccountEvents events,
            SingleSignOnSettings singleSignOn,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.secondFactors = secondFactors;
        this.ownPassword = ownPassword;
        this.events = events;
        this.singleSignOn = singleSignOn;
        this.clock = clock;
    }

    record Profile(
            @PlainName @Nullable String name,
            @ValidPhone @Nullable String phone) {}

    record ChangedPassword(
            @Nullable String current, @Nullable String password) {

        /** Without the passwords. */
        @Override
        public String toString() {
            return "ChangedPassword[]";
        }
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, Model model) {
        return page(user, request, model);
    }

    @PostMapping
    String save(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("profile") Profile profile,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                var phone = PhoneNumber.international(profile.phone());
                accounts.updateProfile(
                        user.account(),
                        Names.person(String.valueOf(profile.name())),
                        phone == null ? null : phone.value());
                redirect.addFlashAttribute("notice", Notice.success("account.profile.saved"));
                return HERE;
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, request, model);
    }

    /** Ends every other session; this one goes on under a new id. */
    @PostMapping("/password")
    String changePassword(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("passwords") ChangedPassword typed,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!ownPassword.is(user.account(), typed.current())) {
            errors.rejectValue("current", "account.profile.current.wrong");
        }
        passwords.check(
                errors, typed.password(), Objects.requireNonNull(user.email()).value(), user.name());
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(user, request, model);
        }
        accounts.changePassword(user.account(), passwords.hash(String.valueOf(typed.password())));
        signIn.signIn(user.account(), request, response);
        redirect.addFlashAttribute("notice", Notice.success("account.profile.password.changed"));
        return HERE;
    }

    /** Signs out everywhere, here as well. */
    @PostMapping("/sessions")
    String endSessions(
            @AuthenticationPrincipal SignedIn user, HttpServletRequest request, HttpServletResponse response) {
        accounts.signOutEverywhere(user.account());
        signIn.signOut(request, response);
        return "redirect:/login?signedout";
    }

    /** The whole page, also for the forms of its parts. */
    String page(SignedIn user, HttpServletRequest request, Model model) {
        var account = accounts.find(user.account()).orElseThrow();
        var session = request.getSession(false);
        if (!model.containsAttribute("profile")) {
            model.addAttribute("profile", new Profile(account.name(), account.phone()));
        }
        if (!model.containsAttribute("passwords")) {
            model.addAttribute("passwords", new ChangedPassword(null, null));
        }
        if (!model.containsAttribute("passkey")) {
            model.addAttribute("passkey", new PasskeyPages.NewPasskey(null, null));
        }
        if (!model.containsAttribute("factor")) {
            model.addAttribute("factor", new SecondFactorPages.Confirmed(null));
        }
        model.addAttribute("passkeys", passkeys.of(user.account()));
        model.addAttribute("secondFactor", secondFactors.view(user.account()));
        model.addAttribute("email", account.email().value());
        model.addAttribute("staff", account.staffRole() != null);
        model.addAttribute("provider", singleSignOn.appliesTo(user.isStaff()) ? singleSignOn.name() : null);
        model.addAttribute("companyName", user.companyName());
        model.addAttribute(
                "sessions",
                sessions.of(user.account(), session == null ? "" : session.getId(), DatabaseTime.now(clock)));
        model.addAttribute("events", events.newest(user.account(), EVENTS_SHOWN));
        model.addAttribute("zone", ReaderZone.get());
        return "account/profile";
    }
}
