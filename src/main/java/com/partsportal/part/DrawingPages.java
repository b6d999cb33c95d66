package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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

/** The drawings of a customer's parts: those of one part, and many files at once that are matched by their names. */
@Controller
@RequestMapping("/vendor/customers/{customer}/parts")
class DrawingPages {

    private final Parts parts;
    private final PartDrawings drawings;
    private final PartPages pages;
    private final CustomerList list;
    private final MessageSource messages;
    private final FormAnswers forms;

    DrawingPages(
            Parts parts,
            PartDrawings drawings,
            PartPages pages,
            CustomerList list,
            MessageSource messages,
            FormAnswers forms) {
        this.parts = parts;
        this.drawings = drawings;
        this.pages = pages;
        this.list = list;
        this.messages = messages;
        this.forms = forms;
    }

    /** Adds files to one part; the first that is refused is named, those before it are stored. */
    @PostMapping("/{part}/drawing")
    String add(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            @RequestParam(name = "drawing", required = false) @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "false") boolean replace,
            Locale language,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = pages.own(user, customer);
        var row = parts.get(VendorId.of(user), id, PartId.of(part));
        var chosen = files == null ? List.<MultipartFile>of() : files;
        try {
            if (chosen.isEmpty()) {
                throw new InvalidValue("drawing", "drawing.empty");
            }
            for (var n = 0; n < chosen.size(); n++) {
                var file = chosen.get(n);
                model.addAttribute("drawingName", name(file));
                forms.once(
                        "file " + n,
                        () -> drawings.add(
                                VendorId.of(user), id, row.id(), name(file), open(file), replace, user.account()),
                        PartPages.page(id) + "/" + row.id());
            }
        } catch (InvalidValue | Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute(
                    "drawingError", reason(refused, String.valueOf(model.getAttribute("drawingName")), language));
            return pages.page(user, customer, row.id(), model);
        }
        redirect.addFlashAttribute("notice", Notice.success("part.notice.drawn", row.number(), chosen.size()));
        return "redirect:" + PartPages.page(id) + "/" + row.id();
    }

    /** With scripts: a call for each file. */
    @PostMapping(path = "/{part}/drawing", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Uploaded> addOne(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            @RequestParam(name = "drawing", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean replace,
            Locale language) {
        var id = pages.own(user, customer);
        var row = parts.get(VendorId.of(user), id, PartId.of(part));
        return answer(file, language, chosen -> {
            var added =
                    drawings.add(VendorId.of(user), id, row.id(), name(chosen), open(chosen), replace, user.account());
            return new Uploaded(
                    added.fileName(),
                    true,
                    true,
                    text("part.drawings.matched", language, added.fileName(), named(row)));
        });
    }

    private ResponseEntity<Uploaded> answer(
            @Nullable MultipartFile file, Locale language, Function<MultipartFile, Uploaded> act) {
        var result = file == null
                ? new Uploaded("", false, false, text("part.drawing.empty", language))
                : orReason(file, language, act);
        return ResponseEntity.status(result.isStored() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .body(result);
    }

    private Uploaded orReason(MultipartFile file, Locale language, Function<MultipartFile, Uploaded> act) {
        try {
            return act.apply(file);
        } catch (InvalidValue | Refused refused) {
            return new Uploaded(name(file), false, false, reason(refused, name(file), language));
        }
    }

    /** The first drawing of a part by name, as a download. */
    @GetMapping("/{part}/drawing")
    void first(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            HttpServletResponse response)
            throws IOException {
        var id = pages.own(user, customer);
        var first = drawings.of(VendorId.of(user), id, PartId.of(part)).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
        DrawingAnswer.download(drawings.get(VendorId.of(user), id, first.id()), response);
    }

    @GetMapping("/drawings/{drawing}")
    void open(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String drawing,
            @RequestParam(defaultValue = "false") boolean small,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var id = pages.own(user, customer);
        var wanted = drawings.get(VendorId.of(user), id, Ids.parse(drawing));
        DrawingAnswer.open(wanted, small, request, response);
    }

    @PostMapping("/drawings/{drawing}/remove")
    String remove(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String drawing,
            RedirectAttributes redirect) {
        var id = pages.own(user, customer);
        var row = drawings.get(VendorId.of(user), id, Ids.parse(drawing)).row();
        drawings.remove(VendorId.of(user), id, row.id(), user.account());
        redirect.addFlashAttribute("notice", Notice.success("part.drawing.removed", row.fileName()));
        return "redirect:" + PartPages.page(id) + "/" + (row.part() == null ? "drawings" : row.part());
    }

    // ---- many files

    @GetMapping("/drawings")
    String many(@AuthenticationPrincipal SignedIn user, @PathVariable String customer, Model model) {
        var id = pages.own(user, customer);
        var unassigned = drawings.unassigned(VendorId.of(user), id);
        model.addAttribute("customer", list.get(VendorId.of(user), id));
        model.addAttribute("unassigned", unassigned);
        model.addAttribute("parts", unassigned.isEmpty() ? List.of() : parts.of(VendorId.of(user), id));
        return "part/drawings";
    }

    /** Without scripts: all files in one form. */
    @PostMapping("/drawings")
    String match(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(name = "drawing", required = false) @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "false") boolean replace,
            Locale language,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = pages.own(user, customer);
        var results = new ArrayList<Uploaded>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            results.add(orReason(file, language, chosen -> match(user, id, chosen, replace, language)));
        }
        redirect.addFlashAttribute("results", results);
        return "redirect:" + PartPages.page(id) + "/drawings";
    }

    /**
     * What became of one file; kept in the session until the page shows it.
     *
     * @param message for people
     */
    record Uploaded(String fileName, boolean isStored, boolean isMatched, String message) implements Serializable {}

    /** With scripts: a call for each file. */
    @PostMapping(path = "/drawings", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Uploaded> matchOne(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(name = "drawing", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean replace,
            Locale language) {
        var id = pages.own(user, customer);
        return answer(file, language, chosen -> match(user, id, chosen, replace, language));
    }

    private Uploaded match(SignedIn user, CustomerId customer, MultipartFile file, boolean replace, Locale language) {
        var name = name(file);
        var row = drawings.match(VendorId.of(user), customer, name, open(file), replace, user.account());
        if (row.part() == null) {
            return new Uploaded(name, true, false, text("part.drawings.unmatched", language, row.fileName()));
        }
        var part = parts.get(VendorId.of(user), customer, new PartId(row.part()));
        return new Uploaded(name, true, true, text("part.drawings.matched", language, row.fileName(), named(part)));
    }

    private static String named(PartRow part) {
        return part.number() + (part.revision().isEmpty() ? "" : " · " + part.revision());
    }

    @PostMapping("/drawings/{drawing}/assign")
    String assign(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String drawing,
            @RequestParam(defaultValue = "") String part,
            RedirectAttributes redirect) {
        var id = pages.own(user, customer);
        var row = drawings.get(VendorId.of(user), id, Ids.parse(drawing)).row();
        var wanted = parts.get(VendorId.of(user), id, PartId.of(part));
        try {
            drawings.assign(VendorId.of(user), id, row.id(), wanted.id(), user.account());
            redirect.addFlashAttribute(
                    "notice", Notice.success("part.drawing.assigned", row.fileName(), wanted.number()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("part.refused." + refused.code()));
        }
        return "redirect:" + PartPages.page(id) + "/drawings";
    }

    private String reason(RuntimeException refused, String fileName, Locale language) {
        if (refused instanceof InvalidValue invalid) {
            return text("part.drawing.file", language, fileName, text("part." + invalid.code(), language));
        }
        return text("part.drawing.exists", language, fileName);
    }

    private String text(String key, Locale language, Object... args) {
        return messages.getMessage(key, args, language);
    }

    /** Browsers send a quotation mark in a file's name as {@code %22}. */
    private static String name(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null ? "" : name.replace("%22", "\"");
    }

    private static InputStream open(MultipartFile file) {
        try {
            return file.getInputStream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
