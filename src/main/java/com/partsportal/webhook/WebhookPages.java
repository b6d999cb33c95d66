package com.partsportal.webhook;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Vendor Admin's pages of webhooks: all of them, and one with its log. */
@Controller
@RequestMapping("/vendor/webhooks")
class WebhookPages {

    private static final String LIST = "/vendor/webhooks";
    private static final int PAGE = 25;

    private final Webhooks webhooks;
    private final Vendors vendors;
    private final FormAnswers forms;

    WebhookPages(Webhooks webhooks, Vendors vendors, FormAnswers forms) {
        this.webhooks = webhooks;
        this.vendors = vendors;
        this.forms = forms;
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("form", WebhookForm.empty());
        return listPage(user, model);
    }

    /** Answers with the new endpoint's page instead of leading to it: the secret is kept nowhere, a session included. */
    @PostMapping
    String add(
            @AuthenticationPrincipal SignedIn user,
            @Valid @ModelAttribute("form") WebhookForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model) {
        if (!errors.hasErrors()) {
            try {
                var wanted = new NewWebhook(form.url() == null ? "" : form.url(), form.description(), form.chosen());
                var added = forms.once(
                        () -> webhooks.add(VendorId.of(user), wanted, user.account()), made -> LIST + "/" + made.id());
                if (added.made().isEmpty()) {
                    return "redirect:" + added.page();
                }
                return withSecret(user, added.made().get(), response, model);
            } catch (InvalidValue invalid) {
                errors.rejectValue("url", "webhook.invalid." + invalid.code());
            } catch (Refused refused) {
                errors.reject("webhook.refused." + refused.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return listPage(user, model);
    }

    private String withSecret(SignedIn user, IssuedWebhook made, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CREATED.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("secret", made.secret());
        model.addAttribute("form", WebhookForm.of(made.again()));
        return onePage(user, made.id(), null, model);
    }

    @GetMapping("/{id}")
    String one(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        model.addAttribute("form", WebhookForm.of(webhooks.get(VendorId.of(user), id)));
        return onePage(user, id, before, model);
    }

    @PostMapping("/{id}")
    String edit(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") WebhookForm form,
            BindingResult errors,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        if (!errors.hasErrors()) {
            try {
                webhooks.edit(
                        VendorId.of(user),
                        id,
                        new EditedWebhook(
                                form.url() == null ? "" : form.url(),
                                form.description() == null ? "" : form.description(),
                                form.chosen(),
                                null,
                                null));
                redirect.addFlashAttribute("notice", Notice.success("webhook.saved"));
                return "redirect:" + LIST + "/" + id;
            } catch (InvalidValue invalid) {
                errors.rejectValue("url", "webhook.invalid." + invalid.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return onePage(user, id, null, model);
    }

    @PostMapping("/{id}/secret")
    String rotate(
            @AuthenticationPrincipal SignedIn user, @PathVariable UUID id, HttpServletResponse response, Model model) {
        var unchanged = new EditedWebhook(null, null, null, null, true);
        var rotated = forms.once(
                () -> webhooks.rotateSecret(VendorId.of(user), id, unchanged), made -> LIST + "/" + made.id());
        return rotated.made().isEmpty()
                ? "redirect:" + rotated.page()
                : withSecret(user, rotated.made().get(), response, model);
    }

    @PostMapping("/{id}/active")
    String switched(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID id,
            @RequestParam boolean on,
            RedirectAttributes redirect) {
        webhooks.edit(VendorId.of(user), id, new EditedWebhook(null, null, null, on, null));
        redirect.addFlashAttribute("notice", Notice.success(on ? "webhook.on" : "webhook.off"));
        return "redirect:" + LIST + "/" + id;
    }

    @PostMapping("/{id}/remove")
    String remove(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        webhooks.remove(VendorId.of(user), id);
        redirect.addFlashAttribute("notice", Notice.success("webhook.removed"));
        return "redirect:" + LIST;
    }

    @PostMapping("/{id}/test")
    String test(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, RedirectAttributes redirect) {
        return done(id, redirect, "webhook.tested", () -> webhooks.test(VendorId.of(user), id));
    }

    @PostMapping("/{id}/deliveries/{delivery}/resend")
    String resend(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable UUID id,
            @PathVariable UUID delivery,
            RedirectAttributes redirect) {
        return done(id, redirect, "webhook.resent", () -> webhooks.resend(VendorId.of(user), id, delivery));
    }

    private String done(UUID id, RedirectAttributes redirect, String words, Runnable act) {
        try {
            forms.once(act, LIST + "/" + id);
            redirect.addFlashAttribute("notice", Notice.success(words));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("webhook.refused." + refused.code()));
        }
        return "redirect:" + LIST + "/" + id;
    }

    private String listPage(SignedIn user, Model model) {
        model.addAttribute("webhooks", webhooks.of(VendorId.of(user)));
        common(user, model);
        return "webhook/list";
    }

    private String onePage(SignedIn user, UUID id, @Nullable Long before, Model model) {
        model.addAttribute("webhook", webhooks.get(VendorId.of(user), id));
        model.addAttribute("log", webhooks.log(VendorId.of(user), id, before, PAGE));
        common(user, model);
        return "webhook/one";
    }

    private void common(SignedIn user, Model model) {
        model.addAttribute("codes", WebhookEvent.values());
        model.addAttribute("zone", vendors.get(VendorId.of(user)).zone());
    }
}
