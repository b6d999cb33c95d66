package com.partsportal.access;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.vendor.NewVendor;
import com.partsportal.vendor.Suspensions;
import com.partsportal.vendor.VendorDirectory;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.ZoneId;
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

/** The administrator's vendors: created with their first Vendor Admin, who is invited by mail. */
@Controller
@RequestMapping("/admin/vendors")
class AdminVendorsController {

    private static final String LIST = "redirect:/admin/vendors";

    private final Vendors vendors;
    private final VendorDirectory directory;
    private final Suspensions suspensions;
    private final Clock clock;
    private final FormAnswers forms;

    AdminVendorsController(
            Vendors vendors, VendorDirectory directory, Suspensions suspensions, Clock clock, FormAnswers forms) {
        this.forms = forms;
        this.vendors = vendors;
        this.directory = directory;
        this.suspensions = suspensions;
        this.clock = clock;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return ReaderZone.get();
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("now", clock.instant());
        model.addAttribute("vendors", directory.all());
        return "access/vendors";
    }

    @GetMapping("/new")
    String form(Model model) {
        model.addAttribute("form", new NewVendor("", "", ""));
        return "access/vendor-new";
    }

    @PostMapping
    String create(
            @Valid @ModelAttribute("form") NewVendor form,
            BindingResult result,
            @AuthenticationPrincipal SignedIn user,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (result.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return "access/vendor-new";
        }
        var created = forms.once(() -> directory.create(form, user.account()), vendor -> "/admin/vendors");
        redirect.addFlashAttribute(
                "notice", created.notice(vendor -> Notice.success("access.vendors.created.notice", form.name())));
        return LIST;
    }

    @PostMapping("/{id}/suspend")
    String suspend(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal SignedIn user,
            RedirectAttributes redirect) {
        var vendor = vendors.get(new VendorId(id));
        try {
            suspensions.suspend(vendor.id(), reason, user.account());
            redirect.addFlashAttribute("notice", Notice.success("access.vendors.suspended.notice", vendor.name()));
        } catch (InvalidValue invalid) {
            redirect.addFlashAttribute("notice", Notice.warning("access.vendors.reason.bad", vendor.name()));
        }
        return LIST;
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id, @AuthenticationPrincipal SignedIn user, RedirectAttributes redirect) {
        var vendor = vendors.get(new VendorId(id));
        suspensions.resume(vendor.id(), user.account());
        redirect.addFlashAttribute("notice", Notice.success("access.vendors.resumed.notice", vendor.name()));
        return LIST;
    }

    @PostMapping("/{id}/invitation")
    String inviteAgain(@PathVariable UUID id, @AuthenticationPrincipal SignedIn user, RedirectAttributes redirect) {
        try {
            directory.inviteFirstAdminAgain(new VendorId(id), user.account());
            redirect.addFlashAttribute(
                    "notice",
                    Notice.success(
                            "access.vendors.resent.notice",
                            vendors.get(new VendorId(id)).name()));
        } catch (TooManyRequests tooSoon) {
            tooSoon.record();
            redirect.addFlashAttribute("notice", Notice.warning("access.vendors.tooSoon"));
        } catch (Refused changed) {
            redirect.addFlashAttribute("notice", Notice.warning("access.vendors.refused"));
        }
        return LIST;
    }
}
