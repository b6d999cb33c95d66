package com.partsportal.company;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
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

/** Where Customer Managers manage their company's people: one list of members and of those who are invited. */
@Controller
@RequestMapping("/portal/users")
class UsersPages {

    private static final String PAGE = "/portal/users";
    private static final String HERE = "redirect:" + PAGE;
    private static final int EVENTS_SHOWN = 10;

    private final CompanyUsers users;
    private final CompanyEvents events;
    private final Clock clock;
    private final FormAnswers forms;

    UsersPages(CompanyUsers users, CompanyEvents events, Clock clock, FormAnswers forms) {
        this.forms = forms;
        this.events = events;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The rules as they are typed.
     *
     * @param allowedDomains with commas, blanks or lines between
     * @param rfqApproval anything when it is ticked
     */
    record TypedRules(
            @Nullable String allowedDomains, @Nullable String rfqApproval) {}

    @GetMapping
    String list(@AuthenticationPrincipal SignedIn user, Model model) {
        return page(user, model);
    }

    @PostMapping
    String invite(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("form") NewColleague form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var status = HttpStatus.UNPROCESSABLE_ENTITY;
        if (!errors.hasErrors()) {
            try {
                var invited = forms.once(() -> users.invite(company(user), form, user.account()), made -> PAGE);
                redirect.addFlashAttribute(
                        "notice",
                        invited.notice(made -> Notice.success(
                                "company.users.invited",
                                new EmailAddress(Objects.requireNonNull(form.email())).value())));
                return HERE;
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            } catch (Refused refused) {
                errors.rejectValue("email", "company.users.refused." + refused.code());
                status = HttpStatus.CONFLICT;
            } catch (TooManyRequests tooMany) {
                errors.reject("company.users.refused.too-many", new Object[] {tooMany.retryAfterMinutes()}, null);
                tooMany.writeTo(response);
                return page(user, model);
            }
        }
        response.setStatus(status.value());
        return page(user, model);
    }

    @PostMapping("/{member}/role")
    String changeRole(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String member,
            @RequestParam(defaultValue = "") String role,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!role.equals("CUSTOMER_MANAGER") && !role.equals("CUSTOMER_USER")) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(user, model);
        }
        return act(
                user,
                () -> users.changeRole(company(user), id(member), Role.valueOf(role), user.account()),
                "company.users.role." + role,
                response,
                model,
                redirect);
    }

    @PostMapping("/{member}/deactivate")
    String deactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String member,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return act(
                user,
                () -> users.deactivate(company(user), id(member), user.account()),
                "company.users.deactivated",
                response,
                model,
                redirect);
    }

    @PostMapping("/{member}/reactivate")
    String reactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String member,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return act(
                user,
                () -> users.reactivate(company(user), id(member), user.account()),
                "company.users.reactivated",
                response,
                model,
                redirect);
    }

    @PostMapping("/{member}/remove")
    String remove(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String member,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return act(
                user,
                () -> users.remove(company(user), id(member), user.account()),
                "company.users.removed",
                response,
                model,
                redirect);
    }

    @PostMapping("/invitations/{invitation}/resend")
    String resend(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String invitation,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return act(
                user,
                () -> users.resend(company(user), new InvitationId(id(invitation)), user.account()),
                "company.users.resent",
                response,
                model,
                redirect);
    }

    @PostMapping("/invitations/{invitation}/revoke")
    String revoke(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String invitation,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return act(
                user,
                () -> users.revoke(company(user), new InvitationId(id(invitation)), reason, user.account()),
                "company.users.revoked",
                response,
                model,
                redirect);
    }

    @PostMapping("/rules")
    String setRules(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("rules") TypedRules typed,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var text = typed.allowedDomains() == null ? "" : typed.allowedDomains();
        try {
            var domains = Arrays.stream((text.length() > 2000 ? "@" : text).split("[,;\\s]+"))
                    .filter(domain -> !domain.isBlank())
                    .map(domain -> new EmailAddress("x@" + domain).domain())
                    .distinct()
                    .toList();
            users.setRules(company(user), new CompanyRules(domains, typed.rfqApproval() != null), user.account());
            redirect.addFlashAttribute("notice", Notice.success("company.users.ruled"));
            return HERE;
        } catch (InvalidValue invalid) {
            errors.rejectValue("allowedDomains", "company.users.domains.bad");
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(user, model);
        }
    }

    /** Does it and comes back to the list, which is the answer as well when it is refused. */
    private String act(
            SignedIn user,
            Runnable act,
            String done,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var acted = forms.once(act, PAGE);
            if (!users.isManager(company(user), user.account())) {
                // it was the own place: this page is not theirs any more
                return "redirect:/";
            }
            redirect.addFlashAttribute("notice", acted.notice(yes -> Notice.success(done)));
            return HERE;
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("notice", Notice.warning("company.users.revoke.reason.bad"));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("notice", Notice.warning("company.users.refused." + refused.code()));
        } catch (TooManyRequests tooMany) {
            tooMany.writeTo(response);
            model.addAttribute("notice", Notice.warning("company.users.refused.too-many", tooMany.retryAfterMinutes()));
        }
        return page(user, model);
    }

    private String page(SignedIn user, Model model) {
        var company = company(user);
        var now = DatabaseTime.now(clock);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new NewColleague("", "", Role.CUSTOMER_USER.name()));
        }
        if (!model.containsAttribute("rules")) {
            var rules = users.rules(company);
            model.addAttribute(
                    "rules",
                    new TypedRules(String.join(", ", rules.allowedDomains()), rules.rfqApproval() ? "yes" : null));
        }
        model.addAttribute("me", user.account());
        model.addAttribute("company", user.companyName());
        model.addAttribute("members", users.members(company));
        model.addAttribute(
                "invited",
                users.invited(company).stream()
                        .map(one -> new InvitedRow(
                                one.id().value(),
                                one.invitedName(),
                                one.email().value(),
                                one.role(),
                                one.status(now).name(),
                                one.delivery().name(),
                                one.deliveryReason(),
                                one.expiresAt(),
                                one.progress().endReason()))
                        .toList());
        model.addAttribute("events", events.newest(company, EVENTS_SHOWN));
        model.addAttribute("zone", ReaderZone.get());
        return "company/users";
    }

    /**
     * Somebody who was invited and has not come.
     *
     * @param words of the mail server that refused the address
     * @param reason of a person who declined
     */
    record InvitedRow(
            UUID id,
            String name,
            String email,
            Role role,
            String status,
            String delivery,
            @Nullable String words,
            Instant expiresAt,
            @Nullable String reason) {}

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
