package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.CsvFile;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Many customers from a file: choose it, look at the verdict of each row, say yes, watch it run, take the outcomes along. */
@Controller
@RequestMapping("/vendor/customers/import")
class ImportPages {

    private static final int SHOWN = 200;

    private final Imports imports;
    private final Customers customers;
    private final Vendors vendors;
    private final MessageSource messages;
    private final Clock clock;

    ImportPages(Imports imports, Customers customers, Vendors vendors, MessageSource messages, Clock clock) {
        this.imports = imports;
        this.customers = customers;
        this.vendors = vendors;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String choose(@AuthenticationPrincipal SignedIn user, Model model) {
        return form(vendor(user), model);
    }

    @GetMapping("/template")
    ResponseEntity<String> template() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"customers.csv\"")
                .body(CsvFile.line(Imports.COLUMNS));
    }

    @PostMapping
    String check(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            Model model)
            throws IOException {
        try {
            if (file == null || file.isEmpty()) {
                throw new InvalidValue("file", "csv.empty");
            }
            return to(imports.preview(vendor(user), file.getInputStream(), user.account()));
        } catch (InvalidValue refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("fileError", "customer.import." + refused.code());
            return form(vendor(user), model);
        }
    }

    @GetMapping("/{id}")
    String show(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var vendor = vendor(user);
        var progress = fill(vendor, id, model);
        if (progress.state() != ImportProgress.State.RUNNING) {
            model.addAttribute("rows", imports.first(vendor, progress.id(), SHOWN));
            model.addAttribute("rejected", imports.rejected(vendor, progress.id(), SHOWN));
        }
        if (progress.state() == ImportProgress.State.PREVIEW) {
            model.addAttribute("readiness", customers.readinessOfNew(vendor));
        }
        return "customer/import-run";
    }

    @PostMapping("/{id}/confirm")
    String confirm(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean invite) {
        var wanted = ImportId.of(id);
        imports.confirm(vendor(user), wanted, invite);
        return to(wanted);
    }

    /** Asked again and again while it runs; the page loads itself anew when it is done. */
    @GetMapping("/{id}/progress")
    String progress(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            HttpServletResponse response,
            Model model) {
        if (fill(vendor(user), id, model).state() != ImportProgress.State.RUNNING) {
            response.setHeader("HX-Refresh", "true");
        }
        return "customer/import-run :: importProgress";
    }

    /** Each row of the file with what became of it. */
    @GetMapping("/{id}/outcomes")
    void outcomes(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            HttpServletResponse response,
            Locale language)
            throws IOException {
        var progress = imports.progress(vendor(user), ImportId.of(id));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"outcomes.csv\"");
        try (var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            out.write(CsvFile.line(
                    List.of("line", "company_name", "email", "phone", "ranking", "outcome", "field", "message")));
            imports.each(vendor(user), progress.id(), row -> {
                try {
                    out.write(CsvFile.line(List.of(
                            Long.toString(row.line()),
                            row.companyName(),
                            row.email(),
                            row.phone(),
                            row.ranking(),
                            outcome(row),
                            row.field() == null ? "" : row.field(),
                            row.words() == null ? "" : messages.getMessage(row.words(), null, language))));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        }
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private static String outcome(ImportedRow row) {
        if (row.code() != null) {
            return row.code();
        }
        return row.invited() ? "invited" : row.customer() != null ? "created" : "ready";
    }

    private String form(VendorId vendor, Model model) {
        model.addAttribute("latest", imports.latest(vendor));
        model.addAttribute("zone", vendors.get(vendor).zone());
        model.addAttribute(
                "rankings",
                vendors.rankings(vendor).stream().map(RankingRow::label).toList());
        return "customer/import";
    }

    private ImportProgress fill(VendorId vendor, String id, Model model) {
        var progress = imports.progress(vendor, ImportId.of(id));
        model.addAttribute("progress", progress);
        model.addAttribute("rate", progress.perSecond(clock.instant()));
        return progress;
    }

    private static String to(ImportId id) {
        return "redirect:/vendor/customers/import/" + id;
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
