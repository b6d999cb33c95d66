package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.RateLimits.Limit;
import com.partsportal.shared.ValidEmail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

    private static final Limit ASKS = new Limit(5, Duration.ofHours(1));
    private static final Limit LOOKS = new Limit(60, Duration.ofMinutes(1));

    private final PasswordLinks links;
    private final PasswordAsks asks;
    private final Passwords passwords;
    private final RateLimits limits;

    PasswordController(PasswordLinks links, PasswordAsks asks, Passwords passwords, RateLimits limits) {
        this.links = links;
        this.asks = asks;
        this.passwords = passwords;
        this.limits = limits;
    }

    record Ask(@ValidEmail @Nullable String email) {}

    record NewPassword(@Nullable String password) {

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
        limits.take("password-ask:" + request.getRemoteAddr(), ASKS);
        asks.ask(new EmailAddress(ask.email()));
        return new ModelAndView("redirect:/password?asked");
    }

    @GetMapping(params = "asked")
    String asked() {
        return "account/asked";
    }

    @GetMapping("/{token}")
    ModelAndView link(@PathVariable String token, HttpServletRequest request) {
        limits.take("token:" + request.getRemoteAddr(), LOOKS);
        return page(links.look(token), new NewPassword(""));
    }

    @PostMapping("/{token}")
    ModelAndView use(
            @PathVariable String token,
            @ModelAttribute("newPassword") NewPassword typed,
            BindingResult result,
            HttpServletRequest request) {
        limits.take("token:" + request.getRemoteAddr(), LOOKS);
        var look = links.look(token);
        if (!(look instanceof PasswordLinks.Look.Open open)) {
            return page(look, typed);
        }
        passwords
                .problems(typed.password(), open.email(), open.name())
                .forEach(problem -> result.rejectValue("password", problem));
        if (result.hasErrors()) {
            var page = page(look, typed);
            page.addAllObjects(result.getModel());
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        return switch (links.use(token, passwords.hash(typed.password()))) {
            case SET -> new ModelAndView("redirect:/login?password");
            case DEAD -> page(new PasswordLinks.Look.Dead(), typed);
            case UNKNOWN -> page(new PasswordLinks.Look.Unknown(), typed);
        };
    }

    private static ModelAndView page(PasswordLinks.Look look, NewPassword typed) {
        if (look instanceof PasswordLinks.Look.Open open) {
            return new ModelAndView("account/password", Map.of("link", open, "newPassword", typed));
        }
        var gone = look instanceof PasswordLinks.Look.Dead;
        return new ModelAndView(
                "account/dead-link", Map.of("gone", gone), gone ? HttpStatus.GONE : HttpStatus.NOT_FOUND);
    }
}
