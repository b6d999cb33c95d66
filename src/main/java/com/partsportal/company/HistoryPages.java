package com.partsportal.company;

import com.partsportal.account.SignedIn;
import com.partsportal.company.CompanyEvents.Event;
import com.partsportal.shared.CsvFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a company's people did, for its Customer Managers: the last of it as a page, all of it as a file. */
@Controller
@RequestMapping("/portal/company/history")
class HistoryPages {

    private static final int SHOWN = 100;
    private static final int PORTION = 500;

    private static final List<String> COLUMNS =
            List.of("at", "type", "by", "by_id", "network", "concerns", "concerns_id", "field", "before", "after");

    private final CompanyEvents events;

    HistoryPages(CompanyEvents events) {
        this.events = events;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("company", user.companyName());
        model.addAttribute("events", events.newest(company(user), SHOWN));
        model.addAttribute("zone", ZoneId.of("UTC"));
        return "company/history";
    }

    /** Portion by portion, so that no connection waits for the reader. */
    @GetMapping("/export")
    void export(@AuthenticationPrincipal SignedIn user, HttpServletResponse response) throws IOException {
        var portion = events.newest(company(user), PORTION);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"history.csv\"");
        response.setHeader("Cache-Control", "no-store");
        try (var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            out.write(CsvFile.line(COLUMNS));
            while (!portion.isEmpty()) {
                for (var event : portion) {
                    out.write(line(event));
                }
                portion = events.before(company(user), portion.get(portion.size() - 1), PORTION);
            }
        }
    }

    private static String line(Event event) {
        return CsvFile.line(List.of(
                event.at().toString(),
                event.type().name(),
                event.by(),
                event.actor().toString(),
                text(event.network()),
                event.whom(),
                text(event.subject()),
                text(event.field()),
                text(event.before()),
                text(event.after())));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
