package com.partsportal.vendor;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.CsvDelimiter;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Vendor Admin's page of settings. */
@Controller
@RequestMapping("/vendor/settings")
class SettingsPages {

    private final Vendors vendors;

    SettingsPages(Vendors vendors) {
        this.vendors = vendors;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Locale locale, Model model) {
        var vendor = vendors.get(VendorId.of(user));
        model.addAttribute(
                "form",
                new VendorSettings(
                        vendor.partsPolicy().name(),
                        vendor.language().getLanguage(),
                        vendor.zone().getId(),
                        vendor.choices().regionChosen() ? vendor.region() : "",
                        VendorSettings.NOTICES.stream()
                                .filter(notice -> !vendor.mutedNotices().contains(notice))
                                .toList(),
                        vendor.choices().contactEmail() == null
                                ? null
                                : vendor.choices().contactEmail().value(),
                        vendor.choices().reinvitesExpired(),
                        vendor.choices().officeHours(),
                        vendor.choices().newPartsEmail(),
                        vendor.choices().delimiter() == null
                                ? ""
                                : vendor.choices().delimiter().name()));
        return page(locale, model);
    }

    @PostMapping
    String save(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("form") VendorSettings form,
            BindingResult errors,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (errors.getTarget() == null) {
            // a box with another value than true, which no page of ours sends
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        if (!errors.hasErrors()) {
            try {
                vendors.updateSettings(VendorId.of(user), form);
                redirect.addFlashAttribute("notice", Notice.success("vendor.settings.saved"));
                return "redirect:/vendor/settings";
            } catch (InvalidValue invalid) {
                errors.rejectValue(
                        invalid.field(),
                        invalid.field().equals("contactEmail") ? invalid.messageKey() : "vendor.settings.unknown");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(locale, model);
    }

    private static String page(Locale locale, Model model) {
        model.addAttribute("policies", PartsPolicy.values());
        model.addAttribute("notices", VendorSettings.NOTICES);
        model.addAttribute("zones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
        model.addAttribute("regions", regions(locale));
        model.addAttribute("delimiters", CsvDelimiter.values());
        return "vendor/settings";
    }

    /** Codes by the names of the countries. */
    private static Map<String, String> regions(Locale locale) {
        var regions = new TreeMap<String, String>();
        Arrays.stream(Locale.getISOCountries())
                .forEach(code ->
                        regions.put(new Locale.Builder().setRegion(code).build().getDisplayCountry(locale), code));
        return regions;
    }
}
