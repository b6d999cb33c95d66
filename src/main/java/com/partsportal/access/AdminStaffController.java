package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.account.SecondFactors;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.account.StaffChange;
import com.partsportal.account.StaffIdentities;
import com.partsportal.account.StaffRow;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.PlainName;
import com.partsportal.shared.Refused;
import com.partsportal.shared.ValidEmail;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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

/** The administrator's staff: each gets a link by mail and sets an own password. */
@Controller
@RequestMapping("/admin/staff")
class AdminStaffController {

    private static final String LIST = "redirect:/admin/staff";

    private final Accounts accounts;
    private final SecondFactors factors;
    private final FormAnswers forms;
    private final StaffIdentities identities;
    private final SingleSignOnSettings singleSignOn;

    AdminStaffController(
            Accounts accounts,
            SecondFactors factors,
            FormAnswers forms,
            StaffIdentities identities,
            SingleSignOnSettings singleSignOn) {
        this.identities = identities;
        this.singleSignOn = singleSignOn;
        this.forms = forms;
        this.accounts = accounts;
        this.factors = factors;
    }

    /** Somebody to add. */
    record NewStaff(
            @PlainName @Nullable String name,
            @ValidEmail @Nullable String email,

            @NotNull(message = "{access.staff.role.choose}")
            @Pattern(regexp = "SUPPORT|SUPPORT_LEAD|PROCESS_OWNER|ADMIN", message = "{access.staff.role.choose}")
            @Nullable
            String role) {}

    /** The roles that may be given here. */
    enum StaffRole {
        SUPPORT,
        SUPPORT_LEAD,
        PROCESS_OWNER,
        ADMIN;

        Role role() {
            return Role.valueOf(name());
        }
    }

    @ModelAttribute("roles")
    List<StaffRole> roles() {
        return List.of(StaffRole.values());
    }

    /** What people call the provider where staff signs in; null: staff has passwords. */
    @ModelAttribute("provider")
    @Nullable
    String provider() {
        return singleSignOn.nameWhereOn();
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedIn user, Model model) {
        var staff = accounts.staff();
        model.addAttribute("staff", staff);
        model.addAttribute(
                "holders", factors.holders(staff.stream().map(StaffRow::id).toList()));
        model.addAttribute("own", user.account());
        model.addAttribute("rolesElsewhere", singleSignOn.decidesRoles());
        if (singleSignOn.isOn()) {
            model.addAttribute(
                    "linked", identities.linked(staff.stream().map(StaffRow::id).toList()));
        }
        return "access/staff";
    }

    @GetMapping("/new")
    String form(Model model) {
        model.addAttribute("form", new NewStaff("", "", null));
        return "access/staff-new";
    }

    @PostMapping
    String create(
            @Valid @ModelAttribute("form") NewStaff form,
            BindingResult result,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (!result.hasErrors()) {
            var name = Names.person(Objects.requireNonNull(form.name()));
            try {
                var created = forms.once(() -> create(form, name, locale), "/admin/staff");
                redirect.addFlashAttribute(
                        "notice",
                        created.notice(done -> singleSignOn.isOn()
                                ? Notice.success("access.staff.created.sso.notice", name, singleSignOn.name())
                                : Notice.success("access.staff.created.notice", name)));
                return LIST;
            } catch (Refused taken) {
                result.rejectValue("email", "access.staff.taken");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return "access/staff-new";
    }

    private void create(NewStaff form, String name, Locale locale) {
        var email = new EmailAddress(Objects.requireNonNull(form.email()));
        if (accounts.createStaff(email, name, Role.valueOf(Objects.requireNonNull(form.role())), locale)
                != StaffChange.DONE) {
            throw new Refused("address-taken");
        }
    }

    @PostMapping("/{id}/role")
    String changeRole(@PathVariable UUID id, @RequestParam StaffRole role, RedirectAttributes redirect) {
        if (singleSignOn.decidesRoles()) {
            redirect.addFlashAttribute("notice", Notice.warning("access.staff.role.groups", singleSignOn.name()));
            return LIST;
        }
        return notice(accounts.changeRole(new AccountId(id), role.role()), "access.staff.role.notice", redirect);
    }

    @PostMapping("/{id}/deactivate")
    String deactivate(@PathVariable UUID id, RedirectAttributes redirect) {
        return notice(accounts.deactivate(new AccountId(id)), "access.staff.deactivated.notice", redirect);
    }

    @PostMapping("/{id}/reactivate")
    String reactivate(@PathVariable UUID id, RedirectAttributes redirect) {
        return notice(accounts.reactivate(new AccountId(id)), "access.staff.reactivated.notice", redirect);
    }

    @PostMapping("/{id}/link")
    String mailLinkAgain(@PathVariable UUID id, RedirectAttributes redirect) {
        return notice(accounts.mailFirstLinkAgain(new AccountId(id)), "access.staff.link.notice", redirect);
    }

    /** The person was registered again at the single sign-on provider. */
    @PostMapping("/{id}/identity/remove")
    String unlink(@PathVariable UUID id, RedirectAttributes redirect) {
        if (!identities.unlink(new AccountId(id))) {
            throw new NotFound();
        }
        redirect.addFlashAttribute("notice", Notice.success("access.staff.unlinked.notice"));
        return LIST;
    }

    @PostMapping("/{id}/second-factor/reset")
    String resetSecondFactor(
            @PathVariable UUID id, @AuthenticationPrincipal SignedIn administrator, RedirectAttributes redirect) {
        if (!factors.reset(new AccountId(id), administrator.account())) {
            throw new NotFound();
        }
        redirect.addFlashAttribute("notice", Notice.success("access.staff.factor.reset.notice"));
        return LIST;
    }

    /** Of anybody with a login, by its email. */
    @PostMapping("/second-factor/reset")
    String resetSecondFactor(
            @RequestParam(defaultValue = "") String email,
            @AuthenticationPrincipal SignedIn administrator,
            RedirectAttributes redirect) {
        var login =
                EmailAddress.isValid(email) ? accounts.byEmail(new EmailAddress(email)) : Optional.<AccountRow>empty();
        var done = login.isPresent() && factors.reset(login.get().id(), administrator.account());
        redirect.addFlashAttribute(
                "notice",
                done
                        ? Notice.success("access.staff.factor.reset.notice")
                        : Notice.warning("access.staff.factor.other.unknown"));
        return LIST;
    }

    private static String notice(StaffChange change, String done, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (change) {
                    case DONE -> Notice.success(done);
                    case LAST_ADMINISTRATOR -> Notice.warning("access.staff.lastAdministrator");
                    case ADDRESS_TAKEN -> Notice.warning("access.staff.taken");
                    case UNKNOWN -> throw new NotFound();
                });
        return LIST;
    }
}
