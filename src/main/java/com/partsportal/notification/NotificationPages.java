package com.partsportal.notification;

import com.partsportal.account.NoticeChoices;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

/** What waits for the person, and which notices they want. */
@Controller
@RequestMapping("/notifications")
class NotificationPages {

    private final Notifications notifications;
    private final NoticeChoices choices;

    NotificationPages(Notifications notifications, NoticeChoices choices) {
        this.notifications = notifications;
        this.choices = choices;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal SignedIn person,
            @RequestParam(required = false) @Nullable UUID before,
            Model model) {
        var found = notifications.page(person, before);
        var more = found.size() > Notifications.PAGE;
        var shown = more ? found.subList(0, Notifications.PAGE) : found;
        model.addAttribute("rows", shown);
        model.addAttribute("before", more ? shown.get(shown.size() - 1).id() : null);
        model.addAttribute("first", before == null);
        model.addAttribute("zone", Optional.ofNullable(person.zone()).orElseGet(ReaderZone::get));
        return "notification/list";
    }

    /** Marks one as read and goes where it leads. */
    @PostMapping("/{id}")
    String open(@AuthenticationPrincipal SignedIn person, @PathVariable UUID id) {
        return "redirect:" + notifications.read(person, id);
    }

    @PostMapping("/{id}/read")
    String read(@AuthenticationPrincipal SignedIn person, @PathVariable UUID id) {
        notifications.read(person, id);
        return "redirect:/notifications";
    }

    @PostMapping("/read")
    String readAll(@AuthenticationPrincipal SignedIn person, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", Notice.success("notification.read.done", notifications.readAll(person)));
        return "redirect:/notifications";
    }

    @GetMapping("/settings")
    String settings(@AuthenticationPrincipal SignedIn person, Model model) {
        model.addAttribute("choices", NoticeChoice.of(person));
        model.addAttribute("muted", choices.muted(person.account()));
        return "notification/settings";
    }

    @PostMapping("/settings")
    String choose(
            @AuthenticationPrincipal SignedIn person,
            @RequestParam(defaultValue = "") String[] wanted,
            RedirectAttributes redirect) {
        Set<String> offered =
                NoticeChoice.of(person).stream().flatMap(NoticeChoice::channels).collect(Collectors.toSet());
        choices.choose(person.account(), offered, NoticeChoice.muted(offered, wanted));
        redirect.addFlashAttribute("notice", Notice.success("notification.settings.saved"));
        return "redirect:/notifications/settings";
    }
}
