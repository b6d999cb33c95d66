package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.shared.CsvFile;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The vendor's pages of one customer's parts: prepared before the invitation, seen by that customer after it. */
@Controller
@RequestMapping("/vendor/customers/{customer}/parts")
class PartPages {

    /** Of a file that is looked at. */
    private static final int SHOWN = 200;

    private static final int ROWS = 100;

    private final Parts parts;
    private final PartFiles files;
    private final Customers customers;
    private final CustomerList list;
    private final Validator validator;

    PartPages(Parts parts, PartFiles files, Customers customers, CustomerList list, Validator validator) {
        this.parts = parts;
        this.files = files;
        this.customers = customers;
        this.list = list;
        this.validator = validator;
    }

    /**
     * @param number the page begins after this one; empty: at the first
     * @param revision of that number
     */
    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String revision,
            Model model) {
        var readable = (number + revision).indexOf('\0') < 0;
        return page(user, customer, readable ? number : "", readable ? revision : "", model);
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @ModelAttribute("form") PartForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var part = form.part(validator, errors);
        if (!errors.hasErrors()) {
            try {
                parts.add(vendor(user), id, part, user.account());
                redirect.addFlashAttribute("notice", Notice.success("part.notice.added", part.number()));
                return to(id);
            } catch (Refused duplicate) {
                errors.rejectValue("number", "part.refused." + duplicate.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("adding", true);
        return page(user, customer, model);
    }

    @GetMapping("/{part}")
    String show(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            Model model) {
        return page(user, customer, PartId.of(part), model);
    }

    @PostMapping("/{part}")
    String edit(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            @ModelAttribute("form") PartForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var wanted = form.part(validator, errors);
        if (!errors.hasErrors()) {
            try {
                parts.edit(vendor(user), id, PartId.of(part), wanted, user.account());
                redirect.addFlashAttribute("notice", Notice.success("part.notice.edited", wanted.number()));
                return to(id);
            } catch (Refused duplicate) {
                errors.rejectValue("number", "part.refused." + duplicate.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, customer, PartId.of(part), model);
    }

    @PostMapping("/{part}/remove")
    String remove(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var row = parts.get(vendor(user), id, PartId.of(part));
        try {
            parts.remove(vendor(user), id, row.id(), user.account());
            redirect.addFlashAttribute("notice", Notice.success("part.notice.removed", row.number()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("part.refused." + refused.code(), row.number()));
        }
        return to(id);
    }

    @PostMapping("/{part}/drawing")
    String draw(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            @RequestParam(required = false) @Nullable MultipartFile drawing,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        var id = own(user, customer);
        var row = parts.get(vendor(user), id, PartId.of(part));
        try {
            if (drawing == null) {
                throw new InvalidValue("drawing", "drawing.empty");
            }
            if (drawing.getSize() > Drawings.LARGEST) {
                throw new InvalidValue("drawing", "drawing.large");
            }
            var name = drawing.getOriginalFilename();
            parts.draw(vendor(user), id, row.id(), name == null ? "" : name, drawing.getBytes(), user.account());
            redirect.addFlashAttribute("notice", Notice.success("part.notice.drawn", row.number()));
            return "redirect:/vendor/customers/" + id + "/parts/" + row.id();
        } catch (InvalidValue refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("drawingError", "part." + refused.code());
            return page(user, customer, row.id(), model);
        }
    }

    /** Always a download: what a file holds is never shown as a page of ours. */
    @GetMapping("/{part}/drawing")
    ResponseEntity<byte[]> drawing(
            @AuthenticationPrincipal SignedIn user, @PathVariable String customer, @PathVariable String part) {
        var id = own(user, customer);
        return download(parts.drawing(vendor(user), id, PartId.of(part)));
    }

    static ResponseEntity<byte[]> download(Drawing drawing) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(drawing.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(drawing.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(drawing.content());
    }

    @GetMapping("/template")
    ResponseEntity<String> template(@AuthenticationPrincipal SignedIn user, @PathVariable String customer) {
        own(user, customer);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"parts.csv\"")
                .body(CsvFile.line(PartsCsv.COLUMNS));
    }

    /** Reads the file and shows what it would do; nothing is taken over yet. */
    @PostMapping("/import")
    String preview(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var id = own(user, customer);
        try {
            if (file == null || file.isEmpty()) {
                throw new InvalidValue("file", "csv.empty");
            }
            var content = file.getBytes();
            var read = files.read(content);
            model.addAttribute("customer", list.get(vendor(user), id));
            model.addAttribute("file", files.keep(id, content, user.account()));
            model.addAttribute("good", read.parts().size());
            model.addAttribute("parts", read.parts().stream().limit(SHOWN).toList());
            model.addAttribute("bad", read.problems().size());
            model.addAttribute("problems", read.problems().stream().limit(SHOWN).toList());
            return "part/preview";
        } catch (InvalidValue refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("fileError", "part." + refused.code());
            return page(user, customer, model);
        }
    }

    @PostMapping("/import/confirm")
    String confirm(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam String file,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var read = files.read(files.take(id, uuid(file)));
        var merged = parts.merge(vendor(user), id, read.parts(), user.account());
        redirect.addFlashAttribute("notice", Notice.success("part.notice.imported", merged.added(), merged.changed()));
        return to(id);
    }

    @PostMapping("/copy")
    String copy(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(defaultValue = "") String from,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var source = EmailAddress.isValid(from)
                ? customers.byEmail(vendor(user), new EmailAddress(from)).filter(other -> !other.equals(id))
                : java.util.Optional.<CustomerId>empty();
        if (source.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("copyError", "part.copy.unknown");
            model.addAttribute("copyFrom", from);
            return page(user, customer, model);
        }
        var copied = parts.copy(vendor(user), source.get(), id, user.account());
        redirect.addFlashAttribute("notice", Notice.success("part.notice.copied", copied));
        return to(id);
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private String page(SignedIn user, String customer, Model model) {
        return page(user, customer, "", "", model);
    }

    private String page(SignedIn user, String customer, String number, String revision, Model model) {
        var id = CustomerId.of(customer);
        var rows = parts.after(vendor(user), id, number, revision, ROWS + 1);
        model.addAttribute("customer", list.get(vendor(user), id));
        model.addAttribute("parts", rows.stream().limit(ROWS).toList());
        model.addAttribute("last", rows.size() > ROWS ? rows.get(ROWS - 1) : null);
        model.addAttribute("first", number.isEmpty());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", PartForm.empty());
        }
        return "part/parts";
    }

    private String page(SignedIn user, String customer, PartId part, Model model) {
        var id = CustomerId.of(customer);
        var row = parts.get(vendor(user), id, part);
        model.addAttribute("customer", list.get(vendor(user), id));
        model.addAttribute("part", row);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", PartForm.of(row));
        }
        return "part/part";
    }

    private CustomerId own(SignedIn user, String customer) {
        return list.get(vendor(user), CustomerId.of(customer)).id();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }

    private static String to(CustomerId customer) {
        return "redirect:/vendor/customers/" + customer + "/parts";
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
