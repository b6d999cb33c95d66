package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

/** The Vendor Admin's page of the vendor's own people and their invitations. */
@Controller
@RequestMapping("/vendor/team")
class TeamPages {

    private static final String PAGE = "redirect:/vendor/team";

    private final Team team;
    private final Vendors vendors;
    private final ApiKeys keys;
    private final FormAnswers forms;

    TeamPages(Team team, Vendors vendors, ApiKeys keys, FormAnswers forms) {
        this.forms = forms;
        this.team = team;
        this.vendors = vendors;
        this.keys = keys;
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
                var invited = forms.once(() -> team.invite(VendorId.of(user), form, user.account()), "/vendor/team");
                redirect.addFlashAttribute(
                        "notice",
                        invited.notice(done -> Notice.success("vendor.team.invited", Names.person(form.name()))));
                return PAGE;
            } catch (Refused refused) {
                errors.rejectValue("email", "vendor.refused." + refused.code());
            } catch (InvalidValue invalid) {
                errors.rejectValue("role", "vendor.team.role.unknown");
            } catch (TooManyRequests tooMany) {
                errors.reject("vendor.team.too-many");
                tooMany.writeTo(response);
                return page(user, model);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, model);
    }

    @PostMapping("/invitations/{id}/resend")
    String resend(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        return redirectAfter(redirect, () -> {
            var sent = team.resend(VendorId.of(user), new InvitationId(id), user.account());
            return Notice.success("vendor.team.resent", sent.invitedName());
        });
    }

    @PostMapping("/invitations/{id}/revoke")
    String revoke(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        return redirectAfter(redirect, () -> {
            var revoked = team.revoke(VendorId.of(user), new InvitationId(id));
            return Notice.success("vendor.team.revoked", revoked.invitedName());
        });
    }

    @PostMapping("/{account}/role")
    String changeRole(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID account,
            @RequestParam Role role,
            RedirectAttributes redirect) {
        return redirectAfter(redirect, () -> {
            team.changeRole(VendorId.of(user), new AccountId(account), role);
            return Notice.success("vendor.team.changed");
        });
    }

    @PostMapping("/{account}/deactivate")
    String deactivate(@AuthenticationPrincipal SignedIn user, @PathVariable UUID account, RedirectAttributes redirect) {
        return redirectAfter(redirect, () -> {
            var ended = keysBy(user).getOrDefault(new AccountId(account), "");
            team.deactivate(VendorId.of(user), new AccountId(account));
            return ended.isEmpty()
                    ? Notice.success("vendor.team.deactivated")
                    : Notice.success("vendor.team.deactivated.keys", ended);
        });
    }

    @PostMapping("/{account}/reactivate")
    String reactivate(@AuthenticationPrincipal SignedIn user, @PathVariable UUID account, RedirectAttributes redirect) {
        return redirectAfter(redirect, () -> {
            team.reactivate(VendorId.of(user), new AccountId(account));
            return Notice.success("vendor.team.reactivated");
        });
    }

    private interface Act {
        Notice run();
    }

    private String redirectAfter(RedirectAttributes redirect, Act act) {
        try {
            redirect.addFlashAttribute(
                    "notice", forms.once(act::run, done -> "/vendor/team").notice(done -> done));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("vendor.refused." + refused.code()));
        } catch (TooManyRequests tooMany) {
            tooMany.record();
            redirect.addFlashAttribute("notice", Notice.warning("vendor.team.too-many"));
        } catch (InvalidValue invalid) {
            redirect.addFlashAttribute("notice", Notice.warning("vendor.team.role.unknown"));
        }
        return PAGE;
    }

    private String page(SignedIn user, Model model) {
        model.addAttribute("members", team.members(VendorId.of(user)));
        model.addAttribute("invited", team.invited(VendorId.of(user)));
        model.addAttribute("keysBy", keysBy(user));
        model.addAttribute("me", user.account());
        model.addAttribute("zone", vendors.get(VendorId.of(user)).zone());
        return "vendor/team";
    }

    /** The names of the keys that work, by the person who made them. */
    private Map<AccountId, String> keysBy(SignedIn user) {
        return keys.of(VendorId.of(user)).stream()
                .filter(ApiKeyRow::isUsable)
                .collect(Collectors.groupingBy(
                        ApiKeyRow::createdBy, Collectors.mapping(ApiKeyRow::name, Collectors.joining(", "))));
    }
}
