package com.partsportal.insight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The process owner's insights over all vendors, or over one. */
@Controller
@RequestMapping("/insights")
class InsightPages {

    private final InsightView view;
    private final InsightReport report;

    InsightPages(InsightView view, InsightReport report) {
        this.view = view;
        this.report = report;
    }

    @GetMapping
    String page(@RequestParam(required = false) @Nullable String vendor, InsightView.Query query, Model model) {
        view.fill(model, view.filter(known(vendor), null, query));
        model.addAttribute("vendors", report.vendors());
        model.addAttribute("base", "/insights");
        return "insight/overview";
    }

    @GetMapping("/export")
    void export(
            @RequestParam(required = false) @Nullable String chart,
            @RequestParam(required = false) @Nullable String vendor,
            InsightView.Query query,
            HttpServletResponse response)
            throws IOException {
        view.write(chart, view.filter(known(vendor), null, query), response);
    }

    /** Null when none is chosen, or what was chosen is none. */
    private @Nullable UUID known(@Nullable String vendor) {
        return report.vendors().stream()
                .map(InsightReport.VendorName::id)
                .filter(id -> id.toString().equals(vendor))
                .findFirst()
                .orElse(null);
    }
}
