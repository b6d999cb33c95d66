package com.partsportal.customerimport;

import com.partsportal.account.SignedIn;
import com.partsportal.customer.CustomerReadiness;
import com.partsportal.shared.CsvDownload;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.table.UploadedTable;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Many customers from a file: choose it, check the verdict on each row, confirm, watch it run, download the outcomes. */
@Controller
@RequestMapping("/vendor/customers/import")
class ImportPages {

    private static final int SHOWN = 200;

    /** As many fields as a form may have, and as a person mends at a time. */
    private static final int MENDED = 100;

    private static final List<String> OUTCOMES =
            List.of("line", "company_name", "email", "phone", "ranking", "outcome", "field", "message", "external_id");

    private final Imports imports;
    private final CustomerReadiness readiness;
    private final Vendors vendors;
    private final MessageSource messages;
    private final Clock clock;
    private final FormAnswers forms;

    ImportPages(
            Imports imports,
            CustomerReadiness readiness,
            Vendors vendors,
            MessageSource messages,
            Clock clock,
            FormAnswers forms) {
        this.forms = forms;
        this.imports = imports;
        this.readiness = readiness;
        this.vendors = vendors;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String choose(@AuthenticationPrincipal SignedIn user, Model model) {
        return form(VendorId.of(user), model);
    }

    @GetMapping("/template")
    void template(@AuthenticationPrincipal SignedIn user, HttpServletResponse response) throws IOException {
        var delimiter = vendors.get(VendorId.of(user)).delimiter();
        new CsvDownload(response, "customers.csv", Imports.COLUMNS, delimiter).close();
    }

    @PostMapping
    String check(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String pasted,
            HttpServletResponse response,
            Model model)
            throws IOException {
        try {
            var content = file != null && !file.isEmpty() ? file.getBytes() : pasted.getBytes(StandardCharsets.UTF_8);
            return "redirect:"
                    + forms.once(() -> imports.preview(VendorId.of(user), content, user.account()), ImportPages::page)
                            .page();
        } catch (InvalidValue refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("fileError", "customerimport." + refused.code());
            model.addAttribute("fileErrorArgs", refused.args());
            model.addAttribute("pasted", pasted);
            return form(VendorId.of(user), model);
        }
    }

    /** With scripts: where the preview is. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UploadedTable> upload(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Locale language)
            throws IOException {
        try {
            var content = file == null ? new byte[0] : file.getBytes();
            var preview = imports.preview(VendorId.of(user), content, user.account());
            return ResponseEntity.ok(new UploadedTable(page(preview), null));
        } catch (InvalidValue refused) {
            return ResponseEntity.unprocessableEntity()
                    .body(new UploadedTable(
                            null, messages.getMessage("customerimport." + refused.code(), refused.args(), language)));
        }
    }

    /** The same file, with other columns or of another sheet. */
    @PostMapping("/{id}/columns")
    String columns(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int sheet,
            @RequestParam(name = "column", required = false) @Nullable List<String> columns,
            HttpServletResponse response,
            Model model) {
        var wanted = ImportId.of(id);
        try {
            imports.mapColumns(VendorId.of(user), wanted, sheet, columns == null ? List.of() : columns);
            return "redirect:" + page(wanted);
        } catch (InvalidValue refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            var isOfFile = refused.field().equals("file");
            model.addAttribute("columnsError", (isOfFile ? "customerimport." : "table.") + refused.code());
            model.addAttribute("columnsErrorArgs", refused.args());
            return show(user, id, model);
        }
    }

    /** Rejected rows, corrected in place. */
    @PostMapping("/{id}/rows")
    String correct(@AuthenticationPrincipal SignedIn user, @PathVariable String id, HttpServletRequest request) {
        var wanted = ImportId.of(id);
        var lines = values(request, "line");
        var corrected = new ArrayList<Imports.CorrectedRow>();
        for (var n = 0; n < lines.size(); n++) {
            if (lines.get(n).matches("[0-9]{1,9}")) {
                corrected.add(new Imports.CorrectedRow(
                        Long.parseLong(lines.get(n)),
                        at(values(request, "companyName"), n),
                        at(values(request, "email"), n),
                        at(values(request, "phone"), n),
                        at(values(request, "ranking"), n),
                        at(values(request, "externalId"), n)));
            }
        }
        imports.correct(VendorId.of(user), wanted, corrected);
        return "redirect:" + page(wanted);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private static @Nullable String at(List<String> values, int n) {
        return n < values.size() ? values.get(n) : null;
    }

    @GetMapping("/{id}")
    String show(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var vendor = VendorId.of(user);
        var progress = fill(vendor, id, model);
        if (progress.state() != ImportProgress.State.RUNNING) {
            model.addAttribute("rows", imports.first(vendor, progress.id(), SHOWN));
            var isPreview = progress.state() == ImportProgress.State.PREVIEW;
            model.addAttribute("rejected", imports.rejected(vendor, progress.id(), isPreview ? MENDED : SHOWN));
        }
        if (progress.state() == ImportProgress.State.PREVIEW) {
            model.addAttribute("table", imports.table(vendor, progress.id()).orElse(null));
            model.addAttribute("readiness", readiness.ofNew(vendor));
        }
        return "customerimport/run";
    }

    @PostMapping("/{id}/confirm")
    String confirm(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean invite,
            RedirectAttributes redirect) {
        var wanted = ImportId.of(id);
        try {
            forms.once(() -> imports.confirm(VendorId.of(user), wanted, invite), page(wanted));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("customerimport." + refused.code()));
        }
        return "redirect:" + page(wanted);
    }

    /** Polled while it runs; the page reloads when it is done. */
    @GetMapping("/{id}/progress")
    String progress(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            HttpServletResponse response,
            Model model) {
        if (fill(VendorId.of(user), id, model).state() != ImportProgress.State.RUNNING) {
            response.setHeader("HX-Refresh", "true");
        }
        return "customerimport/run :: importProgress";
    }

    /**
     * Each row of the file with what became of it.
     *
     * @param rejected only the rejected ones
     */
    @GetMapping("/{id}/outcomes")
    void outcomes(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean rejected,
            HttpServletResponse response,
            Locale language)
            throws IOException {
        var progress = imports.progress(VendorId.of(user), ImportId.of(id));
        var delimiter = vendors.get(VendorId.of(user)).delimiter();
        try (var file = new CsvDownload(response, "outcomes.csv", OUTCOMES, delimiter)) {
            imports.each(VendorId.of(user), progress.id(), rejected, row -> {
                try {
                    file.add(cells(row, language));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        }
    }

    private Stream<@Nullable Object> cells(ImportedRow row, Locale language) {
        return Stream.of(
                row.line(),
                row.companyName(),
                row.email(),
                row.phone(),
                row.ranking(),
                outcome(row),
                row.field(),
                row.messageKey() == null ? null : messages.getMessage(row.messageKey(), null, language),
                row.externalId());
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
        return "customerimport/import";
    }

    private ImportProgress fill(VendorId vendor, String id, Model model) {
        var progress = imports.progress(vendor, ImportId.of(id));
        model.addAttribute("progress", progress);
        model.addAttribute("rate", progress.perSecond(clock.instant()));
        return progress;
    }

    private static String page(ImportId id) {
        return "/vendor/customers/import/" + id;
    }
}
