package com.partsportal.insight;

import com.partsportal.account.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A vendor's insights: its own customers, whatever the URL says. */
@Controller
@RequestMapping("/vendor/insights")
class VendorInsightPages {

    private final InsightView view;

    VendorInsightPages(InsightView view) {
        this.view = view;
    }

    @GetMapping
    String page(@AuthenticationPrincipal SignedIn user, InsightView.Query query, Model model) {
        view.fill(model, view.filter(user.vendor(), user.zone(), query));
        model.addAttribute("base", "/vendor/insights");
        return "insight/overview";
    }

    @GetMapping("/export")
    void export(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable String chart,
            InsightView.Query query,
            HttpServletResponse response)
            throws IOException {
        view.write(chart, view.filter(user.vendor(), user.zone(), query), response);
    }
}
