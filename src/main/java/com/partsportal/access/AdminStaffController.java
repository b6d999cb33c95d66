package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.account.StaffChange;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidEmail;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
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

    AdminStaffController(Accounts accounts) {
        this.accounts = accounts;
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

    @GetMapping
    String list(@AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("staff", accounts.staff());
        model.addAttribute("own", user.account());
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
            var name = Names.person(form.name());
            var created = accounts.createStaff(new EmailAddress(form.email()), name, Role.valueOf(form.role()), locale);
            if (created == StaffChange.DONE) {
                redirect.addFlashAttribute("notice", Notice.success("access.staff.created.notice", name));
                return LIST;
            }
            result.rejectValue("email", "access.staff.taken");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return "access/staff-new";
    }

    @PostMapping("/{id}/role")
    String changeRole(@PathVariable UUID id, @RequestParam StaffRole role, RedirectAttributes redirect) {
        return told(accounts.changeRole(new AccountId(id), role.role()), "access.staff.role.notice", redirect);
    }

    @PostMapping("/{id}/deactivate")
    String deactivate(@PathVariable UUID id, RedirectAttributes redirect) {
        return told(accounts.deactivate(new AccountId(id)), "access.staff.deactivated.notice", redirect);
    }

    @PostMapping("/{id}/reactivate")
    String reactivate(@PathVariable UUID id, RedirectAttributes redirect) {
        return told(accounts.reactivate(new AccountId(id)), "access.staff.reactivated.notice", redirect);
    }

    @PostMapping("/{id}/link")
    String mailLinkAgain(@PathVariable UUID id, RedirectAttributes redirect) {
        return told(accounts.mailFirstLinkAgain(new AccountId(id)), "access.staff.link.notice", redirect);
    }

    private static String told(StaffChange change, String done, RedirectAttributes redirect) {
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
