package com.partsportal.part;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A company's parts and RFQs. */
@Controller
@RequestMapping("/portal")
class PortalPartPages {

    private static final int LONGEST_SEARCH = 200;

    private final Parts parts;
    private final Rfqs rfqs;
    private final Companies companies;

    PortalPartPages(Parts parts, Rfqs rfqs, Companies companies) {
        this.parts = parts;
        this.rfqs = rfqs;
        this.companies = companies;
    }

    // ---- parts

    @GetMapping("/parts")
    String parts(@AuthenticationPrincipal SignedIn user, @RequestParam(defaultValue = "") String q, Model model) {
        var all = parts.offered(company(user), null);
        var lastVisit = all.isEmpty()
                ? null
                : companies.visitParts(company(user), user.account()).orElse(null);
        model.addAttribute("lastVisit", lastVisit);
        model.addAttribute(
                "fresh",
                lastVisit == null
                        ? 0
                        : all.stream()
                                .filter(offer -> offer.preparedAt().isAfter(lastVisit))
                                .count());
        var search = readable(q);
        model.addAttribute("q", q);
        model.addAttribute("any", !all.isEmpty());
        model.addAttribute("parts", search == null ? List.of() : parts.offered(company(user), search));
        model.addAttribute(
                "vendors", all.stream().map(OfferedPart::vendorName).distinct().count());
        return "part/offered";
    }

    private static @Nullable String readable(String q) {
        return q.length() > LONGEST_SEARCH || q.chars().anyMatch(c -> Character.isISOControl(c)) ? null : q;
    }

    @GetMapping("/parts/{part}/drawing")
    ResponseEntity<byte[]> drawing(@AuthenticationPrincipal SignedIn user, @PathVariable String part) {
        var drawing = parts.drawing(company(user), PartId.of(part));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(drawing.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.parseMediaType(drawing.mediaType()))
                .body(drawing.content());
    }

    // ---- RFQs

    @GetMapping("/rfqs")
    String rfqs(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        model.addAttribute(
                "page", rfqs.of(company(user), after == null ? null : RfqId.of(after), VendorRfqPages.ON_A_PAGE));
        model.addAttribute("isFirst", after == null);
        model.addAttribute("zone", ZoneId.of("UTC"));
        return "part/rfqs";
    }

    @GetMapping("/rfqs/new")
    String newRfq(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(name = "part", required = false) @Nullable List<String> chosen,
            Model model) {
        return form(user, ids(chosen), RfqForm.empty(), null, model);
    }

    @PostMapping("/rfqs/new")
    String submit(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(name = "part", required = false) @Nullable List<String> chosen,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var ids = ids(chosen);
        var form = RfqForm.typed(ids, request::getParameter);
        var wanted = form.read();
        if (form.errors().isEmpty() && !ids.isEmpty()) {
            try {
                var submitted = rfqs.submit(company(user), wanted, user.account());
                var first = rfqs.get(company(user), submitted.get(0));
                redirect.addFlashAttribute(
                        "notice",
                        Notice.success(
                                "portal.rfq.submitted." + first.status(), first.reference(), first.vendorName()));
                return submitted.size() == 1 ? "redirect:/portal/rfqs/" + first.id() : "redirect:/portal/rfqs";
            } catch (InvalidValue invalid) {
                form.errors().put(invalid.field(), key(invalid));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return form(user, ids, form, null, model);
    }

    @GetMapping("/rfqs/{id}")
    String rfq(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var rfq = rfqs.get(company(user), RfqId.of(id));
        model.addAttribute("rfq", rfq);
        model.addAttribute("lines", rfqs.lines(rfq.id()));
        model.addAttribute("zone", ZoneId.of("UTC"));
        model.addAttribute("manager", user.is(Role.CUSTOMER_MANAGER));
        return "part/rfq";
    }

    @PostMapping("/rfqs/{id}/approval")
    String decide(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(required = false) @Nullable String words,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        var rfq = rfqs.get(company(user), RfqId.of(id));
        if (!user.is(Role.CUSTOMER_MANAGER)) {
            response.sendError(HttpStatus.FORBIDDEN.value());
            return null;
        }
        var approval = switch (decision) {
            case "approve" -> RfqApproval.APPROVE;
            case "send-back" -> RfqApproval.SEND_BACK;
            case "reject" -> RfqApproval.REJECT;
            default -> null;
        };
        if (approval == null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return rfq(user, id, model);
        }
        try {
            rfqs.decide(company(user), rfq.id(), approval, words, user.account());
            redirect.addFlashAttribute("notice", Notice.success("portal.rfq.decided." + approval, rfq.reference()));
            return "redirect:/portal/rfqs/" + rfq.id();
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("words", words);
            model.addAttribute("wordsError", key(invalid));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("notice", Notice.warning("portal.rfq.refused." + refused.code()));
        }
        return rfq(user, id, model);
    }

    @GetMapping("/rfqs/{id}/revise")
    String revise(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var rfq = rfqs.get(company(user), RfqId.of(id));
        if (rfq.status() != RfqStatus.SENT_BACK) {
            return "redirect:/portal/rfqs/" + rfq.id();
        }
        var lines = rfqs.lines(rfq.id());
        return form(user, lines.stream().map(RfqRow.Line::part).toList(), RfqForm.of(rfq, lines), rfq, model);
    }

    @PostMapping("/rfqs/{id}/revise")
    String revise(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var rfq = rfqs.get(company(user), RfqId.of(id));
        var ids = rfqs.lines(rfq.id()).stream().map(RfqRow.Line::part).toList();
        var form = RfqForm.typed(ids, request::getParameter);
        var wanted = form.read();
        if (form.errors().isEmpty()) {
            try {
                rfqs.revise(company(user), rfq.id(), wanted, user.account());
                redirect.addFlashAttribute(
                        "notice",
                        Notice.success("portal.rfq.submitted.AWAITING_APPROVAL", rfq.reference(), rfq.vendorName()));
                return "redirect:/portal/rfqs/" + rfq.id();
            } catch (InvalidValue invalid) {
                form.errors().put(invalid.field(), key(invalid));
            } catch (Refused refused) {
                response.setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("notice", Notice.warning("portal.rfq.refused." + refused.code()));
                return rfq(user, id, model);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return form(user, ids, form, rfq, model);
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private String form(SignedIn user, List<PartId> chosen, RfqForm form, @Nullable RfqRow revised, Model model) {
        var offered = parts.offered(company(user), null).stream()
                .filter(offer -> chosen.contains(offer.part().id()))
                .toList();
        if (offered.size() != chosen.size()) {
            throw new NotFound();
        }
        model.addAttribute("form", form);
        model.addAttribute("parts", offered);
        model.addAttribute("revised", revised);
        return "part/new-rfq";
    }

    private static List<PartId> ids(@Nullable List<String> chosen) {
        return chosen == null
                ? List.of()
                : new LinkedHashSet<>(chosen).stream().map(PartId::of).toList();
    }

    static String key(InvalidValue invalid) {
        return invalid.code().startsWith("rfq.") ? "portal." + invalid.code() + ".bad" : invalid.messageKey();
    }

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
