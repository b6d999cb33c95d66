package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** The RFQs that reached a vendor, and its answers. */
@Controller
@RequestMapping("/vendor/rfqs")
class VendorRfqPages {

    static final int ON_A_PAGE = 50;

    private final Rfqs rfqs;
    private final Vendors vendors;

    VendorRfqPages(Rfqs rfqs, Vendors vendors) {
        this.rfqs = rfqs;
        this.vendors = vendors;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        model.addAttribute("page", rfqs.of(vendor(user), after == null ? null : RfqId.of(after), ON_A_PAGE));
        model.addAttribute("isFirst", after == null);
        model.addAttribute("zone", vendors.get(vendor(user)).zone());
        return "part/vendor-rfqs";
    }

    @GetMapping("/{id}")
    String rfq(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
        var rfq = rfqs.get(vendor(user), RfqId.of(id));
        model.addAttribute("rfq", rfq);
        model.addAttribute("lines", rfqs.lines(rfq.id()));
        model.addAttribute("zone", vendors.get(vendor(user)).zone());
        return "part/vendor-rfq";
    }

    @PostMapping("/{id}/answer")
    String answer(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(required = false) @Nullable String words,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var rfq = rfqs.get(vendor(user), RfqId.of(id));
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
        try {
            rfqs.answer(vendor(user), rfq.id(), status, words, user.account());
            redirect.addFlashAttribute(
                    "notice", Notice.success("portal.vendor.answered", rfq.reference(), rfq.company()));
            return "redirect:/vendor/rfqs/" + rfq.id();
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("words", words);
            model.addAttribute("wordsError", PortalPartPages.key(invalid));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("notice", Notice.warning("portal.rfq.refused." + refused.code()));
        }
        return rfq(user, id, model);
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private static VendorId vendor(SignedIn user) {
        return new VendorId(user.vendor());
    }
}
