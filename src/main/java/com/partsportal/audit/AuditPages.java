package com.partsportal.audit;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.CsvDownload;
import com.partsportal.shared.Days;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.SearchInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The audit: a vendor's for its Vendor Admins, the portal's for administrators; searched, paged, exported. */
@Controller
class AuditPages {

    private static final int SHOWN = 50;
    private static final int PORTION = 500;

    /** Bounds of what can be stored. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static final List<String> COLUMNS = List.of(
            "at",
            "action",
            "actor",
            "actor_id",
            "by_key",
            "vendor",
            "subject",
            "subject_id",
            "before",
            "after",
            "network");

    private final AuditReport report;

    AuditPages(AuditReport report) {
        this.report = report;
    }

    /** What the address says, as typed, and what of it could not be read. */
    record Search(String q, String from, String to, Map<String, String> errors) {}

    @GetMapping("/vendor/audit")
    String ofVendor(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, Model model) {
        return page(user.vendor(), zone(user), "/vendor/audit", request, model);
    }

    @GetMapping("/admin/audit")
    String ofPortal(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, Model model) {
        return page(null, zone(user), "/admin/audit", request, model);
    }

    @GetMapping("/vendor/audit/export")
    void exportOfVendor(
            @AuthenticationPrincipal SignedIn user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export(user.vendor(), zone(user), request, response);
    }

    @GetMapping("/admin/audit/export")
    void exportOfPortal(
            @AuthenticationPrincipal SignedIn user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export(null, zone(user), request, response);
    }

    private String page(@Nullable UUID vendor, ZoneId zone, String path, HttpServletRequest request, Model model) {
        var search = search(request);
        var found = report.find(query(vendor, zone, search, request), SHOWN + 1);
        var more = found.size() > SHOWN;
        var rows = more ? found.subList(0, SHOWN) : found;
        model.addAttribute("path", path);
        model.addAttribute("ofVendor", vendor != null);
        model.addAttribute("search", search);
        model.addAttribute("narrow", !(search.q() + search.from() + search.to()).isEmpty());
        model.addAttribute("rows", rows);
        model.addAttribute("last", more ? rows.get(rows.size() - 1) : null);
        model.addAttribute("zone", zone);
        return "audit/list";
    }

    /** Portion by portion, so that no connection waits for the reader. */
    private void export(@Nullable UUID vendor, ZoneId zone, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var query = query(vendor, zone, search(request), request);
        var portion = report.find(query, PORTION);
        try (var file = new CsvDownload(response, "audit.csv", COLUMNS, ',')) {
            while (!portion.isEmpty()) {
                for (var row : portion) {
                    file.add(cells(row));
                }
                var last = portion.get(portion.size() - 1);
                query = new AuditReport.Query(vendor, query.q(), query.from(), last.at(), last.id());
                portion = report.find(query, PORTION);
            }
        }
    }

    private static Stream<@Nullable Object> cells(AuditRow row) {
        return Stream.of(
                row.at(),
                row.code(),
                row.actor(),
                row.actorId(),
                row.byKey(),
                row.vendor(),
                row.subject(),
                row.subjectId(),
                row.before(),
                row.after(),
                row.network());
    }

    private static Search search(HttpServletRequest request) {
        var errors = new LinkedHashMap<String, String>();
        var q = parameter(request, "q");
        if (!SearchInput.isValid(q)) {
            errors.put("q", "audit.q.bad");
        }
        var from = parameter(request, "from");
        var to = parameter(request, "to");
        day(from, "from", errors);
        day(to, "to", errors);
        return new Search(q, from, to, errors);
    }

    /** A page goes on before the row that the one before ended with. */
    private static AuditReport.Query query(
            @Nullable UUID vendor, ZoneId zone, Search search, HttpServletRequest request) {
        var errors = new LinkedHashMap<String, String>();
        var q = search.q().isBlank() || search.errors().containsKey("q")
                ? null
                : search.q().strip();
        var from = day(search.from(), "from", errors)
                .map(day -> day.atStartOfDay(zone).toInstant())
                .orElse(FIRST);
        var before = day(search.to(), "to", errors)
                .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())
                .orElse(LAST);
        var id = id(parameter(request, "id"));
        var at = id == null ? null : instant(parameter(request, "at"));
        return at == null
                ? new AuditReport.Query(vendor, q, from, before, null)
                : new AuditReport.Query(vendor, q, from, at, id);
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Objects.toString(request.getParameter(name), "");
    }

    private static Optional<LocalDate> day(String typed, String name, Map<String, String> errors) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Days.parse(typed)).filter(day -> day.getYear() > 1970 && day.getYear() < 9999);
        } catch (DateTimeException noDay) {
            errors.put(name, "audit.day.bad");
            return Optional.empty();
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            var at = Instant.parse(text);
            return at.isBefore(FIRST) || at.isAfter(LAST) ? null : at;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static ZoneId zone(SignedIn user) {
        return user.zone() == null ? ReaderZone.get() : user.zone();
    }
}
