package com.partsportal.insight;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The process owner's page about rows and engine: what disagrees, and a repair for each kind. */
@Controller
@RequestMapping("/insights/drift")
class DriftPages {

    /** Of each kind, on the page. */
    private static final int SHOWN = 20;

    private final Drifts drifts;
    private final DriftRepairs repairs;

    DriftPages(Drifts drifts, DriftRepairs repairs) {
        this.drifts = drifts;
        this.repairs = repairs;
    }

    /** @param number of all, at most {@link DriftReport#MOST} */
    record Kind(DriftKind kind, int number, List<Drift> first) {}

    @GetMapping
    String page(Model model) {
        model.addAttribute(
                "kinds",
                drifts.all().entrySet().stream()
                        .map(one -> new Kind(
                                one.getKey(),
                                one.getValue().size(),
                                one.getValue().stream().limit(SHOWN).toList()))
                        .toList());
        model.addAttribute("most", DriftReport.MOST);
        return "insight/drift";
    }

    @PostMapping("/{kind}")
    String repair(@PathVariable String kind, @AuthenticationPrincipal SignedIn user, RedirectAttributes redirect) {
        var wanted = Arrays.stream(DriftKind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(NotFound::new);
        var outcome = repairs.repair(wanted, user.account());
        redirect.addFlashAttribute(
                "notice",
                outcome.failed() == 0
                        ? Notice.success("insight.drift.repaired", outcome.repaired())
                        : Notice.warning("insight.drift.repaired.partly", outcome.repaired(), outcome.failed()));
        return "redirect:/insights/drift";
    }
}
