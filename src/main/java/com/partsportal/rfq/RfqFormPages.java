package com.partsportal.rfq;

import com.partsportal.account.SignedIn;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CompanyVendors;
import com.partsportal.customer.VendorSwitch;
import com.partsportal.part.DrawingRow;
import com.partsportal.part.OfferedPart;
import com.partsportal.part.PartId;
import com.partsportal.part.Parts;
import com.partsportal.part.RfqFiles;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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

/** A new RFQ, and one that was sent back: of prepared parts, of parts that the company describes, or both. */
@Controller
@RequestMapping("/portal/rfqs")
class RfqFormPages {

    private final Parts parts;
    private final Rfqs rfqs;
    private final RfqFiles files;
    private final CompanyVendors vendors;
    private final VendorSwitch switches;
    private final MessageSource messages;
    private final FormAnswers forms;

    RfqFormPages(
            Parts parts,
            Rfqs rfqs,
            RfqFiles files,
            CompanyVendors vendors,
            VendorSwitch switches,
            MessageSource messages,
            FormAnswers forms) {
        this.parts = parts;
        this.rfqs = rfqs;
        this.files = files;
        this.vendors = vendors;
        this.switches = switches;
        this.messages = messages;
        this.forms = forms;
    }

    /** @param again an RFQ whose lines are requested anew */
    @GetMapping("/new")
    String newRfq(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(name = "part", required = false) @Nullable List<String> chosen,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request,
            Model model) {
        var company = PortalRfqPages.company(user);
        var vendor = switches.of(company, request, model).chosen();
        var offered = parts.offered(company, null);
        if (again != null) {
            return again(company, rfqs.get(company, RfqId.of(again)), offered, model);
        }
        var ids = ids(chosen);
        var form = RfqForm.prefilled(firstQuantities(company, ids, offered));
        return form(
                company,
                ids,
                ids.isEmpty() ? form.withDescribed(DescribedForm.empty().of(vendor), List.of()) : form,
                null,
                offered,
                model);
    }

    /** What is still offered as a part, the rest as it was described. */
    private String again(CompanyId company, RfqRow rfq, List<OfferedPart> offered, Model model) {
        var lines = rfqs.lines(rfq.id());
        var sent = files.attached(lines.stream().map(RfqRow.Line::id).toList());
        var known = offered.stream().map(offer -> offer.part().id()).collect(Collectors.toSet());
        var ids = new ArrayList<PartId>();
        var quantities = new HashMap<PartId, List<Integer>>();
        for (var line : lines) {
            var part = line.part();
            if (part != null && known.contains(part)) {
                ids.add(part);
                quantities.put(part, line.quantities());
            }
        }
        var form = RfqForm.prefilled(quantities);
        for (var line : lines) {
            if (line.part() == null || !known.contains(line.part())) {
                var ofLine = sent.getOrDefault(line.id(), List.of()).stream()
                        .map(DrawingRow::id)
                        .toList();
                var id = DescribedForm.empty().id();
                form = form.withDescribed(
                        DescribedForm.of(line, id, rfq.vendor().toString(), ofLine), line.quantities());
            }
        }
        return form(company, ids, form, null, offered, model);
    }

    /** Those of the last RFQ, or else in which the vendor says that it was ordered or quoted last. */
    private Map<PartId, List<Integer>> firstQuantities(
            CompanyId company, List<PartId> chosen, List<OfferedPart> offered) {
        var quantities = new HashMap<PartId, List<Integer>>();
        offered.stream()
                .map(OfferedPart::part)
                .filter(part -> chosen.contains(part.id()))
                .forEach(part -> part.lastQuantity().ifPresent(last -> quantities.put(part.id(), List.of(last))));
        quantities.putAll(rfqs.lastQuantities(company, chosen));
        return quantities;
    }

