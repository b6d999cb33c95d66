package com.partsportal.access;

import com.partsportal.shared.Languages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Language and theme of the account menu. */
@Controller
class DisplayPages {

    private final Languages languages;

    DisplayPages(Languages languages) {
        this.languages = languages;
    }

    /** Keeps what was chosen in this browser and goes back to the page; an unknown choice changes nothing. */
    @PostMapping("/display")
    String choose(
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String theme,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (language != null && languages.has(language)) {
            DisplayCookies.write(request, response, DisplayCookies.LANGUAGE, language);
        }
        if (theme != null && Display.THEMES.contains(theme)) {
            DisplayCookies.write(request, response, DisplayCookies.THEME, theme);
        }
        return "redirect:" + FormOrigin.page(request).orElse("/");
    }
}
