package com.partsportal.vendor;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Vendor Admin's page about what customers see of the vendor. */
@Controller
@RequestMapping("/vendor/settings/profile")
class VendorCardPages {

    private static final String HERE = "redirect:/vendor/settings/profile";

    private final Vendors vendors;
    private final VendorCards cards;

    VendorCardPages(Vendors vendors, VendorCards cards) {
        this.vendors = vendors;
        this.cards = cards;
    }

    record Card(
            @Nullable String address,
            @Nullable String contactName,
            @Nullable String contactPhone) {}

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Model model) {
        var card = vendors.get(VendorId.of(user)).card();
        model.addAttribute("form", new Card(card.address(), card.contactName(), card.contactPhone()));
        return page(user, model);
    }

    @PostMapping
    String save(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("form") Card form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                cards.update(VendorId.of(user), form.address(), form.contactName(), form.contactPhone());
                redirect.addFlashAttribute("notice", Notice.success("vendor.card.saved"));
                return HERE;
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, model);
    }

    @PostMapping("/logo")
    String logo(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable MultipartFile logo,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            if (logo == null || logo.isEmpty()) {
                throw new InvalidValue("logo", "vendor.card.logo.none");
            }
            cards.changeLogo(VendorId.of(user), logo.getBytes());
            redirect.addFlashAttribute("notice", Notice.success("vendor.card.logo.saved"));
            return HERE;
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("logoError", invalid.messageKey());
            return show(user, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PostMapping("/logo/remove")
    String removeLogo(@AuthenticationPrincipal SignedIn user, RedirectAttributes redirect) {
        cards.removeLogo(VendorId.of(user));
        redirect.addFlashAttribute("notice", Notice.success("vendor.card.logo.removed"));
        return HERE;
    }

    @GetMapping("/logo")
    ResponseEntity<byte[]> logo(@AuthenticationPrincipal SignedIn user) {
        return cards.logo(VendorId.of(user))
                .map(image ->
                        ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(image))
                .orElseThrow(NotFound::new);
    }

    private String page(SignedIn user, Model model) {
        model.addAttribute("vendor", vendors.get(VendorId.of(user)));
        return "vendor/profile";
    }
}
