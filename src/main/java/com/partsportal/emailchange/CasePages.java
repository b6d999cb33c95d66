package com.partsportal.emailchange;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.SearchInput;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Support's cases: found, opened by hand, read beside their task, and acted on. */
@Controller
@RequestMapping("/email-change/cases")
class CasePages {

    private static final String LIST = "redirect:/email-change/cases";
    private static final String CASE = LIST + "/";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final EmailChanges changes;
    private final SupportCases cases;
    private final CaseFacts facts;
    private final CaseReport report;
    private final CasesByHand byHand;
    private final TakeoverActs acts;
    private final FormAnswers forms;

    CasePages(
            EmailChanges changes,
            SupportCases cases,
            CaseFacts facts,
            CaseReport report,
            CasesByHand byHand,
            TakeoverActs acts,
            FormAnswers forms) {
        this.changes = changes;
        this.cases = cases;
        this.facts = facts;
        this.report = report;
        this.byHand = byHand;
        this.acts = acts;
        this.forms = forms;
    }

    /** Finds cases by address, name, company or number. */
    @GetMapping
    String list(
            @RequestParam(name = "q", defaultValue = "") String query,
            @RequestParam(defaultValue = "OPEN") String state,
            Model model) {
        var wanted = Arrays.stream(CaseReport.State.values())
                .filter(known -> known.name().equals(state))
                .findFirst()
                .orElse(CaseReport.State.OPEN);
        model.addAttribute("query", query);
        model.addAttribute("state", wanted);
        model.addAttribute("states", CaseReport.State.values());
        model.addAttribute("rows", SearchInput.isValid(query) ? report.find(query, wanted) : List.of());
        model.addAttribute("most", CaseReport.MOST);
        return "emailchange/cases";
    }

    /** Opens a case for somebody who wrote or called; the addresses that no login has are said here, to agents only. */
    @PostMapping
    String open(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String report,
            @AuthenticationPrincipal SignedIn agent,
            RedirectAttributes redirect) {
        try {
            return "redirect:"
                    + forms.once(
                                    () -> byHand.open(kind, email, report, agent.account()),
                                    id -> "/email-change/cases/" + id)
                            .page();
        } catch (InvalidValue invalid) {
            redirect.addFlashAttribute("notice", Notice.warning("emailchange.byHand.wrong." + invalid.field()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("emailchange.byHand.refused." + refused.code()));
        }
        redirect.addFlashAttribute("typedEmail", email);
        redirect.addFlashAttribute("typedReport", report);
        return LIST;
    }

    /**
     * A request to change an address, or a support case, by its id. With the number that people say on the phone, which
     * Tasklist's cards have, it leads there.
     */
    @GetMapping("/{id}")
    String view(@PathVariable("id") String idOrNumber, Model model) {
        if (NUMBER.matcher(idOrNumber).matches()) {
            return CASE + report.idOf(Long.parseLong(idOrNumber)).orElseThrow(NotFound::new);
        }
        var id = uuid(idOrNumber);
        var supportCase = cases.find(new SupportCaseId(id)).orElse(null);
        var change = supportCase == null
                ? changes.find(new EmailChangeId(id)).orElseThrow(NotFound::new)
                : supportCase.change() == null ? null : changes.get(supportCase.change());
        model.addAttribute("supportCase", supportCase);
        model.addAttribute("change", change);
        if (change != null) {
            var events = changes.events(change.id());
            model.addAttribute("events", events);
            model.addAttribute("endedBy", endedBy(change, events));
            model.addAttribute("requestedBy", facts.name(change.requestedBy()));
            model.addAttribute("loginKnown", facts.isLoginKnown(change));
        }
        if (supportCase != null) {
            model.addAttribute("concerns", facts.concerns(supportCase));
            model.addAttribute("people", facts.people(supportCase));
            model.addAttribute("caseEvents", cases.events(supportCase.id()));
            model.addAttribute("closedBy", facts.name(supportCase.closedBy()));
            model.addAttribute("proposedBy", facts.name(supportCase.proposedBy()));
            model.addAttribute("offered", List.copyOf(acts.offered(supportCase)));
        }
        return "emailchange/case";
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }

    /** Name of the person who ended it; null: the portal, somebody signed out, or nobody yet. */
    private static @Nullable String endedBy(ChangeCase change, List<ChangeEventRow> events) {
        return events.stream()
                .filter(event -> event.at().equals(change.endedAt()) && event.actor() != null)
                .map(ChangeEventRow::actor)
                .findFirst()
                .orElse(null);
    }

    /** Somebody of a company without a manager becomes one when two agents say so; no address is changed by it. */
    @PostMapping(path = "/{id}", params = "manager")
    String appoint(
            @PathVariable UUID id,
            @RequestParam("manager") UUID member,
            @AuthenticationPrincipal SignedIn agent,
            RedirectAttributes redirect) {
        var done = facts.appoint(new SupportCaseId(id), member, agent.account());
        redirect.addFlashAttribute(
                "notice", Notice.success(done ? "emailchange.case.appointed" : "emailchange.case.proposed"));
        return CASE + id;
    }

    /** One act for a login that somebody else may be in. */
    @PostMapping(path = "/{id}", params = "act")
    String act(
            @PathVariable UUID id,
            @RequestParam String act,
            @RequestParam(required = false) @Nullable String comment,
            @AuthenticationPrincipal SignedIn agent,
            RedirectAttributes redirect) {
        var wanted = TakeoverAct.of(act).orElse(null);
        if (wanted == null) {
            redirect.addFlashAttribute("notice", Notice.warning("emailchange.act.unknown"));
            return CASE + id;
        }
        try {
            acts.perform(new SupportCaseId(id), wanted, agent.account(), comment);
            redirect.addFlashAttribute("notice", Notice.success("emailchange.act.done." + wanted));
        } catch (InvalidValue withoutComment) {
            redirect.addFlashAttribute("notice", Notice.warning("emailchange.act.comment"));
            redirect.addFlashAttribute("chosenAct", wanted);
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("emailchange.act.refused"));
        }
        return CASE + id;
    }
}
