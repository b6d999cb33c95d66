package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Vendor Admin's page of the vendor's own people and their invitations. */
@Controller
@RequestMapping("/vendor/team")
class TeamPages {

    private static final String PAGE = "redirect:/vendor/team";

    private final Team team;
    private final Vendors vendors;

    TeamPages(Team team, Vendors vendors) {
        this.team = team;
        this.vendors = vendors;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("form", new NewTeammate("", "", Role.TEAM_MEMBER));
        return page(user, model);
    }

    @PostMapping
    String invite(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("form") NewTeammate form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                team.invite(vendor(user), form, user.account());
                redirect.addFlashAttribute(
                        "notice",
                        Notice.success("vendor.team.invited", form.name().strip()));
                return PAGE;
            } catch (Refused refused) {
                errors.rejectValue("email", "vendor.refused." + refused.code());
            } catch (InvalidValue invalid) {
                errors.rejectValue("role", "vendor.team.role.unknown");
            } catch (TooManyRequests tooMany) {
                errors.reject("vendor.team.too-many");
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                return page(user, model);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, model);
    }

    @PostMapping("/invitations/{id}/resend")
    String resend(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        return tell(redirect, () -> {
            var sent = team.resend(vendor(user), new InvitationId(id), user.account());
            return Notice.success("vendor.team.resent", sent.invitedName());
        });
    }

    @PostMapping("/invitations/{id}/revoke")
    String revoke(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        return tell(redirect, () -> {
            var revoked = team.revoke(vendor(user), new InvitationId(id));
            return Notice.success("vendor.team.revoked", revoked.invitedName());
        });
    }

    @PostMapping("/{account}/role")
    String changeRole(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID account,
            @RequestParam Role role,
            RedirectAttributes redirect) {
        return tell(redirect, () -> {
            team.changeRole(vendor(user), new AccountId(account), role);
            return Notice.success("vendor.team.changed");
        });
    }

    @PostMapping("/{account}/deactivate")
    String deactivate(@AuthenticationPrincipal SignedIn user, @PathVariable UUID account, RedirectAttributes redirect) {
        return tell(redirect, () -> {
            team.deactivate(vendor(user), new AccountId(account));
            return Notice.success("vendor.team.deactivated");
        });
    }

    @PostMapping("/{account}/reactivate")
    String reactivate(@AuthenticationPrincipal SignedIn user, @PathVariable UUID account, RedirectAttributes redirect) {
        return tell(redirect, () -> {
            team.reactivate(vendor(user), new AccountId(account));
            return Notice.success("vendor.team.reactivated");
        });
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private interface Act {
        Notice run();
    }

    private static String tell(RedirectAttributes redirect, Act act) {
        try {
            redirect.addFlashAttribute("notice", act.run());
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("vendor.refused." + refused.code()));
        } catch (TooManyRequests tooMany) {
            redirect.addFlashAttribute("notice", Notice.warning("vendor.team.too-many"));
        } catch (InvalidValue invalid) {
            redirect.addFlashAttribute("notice", Notice.warning("vendor.team.role.unknown"));
        }
        return PAGE;
    }

    private String page(SignedIn user, Model model) {
        model.addAttribute("members", team.members(vendor(user)));
        model.addAttribute("invited", team.invited(vendor(user)));
        model.addAttribute("me", user.account());
        model.addAttribute("zone", vendors.get(vendor(user)).zone());
        return "vendor/team";
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