    @PostMapping("/new")
    String submit(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(name = "part", required = false) @Nullable List<String> chosen,
            @RequestParam MultiValueMap<String, MultipartFile> uploads,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var company = PortalRfqPages.company(user);
        var ids = ids(chosen);
        var form = keepFiles(company, RfqForm.typed(ids, request::getParameterValues), uploads);
        var changed = RfqFormButtons.apply(form, request);
        if (changed != null) {
            return form(company, ids, changed, null, parts.offered(company, null), model);
        }
        var wanted = form.read();
        if (form.errors().isEmpty()) {
            try {
                var submitted = forms.once(() -> rfqs.submit(company, wanted, user.account()), RfqFormPages::page);
                redirect.addFlashAttribute("notice", submitted.notice(made -> submitted(company, made.get(0))));
                return "redirect:" + submitted.page();
            } catch (InvalidValue invalid) {
                fault(form, invalid);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return form(company, ids, form, null, parts.offered(company, null), model);
    }

    @GetMapping("/{id}/revise")
    String revise(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var company = PortalRfqPages.company(user);
        var rfq = rfqs.get(company, RfqId.of(id));
        if (rfq.status() != RfqStatus.SENT_BACK) {
            return "redirect:/portal/rfqs/" + rfq.id();
        }
        var lines = rfqs.lines(rfq.id());
        var sent = files.attached(lines.stream().map(RfqRow.Line::id).toList()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        ofLine -> ofLine.getValue().stream().map(DrawingRow::id).toList()));
        return form(company, prepared(lines), RfqForm.of(rfq, lines, sent), rfq, parts.offered(company, null), model);
    }

    @PostMapping("/{id}/revise")
    String revise(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, MultipartFile> uploads,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var company = PortalRfqPages.company(user);
        var rfq = rfqs.get(company, RfqId.of(id));
        var ids = prepared(rfqs.lines(rfq.id()));
        var form = keepFiles(company, RfqForm.typed(ids, request::getParameterValues), uploads);
        var changed = RfqFormButtons.apply(form, request);
        if (changed != null) {
            return form(company, ids, changed, rfq, parts.offered(company, null), model);
        }
        var wanted = form.read();
        if (form.errors().isEmpty()) {
            try {
                var revised = forms.once(
                        () -> rfqs.revise(company, rfq.id(), wanted, user.account()), page(List.of(rfq.id())));
                redirect.addFlashAttribute(
                        "notice",
                        revised.notice(done ->
                                Notice.success("rfq.submitted.AWAITING_APPROVAL", rfq.reference(), rfq.vendorName())));
                return "redirect:" + revised.page();
            } catch (InvalidValue invalid) {
                fault(form, invalid);
            } catch (Refused refused) {
                redirect.addFlashAttribute("notice", Notice.warning("rfq.refused." + refused.code()));
                return "redirect:" + page(List.of(rfq.id()));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return form(company, ids, form, rfq, parts.offered(company, null), model);
    }

    /**
     * What became of a file.
     *
     * @param id null when it is refused
     * @param message why, for people; null when it is kept
     */
    record Kept(
            @Nullable UUID id,
            String name,
            @Nullable String size,
            @Nullable String message) {}

    /** With scripts: a call for each file of a part that is being described. */
    @PostMapping(path = "/files", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Kept> keep(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            Locale language) {
        var name = file == null ? "" : ChosenFile.name(file);
        try {
            if (file == null) {
                throw new InvalidValue("drawing", "drawing.empty");
            }
            var kept = files.keep(PortalRfqPages.company(user), name, ChosenFile.open(file));
            return ResponseEntity.ok(new Kept(kept.id(), kept.fileName(), kept.sizeText(), null));
        } catch (InvalidValue refused) {
            return ResponseEntity.unprocessableEntity()
                    .body(new Kept(null, name, null, messages.getMessage("part." + refused.code(), null, language)));
        }
    }

    /** Keeps the files of the form until it is sent; what cannot be taken is said beside its field. */
    private RfqForm keepFiles(CompanyId company, RfqForm form, MultiValueMap<String, MultipartFile> uploads) {
        var described = new ArrayList<DescribedForm>();
        for (var part : form.described()) {
            var field = "file-" + part.id();
            var kept = new ArrayList<UUID>();
            for (var file : uploads.getOrDefault(field, List.of())) {
                if (!ChosenFile.name(file).isEmpty()) {
                    try {
                        kept.add(files.keep(company, ChosenFile.name(file), ChosenFile.open(file))
                                .id());
                    } catch (InvalidValue refused) {
                        form.fault(field, "part." + refused.code(), ChosenFile.name(file));
                    }
                }
            }
            described.add(part.withFiles(kept));
        }
        return form.with(described);
    }

    private static void fault(RfqForm form, InvalidValue invalid) {
        var isOfAPart = invalid.field().equals("vendor") && !form.described().isEmpty();
        var field = isOfAPart
                ? form.described().stream()
                        .filter(part -> part.vendor().isEmpty())
                        .findFirst()
                        .orElse(form.described().get(0))
                        .id()
                : "";
        form.fault(isOfAPart ? "vendor-" + field : invalid.field(), PortalRfqPages.key(invalid));
    }

    private String form(
            CompanyId company,
            List<PartId> chosen,
            RfqForm form,
            @Nullable RfqRow revised,
            List<OfferedPart> offered,
            Model model) {
        var ofChosen = offered.stream()
                .filter(offer -> chosen.contains(offer.part().id()))
                .toList();
        if (ofChosen.size() != chosen.size()) {
            throw new NotFound();
        }
        var kept = files.of(
                company,
                form.described().stream()
                        .flatMap(part -> part.files().stream())
                        .map(UUID::fromString)
                        .toList());
        model.addAttribute("form", form);
        model.addAttribute("mostQuantities", NewRfq.MOST_QUANTITIES);
        model.addAttribute("parts", ofChosen);
        model.addAttribute("anyParts", !offered.isEmpty());
        model.addAttribute("vendors", vendors.of(company));
        model.addAttribute(
                "files",
                kept.stream().collect(Collectors.toMap(file -> file.id().toString(), file -> file)));
        model.addAttribute("revised", revised);
        return "rfq/new";
    }

    private Notice submitted(CompanyId company, RfqId first) {
        var rfq = rfqs.get(company, first);
        return Notice.success("rfq.submitted." + rfq.status(), rfq.reference(), rfq.vendorName());
    }

    private static String page(List<RfqId> submitted) {
        return submitted.size() == 1 ? "/portal/rfqs/" + submitted.get(0) : "/portal/rfqs";
    }

    /** The parts of the lines that the company did not describe. */
    private static List<PartId> prepared(List<RfqRow.Line> lines) {
        var prepared = new ArrayList<PartId>();
        for (var line : lines) {
            if (line.part() != null && !line.isDescribed()) {
                prepared.add(line.part());
            }
        }
        return prepared;
    }

    private static List<PartId> ids(@Nullable List<String> chosen) {
        return chosen == null
                ? List.of()
                : new LinkedHashSet<>(chosen).stream().map(PartId::of).toList();
    }
}
