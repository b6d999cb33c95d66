package com.partsportal.vendor;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.UUID;
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

/** The Vendor Admin's page of rankings. */
@Controller
@RequestMapping("/vendor/rankings")
class RankingPages {

    private static final String PAGE = "redirect:/vendor/rankings";
    private static final NewRanking EMPTY = new NewRanking("", "");

    private final Rankings rankings;
    private final FormAnswers forms;

    RankingPages(Rankings rankings, FormAnswers forms) {
        this.forms = forms;
        this.rankings = rankings;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("form", EMPTY);
        return page(user, model);
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("form") NewRanking form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                var added = forms.once(() -> rankings.add(VendorId.of(user), form), "/vendor/rankings");
                redirect.addFlashAttribute(
                        "notice", added.notice(done -> Notice.success("vendor.rankings.added", form.plainLabel())));
                return PAGE;
            } catch (Refused refused) {
                errors.rejectValue("label", "vendor.refused." + refused.code());
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), "vendor.rankings." + invalid.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, model);
    }

    @PostMapping("/{id}")
    String edit(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID id,
            @Valid @ModelAttribute("edit") NewRanking form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                rankings.edit(VendorId.of(user), id, form);
                redirect.addFlashAttribute("notice", Notice.success("vendor.rankings.edited", form.plainLabel()));
                return PAGE;
            } catch (Refused refused) {
                errors.rejectValue("label", "vendor.refused." + refused.code());
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), "vendor.rankings." + invalid.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("form", EMPTY);
        model.addAttribute("editing", id);
        return page(user, model);
    }

    @PostMapping("/{id}/move")
    String move(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, @RequestParam boolean up) {
        rankings.move(VendorId.of(user), id, up);
        return PAGE;
    }

    @PostMapping("/{id}/default")
    String makeDefault(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id) {
        rankings.makeDefault(VendorId.of(user), id);
        return PAGE;
    }

    @PostMapping("/{id}/merge")
    String merge(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID id,
            @RequestParam UUID into,
            RedirectAttributes redirect) {
        try {
            rankings.merge(VendorId.of(user), id, into, user.account());
            redirect.addFlashAttribute("notice", Notice.success("vendor.rankings.merged"));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("vendor.refused." + refused.code()));
        }
        return PAGE;
    }

    private String page(SignedIn user, Model model) {
        model.addAttribute("rankings", rankings.of(VendorId.of(user)));
        return "vendor/rankings";
    }
}
