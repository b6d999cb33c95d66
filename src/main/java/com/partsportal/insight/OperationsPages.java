package com.partsportal.insight;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.Refused;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What staff did to the engine, and the incidents that wait for somebody. */
@Controller
@RequestMapping("/insights")
class OperationsPages {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final OperationsReport report;
    private final IncidentActions actions;
    private final Clock clock;

    OperationsPages(OperationsReport report, IncidentActions actions, Clock clock) {
        this.report = report;
        this.actions = actions;
        this.clock = clock;
    }

    @GetMapping("/operations")
    String operations(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        var wanted = Arrays.stream(Operation.Action.values())
                .filter(known -> known.name().equals(action))
                .findFirst()
                .orElse(null);
        model.addAttribute("action", wanted);
        model.addAttribute("actions", Operation.Action.values());
        model.addAttribute(
                "lines", report.operations(wanted, ID.matcher(before).matches() ? UUID.fromString(before) : null));
        model.addAttribute("most", OperationsReport.PAGE);
        model.addAttribute("zone", ReaderZone.get());
        return "insight/operations";
    }

    /** What the engine keeps of finished instances, and when it is cleaned. */
    @GetMapping("/history")
    String history(Model model) {
        model.addAttribute("kept", report.history(DatabaseTime.now(clock)));
        model.addAttribute("cleanUp", report.cleanUp().orElse(null));
        model.addAttribute("zone", ReaderZone.get());
        return "insight/history";
    }

    @GetMapping("/incidents")
    String incidents(Model model) {
        model.addAttribute("incidents", report.incidents());
        model.addAttribute("cancellable", IncidentActions.CANCELLABLE);
        model.addAttribute("most", OperationsReport.MOST_JOBS);
        model.addAttribute("zone", ReaderZone.get());
        model.addAttribute("now", clock.instant());
        return "insight/incidents";
    }

    @PostMapping("/incidents")
    String act(
            @RequestParam(defaultValue = "") String process,
            @RequestParam(defaultValue = "") String element,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal SignedIn user,
            RedirectAttributes redirect) {
        Notice notice;
        try {
            var cancel = act.equals("cancel");
            var outcome = cancel
                    ? actions.cancel(process, element, reason, user.account())
                    : actions.retry(process, element, reason, user.account());
            var key = cancel ? "insight.incidents.cancelled" : "insight.incidents.retried";
            notice = outcome.failed() == 0
                    ? Notice.success(key, outcome.done())
                    : Notice.warning("insight.incidents.partly", outcome.done(), outcome.failed());
        } catch (InvalidValue noReason) {
            notice = Notice.warning("insight.incidents.reason.bad");
        } catch (Refused refused) {
            notice = Notice.warning("insight.incidents.refused");
        }
        redirect.addFlashAttribute("notice", notice);
        return "redirect:/insights/incidents";
    }
}
