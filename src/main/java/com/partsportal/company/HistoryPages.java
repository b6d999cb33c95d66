package com.partsportal.company;

import com.partsportal.account.SignedIn;
import com.partsportal.company.CompanyEvents.Event;
import com.partsportal.shared.CsvDownload;
import com.partsportal.shared.ReaderZone;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
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
        model.addAttribute("zone", ReaderZone.get());
        return "company/history";
    }

    /** Portion by portion, so that no connection waits for the reader. */
    @GetMapping("/export")
    void export(@AuthenticationPrincipal SignedIn user, HttpServletResponse response) throws IOException {
        var portion = events.newest(company(user), PORTION);
        try (var file = new CsvDownload(response, "history.csv", COLUMNS, ',')) {
            while (!portion.isEmpty()) {
                for (var event : portion) {
                    file.add(cells(event));
                }
                portion = events.before(company(user), portion.get(portion.size() - 1), PORTION);
            }
        }
    }

    private static Stream<@Nullable Object> cells(Event event) {
        return Stream.of(
                event.at(),
                event.type(),
                event.by(),
                event.actor(),
                event.network(),
                event.whom(),
                event.subject(),
                event.field(),
                event.before(),
                event.after());
    }

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
