package com.partsportal.emailchange;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What support reads of a case beside its task: who is concerned, and who did and decided what. */
@Controller
@RequestMapping("/email-change/cases")
class CasePages {

    private final EmailChanges changes;
    private final SupportCases cases;
    private final CaseFacts facts;

    CasePages(EmailChanges changes, SupportCases cases, CaseFacts facts) {
        this.changes = changes;
        this.cases = cases;
        this.facts = facts;
    }

    /** A request to change an address, or a case of support, by its id. */
    @GetMapping("/{id}")
    String look(@PathVariable UUID id, Model model) {
        var supportCase = cases.find(new SupportCaseId(id)).orElse(null);
        var change = supportCase == null
                ? changes.find(new EmailChangeId(id)).orElseThrow(NotFound::new)
                : supportCase.change() == null ? null : changes.get(supportCase.change());
        model.addAttribute("supportCase", supportCase);
        model.addAttribute("change", change);
        if (change != null) {
            model.addAttribute("events", changes.record(change.id()));
        }
        if (supportCase != null) {
            model.addAttribute("concerns", facts.concerns(supportCase));
            model.addAttribute("people", facts.people(supportCase));
        }
        return "emailchange/case";
    }

    /** Somebody of a company without a manager becomes one; no address is changed by it. */
    @PostMapping(path = "/{id}", params = "manager")
    String appoint(
            @PathVariable UUID id,
            @RequestParam("manager") UUID member,
            @AuthenticationPrincipal SignedIn agent,
            RedirectAttributes redirect) {
        facts.appoint(cases.get(new SupportCaseId(id)), member, agent.account());
        redirect.addFlashAttribute("notice", Notice.success("emailchange.case.appointed"));
        return "redirect:/email-change/cases/" + id;
    }
}
