package com.partsportal.access;

import com.partsportal.access.OrganisationCheck.OtherOrganisation;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which of one's vendors and companies one acts for. */
@Controller
@RequestMapping("/membership")
class MembershipController {

    private final SessionContext sessions;

    MembershipController(SessionContext sessions) {
        this.sessions = sessions;
    }

    /** Goes on to a page of that organisation, or offers to switch to it first; reading changes nothing. */
    @GetMapping
    String continueAs(
            @RequestParam(required = false) @Nullable UUID organisation,
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            @AuthenticationPrincipal SignedIn user,
            Model model) {
        var active = user.organisation().flatMap(user::membership);
        if (organisation == null
                || active.isEmpty()
                || active.get().organisation().equals(organisation)) {
            return "redirect:" + StartPages.of(user, wanted);
        }
        model.addAttribute(
                OrganisationCheck.OTHER,
                new OtherOrganisation(
                        user.membership(organisation).orElse(null),
                        active.get(),
                        StartPages.returnable(wanted).orElse(null),
                        false));
        return "access/other-organisation";
    }

    /** Acts for another of one's vendors and companies from now on. */
    @PostMapping
    String change(
            @RequestParam UUID organisation,
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            @AuthenticationPrincipal SignedIn user,
            HttpServletRequest request) {
        var chosen = user.membership(organisation).orElseThrow(NotFound::new);
        sessions.choose(chosen.organisation(), request);
        return wanted == null ? "redirect:/" : "redirect:" + StartPages.of(chosen, wanted);
    }
}
