package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.table.DayOrder;
import com.partsportal.table.Headings;
import com.partsportal.table.UploadedTable;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Many parts from a file or the clipboard: preview, columns, import. */
@Controller
@RequestMapping("/vendor/customers/{customer}/parts")
class PartImportPages {

    /** Rows of a preview. */
    private static final int SHOWN = 200;

    /** Rows that are corrected at a time: a form has at most a thousand fields. */
    private static final int MENDED = 50;

    private final Parts parts;
    private final PartFiles files;
    private final CustomerList list;
    private final PartPages pages;
    private final Vendors vendors;
    private final MessageSource messages;
    private final FormAnswers forms;

    PartImportPages(
            Parts parts,
            PartFiles files,
            CustomerList list,
            PartPages pages,
            Vendors vendors,
            MessageSource messages,
            FormAnswers forms) {
        this.vendors = vendors;
        this.messages = messages;
        this.parts = parts;
        this.files = files;
        this.list = list;
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping("/template")
    void template(@AuthenticationPrincipal SignedIn user, @PathVariable String customer, HttpServletResponse response)
            throws IOException {
        pages.own(user, customer);
        PartsCsv.write(List.of(), vendors.get(VendorId.of(user)).delimiter(), response);
    }

    /** Reads the file, or what was pasted, and shows what it would do; nothing is stored yet. */
    @PostMapping("/import")
    String preview(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String pasted,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var id = pages.own(user, customer);
        try {
            var content = file != null && !file.isEmpty() ? file.getBytes() : pasted.getBytes(StandardCharsets.UTF_8);
            var preview = files.keep(VendorId.of(user), id, content, user.account());
            if (preview.isComplete()) {
                return "redirect:" + page(id, preview);
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(user, id, preview, model);
        } catch (InvalidValue refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("fileError", "part." + refused.code());
            model.addAttribute("fileErrorArgs", refused.args());
            model.addAttribute("pasted", pasted);
            return pages.page(user, customer, model);
        }
    }

    private static String page(CustomerId customer, PartFiles.Preview preview) {
        return PartPages.page(customer) + "/import?file=" + preview.id();
    }

    /** With scripts: where the preview is. */
    @PostMapping(path = "/import", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UploadedTable> upload(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Locale language)
            throws IOException {
        var id = pages.own(user, customer);
        try {
            var content = file == null ? new byte[0] : file.getBytes();
            var kept = files.keep(VendorId.of(user), id, content, user.account());
            return ResponseEntity.ok(new UploadedTable(page(id, kept), null));
        } catch (InvalidValue refused) {
            return ResponseEntity.unprocessableEntity()
                    .body(new UploadedTable(
                            null, messages.getMessage("part." + refused.code(), refused.args(), language)));
        }
    }

    /** The same file, with other columns or of another sheet. */
    @PostMapping("/import/columns")
    String columns(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam String file,
            @RequestParam(defaultValue = "0") int sheet,
            @RequestParam(name = "column", required = false) @Nullable List<String> columns,
            @RequestParam(defaultValue = "") String days,
            HttpServletResponse response,
            Model model) {
        var id = pages.own(user, customer);
        var kept = Ids.parse(file);
        try {
            var chosen = columns == null ? List.<String>of() : columns;
            return show(user, id, files.mapColumns(VendorId.of(user), id, kept, sheet, chosen, order(days)), model);
        } catch (InvalidValue refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            var isOfFile = refused.field().equals("file");
            model.addAttribute("columnsError", (isOfFile ? "part." : "table.") + refused.code());
            model.addAttribute("columnsErrorArgs", refused.args());
            return show(user, id, files.get(VendorId.of(user), id, kept), model);
        }
    }

    private static @Nullable DayOrder order(String days) {
        return Arrays.stream(DayOrder.values())
                .filter(order -> order.name().equals(days))
                .findFirst()
                .orElse(null);
    }

    /** Rows that stay out, corrected in place. */
    @PostMapping("/import/rows")
    String correct(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam String file,
            @RequestParam MultiValueMap<String, String> params,
            Model model) {
        var id = pages.own(user, customer);
        var kept = Ids.parse(file);
        var lines = params.getOrDefault("line", List.of());
        var corrected = new ArrayList<PartFiles.CorrectedRow>();
        for (var n = 0; n < lines.size(); n++) {
            if (lines.get(n).matches("[0-9]{1,9}")) {
                corrected.add(new PartFiles.CorrectedRow(Long.parseLong(lines.get(n)), values(params, n)));
            }
        }
        files.correct(VendorId.of(user), id, kept, corrected);
        return show(user, id, files.get(VendorId.of(user), id, kept), model);
    }

    private static Map<String, String> values(MultiValueMap<String, String> params, int n) {
        var values = new HashMap<String, String>();
        for (var field : Headings.PARTS.fields()) {
            var typed = params.getOrDefault(field, List.of());
            if (n < typed.size()) {
                values.put(field, typed.get(n).strip());
            }
        }
        return values;
    }

    /** The preview of a file that was chosen before. */
    @GetMapping("/import")
    String show(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(defaultValue = "") String file,
            Model model) {
        var id = pages.own(user, customer);
        return show(user, id, files.get(VendorId.of(user), id, Ids.parse(file)), model);
    }

    /** The rows that stay out as a file, to be corrected in a spreadsheet and chosen again. */
    @GetMapping("/import/rejected")
    void rejected(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(defaultValue = "") String file,
            HttpServletResponse response)
            throws IOException {
        var id = pages.own(user, customer);
        var preview = files.get(VendorId.of(user), id, Ids.parse(file));
        PartsCsv.writeRejected(
                preview.content().problems(), vendors.get(VendorId.of(user)).delimiter(), response);
    }

    @PostMapping("/import/confirm")
    String confirm(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam String file,
            RedirectAttributes redirect) {
        var id = pages.own(user, customer);
        var preview = files.get(VendorId.of(user), id, Ids.parse(file));
        var read = preview.content();
        var imported = forms.once(
                () -> parts.merge(VendorId.of(user), id, read.parts(), user.account()), merged -> PartPages.page(id));
        files.imported(id, preview);
        redirect.addFlashAttribute(
                "notice",
                imported.notice(merged -> Notice.success(
                        "part.notice.imported",
                        merged.added(),
                        merged.changed(),
                        read.problems().size())));
        return "redirect:" + imported.page();
    }

    private String show(SignedIn user, CustomerId customer, PartFiles.Preview preview, Model model) {
        var content = preview.content();
        model.addAttribute("customer", list.get(VendorId.of(user), customer));
        model.addAttribute("file", preview.id());
        model.addAttribute("table", preview.table());
        model.addAttribute("good", content.parts().size());
        var known = parts.of(VendorId.of(user), customer).stream()
                .filter(row -> row.retiredAt() == null)
                .collect(Collectors.toMap(PartRow::key, row -> NewPart.of(row).normalised()));
        var verdicts = content.parts().stream()
                .map(part -> Verdict.of(part, known.get(part.normalised().key())))
                .toList();
        model.addAttribute("question", content.question());
        model.addAttribute("fresh", count(verdicts, Verdict.NEW));
        model.addAttribute("changed", count(verdicts, Verdict.CHANGED));
        model.addAttribute("verdicts", verdicts.stream().limit(SHOWN).toList());
        model.addAttribute("parts", content.parts().stream().limit(SHOWN).toList());
        model.addAttribute("bad", content.problems().size());
        model.addAttribute("problems", content.problems().stream().limit(MENDED).toList());
        return "part/preview";
    }

    private static long count(List<Verdict> verdicts, Verdict wanted) {
        return verdicts.stream().filter(wanted::equals).count();
    }

    /** What a row of a file would do. */
    enum Verdict {
        NEW,
        CHANGED,
        KNOWN;

        private static Verdict of(NewPart part, @Nullable NewPart known) {
            return known == null ? NEW : known.equals(part.normalised()) ? KNOWN : CHANGED;
        }
    }
}
