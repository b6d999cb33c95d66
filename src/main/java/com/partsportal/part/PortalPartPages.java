package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.VendorSwitch;
import com.partsportal.shared.Ids;
import com.partsportal.shared.SearchInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The parts that vendors prepared for a company. */
@Controller
@RequestMapping("/portal/parts")
class PortalPartPages {

    private final Parts parts;
    private final PartDrawings drawings;
    private final Companies companies;
    private final VendorSwitch switches;

    PortalPartPages(Parts parts, PartDrawings drawings, Companies companies, VendorSwitch switches) {
        this.switches = switches;
        this.parts = parts;
        this.drawings = drawings;
        this.companies = companies;
    }

    @GetMapping
    String parts(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request,
            Model model) {
        var choice = switches.of(company(user), request, model);
        var all = parts.offered(company(user), null).stream()
                .filter(offer -> choice.includes(offer.vendor()))
                .toList();
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
        var found = search == null
                ? List.<OfferedPart>of()
                : parts.offered(company(user), search).stream()
                        .filter(offer -> choice.includes(offer.vendor()))
                        .toList();
        model.addAttribute("parts", found);
        model.addAttribute(
                "drawings",
                drawings.of(found.stream().map(offer -> offer.part().id()).toList()));
        model.addAttribute(
                "vendors", all.stream().map(OfferedPart::vendorName).distinct().count());
        return "part/offered";
    }

    private static @Nullable String readable(String q) {
        return SearchInput.isValid(q) ? q : null;
    }

    @GetMapping("/{part}/drawing")
    void drawing(@AuthenticationPrincipal SignedIn user, @PathVariable String part, HttpServletResponse response)
            throws IOException {
        DrawingAnswer.download(drawings.firstOffered(company(user), PartId.of(part)), response);
    }

    @GetMapping("/{part}/drawings/{drawing}")
    void drawing(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String part,
            @PathVariable String drawing,
            @RequestParam(defaultValue = "false") boolean small,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wanted = drawings.offered(company(user), PartId.of(part), Ids.parse(drawing));
        DrawingAnswer.open(wanted, small, request, response);
    }

    private static CompanyId company(SignedIn user) {
        return new CompanyId(user.company());
    }
}
