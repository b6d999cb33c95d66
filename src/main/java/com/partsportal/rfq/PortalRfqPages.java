package com.partsportal.rfq;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.VendorSwitch;
import com.partsportal.part.DrawingAnswer;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A company's RFQs. */
@Controller
@RequestMapping("/portal/rfqs")
class PortalRfqPages {

    private final Rfqs rfqs;
    private final RfqDrawings drawings;
    private final VendorSwitch switches;
    private final FormAnswers forms;

    PortalRfqPages(Rfqs rfqs, RfqDrawings drawings, VendorSwitch switches, FormAnswers forms) {
        this.switches = switches;
        this.rfqs = rfqs;
        this.drawings = drawings;
        this.forms = forms;
    }

    @GetMapping
    String rfqs(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            Model model) {
        var choice = switches.of(company(user), request, model);
        model.addAttribute(
                "page",
                rfqs.of(
                        company(user),
                        choice.chosen(),
                        after == null ? null : RfqId.of(after),
                        VendorRfqPages.ON_A_PAGE));
        model.addAttribute("isFirst", after == null);
        model.addAttribute("zone", ReaderZone.get());
        return "rfq/list";
    }

    @GetMapping("/{id}")
    String rfq(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var rfq = rfqs.get(company(user), RfqId.of(id));
        var lines = rfqs.lines(rfq.id());
        model.addAttribute("rfq", rfq);
        model.addAttribute("lines", lines);
        model.addAttribute("drawings", drawings.of(rfq, lines));
        model.addAttribute("drawingBase", "/portal/rfqs/" + rfq.id() + "/drawings/");
        model.addAttribute("quote", rfqs.quote(rfq.id()));
        model.addAttribute("documents", drawings.answer(rfq));
        model.addAttribute("zone", ReaderZone.get());
        model.addAttribute("manager", user.is(Role.CUSTOMER_MANAGER));
        return "rfq/rfq";
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
        var rfq = rfqs.get(company(user), RfqId.of(id));
        var wanted = drawings.get(rfq, rfqs.lines(rfq.id()), Ids.parse(drawing));
        DrawingAnswer.open(wanted, small, request, response);
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var rfq = rfqs.get(company(user), RfqId.of(id));
        try {
            rfqs.withdraw(company(user), rfq.id(), user.account());
            redirect.addFlashAttribute("notice", Notice.success("rfq.withdrawn", rfq.reference()));
            return "redirect:/portal/rfqs/" + rfq.id();
        } catch (Refused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("notice", Notice.warning("rfq.refused." + refused.code()));
            return rfq(user, id, model);
        }
    }

    @PostMapping("/{id}/approval")
    @Nullable
    String decide(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(required = false) @Nullable String text,
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
            var decided = forms.once(
                    () -> rfqs.decide(company(user), rfq.id(), approval, text, user.account()),
                    "/portal/rfqs/" + rfq.id());
            redirect.addFlashAttribute(
                    "notice", decided.notice(done -> Notice.success("rfq.decided." + approval, rfq.reference())));
            return "redirect:" + decided.page();
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("text", text);
            model.addAttribute("textError", key(invalid));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("notice", Notice.warning("rfq.refused." + refused.code()));
        }
        return rfq(user, id, model);
    }

    static String key(InvalidValue invalid) {
        return invalid.code().startsWith("rfq.") ? invalid.code() + ".bad" : invalid.messageKey();
    }

    static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
