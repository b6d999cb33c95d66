package com.partsportal.insight;

import com.partsportal.account.SignedIn;
import com.partsportal.insight.VersionsReport.Version;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The process owner's page about versions: how many run on which, whether they can move to the newest, and the move. */
@Controller
@RequestMapping("/insights/versions")
class VersionsPages {

    /** Instances of a group. */
    private static final int SHOWN = 20;

    private final Versions versions;

    VersionsPages(Versions versions) {
        this.versions = versions;
    }

    /** @param process to check; empty: none */
    @GetMapping
    String page(@RequestParam(defaultValue = "") String process, Model model) {
        var all = versions.all();
        model.addAttribute("processes", all);
        model.addAttribute(
                "older",
                all.values().stream()
                        .flatMap(List::stream)
                        .filter(version -> !version.newest())
                        .mapToLong(Version::running)
                        .sum());
        model.addAttribute("running", versions.running());
        model.addAttribute("process", process);
        if (!process.isEmpty()) {
            var ofProcess = all.getOrDefault(process, List.of());
            var groups = versions.check(process);
            model.addAttribute("groups", groups);
            model.addAttribute(
                    "movable",
                    groups.stream()
                            .filter(Versions.Group::movable)
                            .mapToInt(group -> group.instances().size())
                            .sum());
            model.addAttribute("newest", ofProcess.get(0).version());
        }
        model.addAttribute("shown", SHOWN);
        model.addAttribute("most", VersionsReport.MOST);
        model.addAttribute("zone", ReaderZone.get());
        return "insight/versions";
    }

    @PostMapping
    String migrate(
            @RequestParam(defaultValue = "") String process,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal SignedIn user,
            RedirectAttributes redirect) {
        Notice notice;
        try {
            var outcome = versions.migrate(List.of(process), reason, user.account());
            var stuck = outcome.stuck().stream()
                    .mapToInt(group -> group.instances().size())
                    .sum();
            notice = stuck == 0
                    ? Notice.success("insight.versions.begun", outcome.moving())
                    : Notice.warning("insight.versions.begun.partly", outcome.moving(), stuck);
        } catch (InvalidValue noReason) {
            notice = Notice.warning("insight.incidents.reason.bad");
        } catch (Refused running) {
            notice = Notice.warning("insight.versions.running.already");
        }
        redirect.addFlashAttribute("notice", notice);
        redirect.addAttribute("process", process);
        return "redirect:/insights/versions";
    }
}
