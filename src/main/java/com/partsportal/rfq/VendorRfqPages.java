package com.partsportal.rfq;

import com.partsportal.account.SignedIn;
import com.partsportal.part.DrawingAnswer;
import com.partsportal.part.DrawingRow;
import com.partsportal.part.RfqFiles;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** The RFQs that reached a vendor, and its answers. */
@Controller
@RequestMapping("/vendor/rfqs")
class VendorRfqPages {

    static final int ON_A_PAGE = 50;

    private final Rfqs rfqs;
    private final Vendors vendors;
    private final RfqDrawings drawings;
    private final RfqFiles files;
    private final RfqLineParts lineParts;
    private final FormAnswers forms;
    private final Clock clock;

    VendorRfqPages(
            Rfqs rfqs,
            RfqDrawings drawings,
            RfqFiles files,
            RfqLineParts lineParts,
            Vendors vendors,
            FormAnswers forms,
            Clock clock) {
        this.files = files;
        this.lineParts = lineParts;
        this.forms = forms;
        this.drawings = drawings;
        this.clock = clock;
        this.rfqs = rfqs;
        this.vendors = vendors;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        model.addAttribute("page", rfqs.of(VendorId.of(user), after == null ? null : RfqId.of(after), ON_A_PAGE));
        model.addAttribute("isFirst", after == null);
        model.addAttribute("zone", vendors.get(VendorId.of(user)).zone());
        return "rfq/vendor-list";
    }

    @GetMapping("/{id}")
    String rfq(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var rfq = rfqs.get(VendorId.of(user), RfqId.of(id));
        model.addAttribute("rfq", rfq);
        var lines = rfqs.lines(rfq.id());
        model.addAttribute("lines", lines);
        model.addAttribute("drawings", drawings.of(rfq, lines));
        model.addAttribute("drawingBase", page(rfq.id()) + "/drawings/");
        model.addAttribute("quote", rfqs.quote(rfq.id()));
        model.addAttribute("documents", drawings.answer(rfq));
        if (!model.containsAttribute("offer")) {
            model.addAttribute("offer", QuoteForm.empty());
        }
        model.addAttribute("zone", vendors.get(VendorId.of(user)).zone());
        return "rfq/vendor-rfq";
    }

    /** A file of the RFQ as it was sent, or of the answer. */
    @GetMapping("/{id}/drawings/{drawing}")
    void drawing(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @PathVariable String drawing,
            @RequestParam(defaultValue = "false") boolean small,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var rfq = rfqs.get(VendorId.of(user), RfqId.of(id));
        var wanted = drawings.get(rfq, rfqs.lines(rfq.id()), Ids.parse(drawing));
        DrawingAnswer.open(wanted, small, request, response);
    }

    /** Makes a part of what the customer described. */
    @PostMapping("/{id}/lines/{line}/part")
    String makePart(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @PathVariable String line,
            RedirectAttributes redirect) {
        var rfq = rfqs.get(VendorId.of(user), RfqId.of(id));
        try {
            lineParts.make(VendorId.of(user), rfq.id(), Ids.parse(line), user.account());
            redirect.addFlashAttribute("notice", Notice.success("rfq.line.made", rfq.company()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("rfq.refused." + refused.code()));
        } catch (InvalidValue unreadable) {
            redirect.addFlashAttribute("notice", Notice.warning("rfq.line.unmade"));
        }
        return "redirect:" + page(rfq.id());
    }

    @PostMapping("/{id}/answer")
    String answer(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(name = "document", required = false) @Nullable MultipartFile document,
            @RequestParam(name = "kept", required = false) @Nullable String kept,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var rfq = rfqs.get(VendorId.of(user), RfqId.of(id));
        var status = switch (answer) {
            case "note" -> RfqStatus.ANSWERED;
            case "quoted" -> RfqStatus.QUOTED;
            case "reject" -> RfqStatus.REJECTED;
            default -> null;
        };
        if (status == null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return rfq(user, id, model);
        }
        var lines = rfqs.lines(rfq.id());
        var offer = QuoteForm.typed(lines, request::getParameter);
        var quote = status == RfqStatus.ANSWERED
                ? offer.read(lines, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                : Quote.NONE;
        var documents = documents(rfq, document, kept, offer);
        model.addAttribute("offer", offer);
        model.addAttribute("kept", documents);
        model.addAttribute("text", text);
        if (!offer.errors().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return rfq(user, id, model);
        }
        try {
            var wanted = new RfqAnswer(
                    status, quote, text, documents.stream().map(DrawingRow::id).toList());
            var answered =
                    forms.once(() -> rfqs.answer(VendorId.of(user), rfq.id(), wanted, user.account()), page(rfq.id()));
            redirect.addFlashAttribute(
                    "notice",
                    answered.notice(done -> Notice.success("rfq.vendor.answered", rfq.reference(), rfq.company())));
            return "redirect:" + answered.page();
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("textError", PortalRfqPages.key(invalid));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("notice", Notice.warning("rfq.refused." + refused.code()));
        }
        return rfq(user, id, model);
    }

    /** The document that was chosen now, or the one that an earlier sending of the form had kept. */
    private List<DrawingRow> documents(
            RfqRow rfq, @Nullable MultipartFile chosen, @Nullable String kept, QuoteForm offer) {
        if (chosen == null || chosen.isEmpty()) {
            return kept == null || kept.isEmpty()
                    ? List.of()
                    : files.ofAnswer(rfq.customer(), List.of(Ids.parse(kept)));
        }
        try {
            return List.of(files.keepAnswer(rfq.customer(), ChosenFile.name(chosen), ChosenFile.open(chosen)));
        } catch (InvalidValue refused) {
            offer.errors().put("document", "part." + refused.code());
            return List.of();
        }
    }

    private static String page(RfqId rfq) {
        return "/vendor/rfqs/" + rfq;
    }
}
