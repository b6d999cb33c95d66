package com.partsportal.vendor;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Vendor Admin's page of API keys. */
@Controller
@RequestMapping("/vendor/api-keys")
class ApiKeyPages {

    private final ApiKeys keys;
    private final Vendors vendors;

    ApiKeyPages(ApiKeys keys, Vendors vendors) {
        this.keys = keys;
        this.vendors = vendors;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Model model) {
        return page(user, model);
    }

    /** Answers with the page itself instead of leading to it: the key is to be kept nowhere, a session included. */
    @PostMapping
    String make(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("form") NewApiKey form,
            BindingResult errors,
            HttpServletResponse response,
            Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!errors.hasErrors()) {
            try {
                model.addAttribute("issued", keys.issue(vendor(user), form, user.account()));
                model.addAttribute("form", new NewApiKey(""));
                response.setStatus(HttpStatus.CREATED.value());
                return page(user, model);
            } catch (Refused refused) {
                errors.rejectValue("name", "vendor.refused." + refused.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, model);
    }

    @PostMapping("/{id}/revoke")
    String revoke(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        keys.revoke(vendor(user), id);
        redirect.addFlashAttribute("notice", Notice.success("vendor.keys.revoked"));
        return "redirect:/vendor/api-keys";
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private String page(SignedIn user, Model model) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new NewApiKey(""));
        }
        model.addAttribute("keys", keys.of(vendor(user)));
        model.addAttribute("zone", vendors.get(vendor(user)).zone());
        return "vendor/api-keys";
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
