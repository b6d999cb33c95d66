package com.partsportal.vendor;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Vendor Admin's page of API keys. */
@Controller
@RequestMapping("/vendor/api-keys")
class ApiKeyPages {

    private static final String MADE = "/vendor/api-keys?made";

    private final ApiKeys keys;
    private final Vendors vendors;
    private final FormAnswers forms;

    ApiKeyPages(ApiKeys keys, Vendors vendors, FormAnswers forms) {
        this.forms = forms;
        this.keys = keys;
        this.vendors = vendors;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Model model) {
        return page(user, model);
    }

    /** Where a repeat leads: the key is shown once. */
    @GetMapping(params = "made")
    String made(@AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("notice", Notice.info("vendor.keys.repeated"));
        return page(user, model);
    }

    /** Answers with the page itself instead of leading to it: the key is to be kept nowhere, a session included. */
    @PostMapping
    String make(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("form") ApiKeyForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var wanted = form.wanted(vendors.get(VendorId.of(user)).zone(), errors);
        if (!errors.hasErrors()) {
            try {
                var issued = forms.once(() -> keys.issue(VendorId.of(user), wanted, user.account()), key -> MADE);
                if (issued.made().isEmpty()) {
                    return "redirect:" + MADE;
                }
                model.addAttribute("issued", issued.made().get());
                model.addAttribute("form", ApiKeyForm.empty());
                response.setStatus(HttpStatus.CREATED.value());
                return page(user, model);
            } catch (InvalidValue invalid) {
                errors.rejectValue("lastDay", "vendor.keys.lastDay." + invalid.code());
            } catch (Refused refused) {
                errors.rejectValue("name", "vendor.refused." + refused.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, model);
    }

    @PostMapping("/{id}/revoke")
    String revoke(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        keys.revoke(VendorId.of(user), id);
        redirect.addFlashAttribute("notice", Notice.success("vendor.keys.revoked"));
        return "redirect:/vendor/api-keys";
    }

    private String page(SignedIn user, Model model) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", ApiKeyForm.empty());
        }
        model.addAttribute("keys", keys.of(VendorId.of(user)));
        model.addAttribute("zone", vendors.get(VendorId.of(user)).zone());
        return "vendor/api-keys";
    }
}
