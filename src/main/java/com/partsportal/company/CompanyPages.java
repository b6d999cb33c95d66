package com.partsportal.company;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
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

/** The company's profile and its history, for Customer Managers. */
@Controller
@RequestMapping("/portal/company")
class CompanyPages {

    private final CompanyProfiles profiles;

    CompanyPages(CompanyProfiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Model model) {
        var profile = profiles.get(company(user));
        model.addAttribute("form", EditedCompany.of(profile));
        return page(user, profile.version(), List.of(), model);
    }

    @PostMapping
    String save(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("form") EditedCompany form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                var others = profiles.edit(company(user), form, user.account());
                var present = profiles.get(company(user));
                if (others.isEmpty() && isRead(form)) {
                    redirect.addFlashAttribute("notice", Notice.success("company.profile.saved"));
                    return "redirect:/portal/company";
                }
                response.setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("form", form.onTopOf(present, others));
                return page(user, present.version(), others, model);
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, null, List.of(), model);
    }

    private static boolean isRead(EditedCompany form) {
        return form.version() != null && form.version().matches("[0-9]{1,8}");
    }

    /** @param version that the form says it was made from; null: the one that was typed */
    private String page(SignedIn user, @Nullable Integer version, List<CompanyChange> others, Model model) {
        model.addAttribute("version", version);
        model.addAttribute("others", others);
        model.addAttribute("history", profiles.history(company(user)));
        model.addAttribute("zone", ReaderZone.get());
        return "company/profile";
    }

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
