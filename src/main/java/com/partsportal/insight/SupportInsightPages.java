package com.partsportal.insight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where email changes and other cases of support wait, how they end, who does the work, and which RFQs nobody answers. */
@Controller
@RequestMapping("/insights/support")
class SupportInsightPages {

    private final SupportCharts charts;
    private final InsightView view;

    SupportInsightPages(SupportCharts charts, InsightView view) {
        this.charts = charts;
        this.view = view;
    }

    @GetMapping
    String page(InsightView.Query query, Model model) {
        var filter = view.filter(null, null, query);
        model.addAttribute("charts", charts.of(filter));
        model.addAttribute("filter", filter);
        model.addAttribute("periods", InsightFilter.PERIODS);
        model.addAttribute("base", "/insights/support");
        return "insight/support";
    }

    @GetMapping("/export")
    void export(
            @RequestParam(required = false) @Nullable String chart,
            InsightView.Query query,
            HttpServletResponse response)
            throws IOException {
        view.write(
                chart == null ? null : charts.of(view.filter(null, null, query)).get(chart), response);
    }
}
