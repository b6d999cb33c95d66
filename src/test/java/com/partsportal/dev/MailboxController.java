package com.partsportal.dev;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** {@code /dev/mailbox}: the mails that arrived and the clock. */
@Controller
@TestComponent
@RequestMapping("/dev")
class MailboxController {

    private static final int SHOWN = 200;
    private static final Pattern LINK = Pattern.compile("(?m)^\\s*(https?://\\S+)\\s*$");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final KeptMails mails;
    private final DevelopmentClock clock;

    MailboxController(KeptMails mails, DevelopmentClock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    /** The cookie of the clock's forms comes first: a long list is sent before they are written. */
    @ModelAttribute
    void token(HttpServletRequest request) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
    }

    @ModelAttribute
    void clock(Model model) {
        model.addAttribute("now", TIME.format(clock.now()));
        model.addAttribute("moved", clock.moved());
        model.addAttribute("nextTimer", clock.nextTimer().map(TIME::format).orElse(null));
    }

    @GetMapping("/mailbox")
    String list(@RequestParam(defaultValue = "") String to, Model model) {
        model.addAttribute(
                "mails",
                mails.newest(SHOWN).stream()
                        .filter(kept ->
                                kept.mail().recipient().contains(to.strip().toLowerCase(Locale.ROOT)))
                        .map(Line::of)
                        .toList());
        model.addAttribute("total", mails.size());
        model.addAttribute("to", to);
        return "dev/mailbox";
    }

    @GetMapping("/mailbox/{id}")
    String mail(@PathVariable String id, @RequestParam(defaultValue = "html") String view, Model model) {
        var kept = find(id);
        var link = LINK.matcher(kept.mail().text());
        model.addAttribute("line", Line.of(kept));
        model.addAttribute("mail", kept.mail());
        model.addAttribute("view", view.equals("text") || view.equals("source") ? view : "html");
        model.addAttribute("link", link.find() ? link.group(1) : null);
        return "dev/mail";
    }

    /** The HTML part, to be shown in a frame that can do nothing but open a link in a new tab. */
    @GetMapping("/mailbox/{id}/html")
    ResponseEntity<String> html(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'; "
                                + "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation")
                .body(find(id).mail().html().replaceFirst("(?i)<head>", "<head><base target=\"_blank\">"));
    }

    @PostMapping("/clock/day")
    String oneDayOn() {
        clock.oneDayOn();
        return "redirect:/dev/mailbox";
    }

    @PostMapping("/clock/next-timer")
    String toNextTimer() {
        clock.toNextTimer();
        return "redirect:/dev/mailbox";
    }

    /** What the list says of a mail. */
    record Line(String id, String at, String kind, String recipient, String from, String subject) {

        static Line of(KeptMails.Kept kept) {
            var mail = kept.mail();
            return new Line(
                    kept.id(), TIME.format(kept.at()), mail.kind(), mail.recipient(), mail.from(), mail.subject());
        }
    }

    private KeptMails.Kept find(String id) {
        return mails.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
