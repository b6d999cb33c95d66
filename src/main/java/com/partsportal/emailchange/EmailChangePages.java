package com.partsportal.emailchange;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.invitation.ProcessNotReady;
import com.partsportal.mail.MailSettings;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.RateLimits.Limit;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Times;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Asking support for another address of a login, and the pages behind the links of a request. Reading changes nothing;
 * only a person's POST acts. What somebody signed out sees is the same whether or not the address is a login's.
 */
@Controller
@RequestMapping("/email-change")
class EmailChangePages {

    private static final Limit LOOKS = new Limit(60, Duration.ofMinutes(1));
    private static final Limit ASKS = new Limit(5, Duration.ofHours(1));
    private static final int LONGEST_ANSWER = 1000;

    private final EmailChanges changes;
    private final SupportCases cases;
    private final RateLimits limits;
    private final MailSettings mail;
    private final Clock clock;

    EmailChangePages(EmailChanges changes, SupportCases cases, RateLimits limits, MailSettings mail, Clock clock) {
        this.changes = changes;
        this.cases = cases;
        this.limits = limits;
        this.mail = mail;
        this.clock = clock;
    }

    /** One thing that a change needs. @param key of its words */
    record Step(String key, boolean done) {}

    @ModelAttribute
    void keepTheLinkSecret(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
    }

    @ModelAttribute("support")
    String support() {
        return mail.support().value();
    }

    // ---- asking

    @GetMapping
    String form(@AuthenticationPrincipal @Nullable SignedIn user, Model model) {
        return form(user, EmailChangeForm.empty(), model);
    }

    @GetMapping(params = "asked")
    String asked(@AuthenticationPrincipal @Nullable SignedIn user, Model model) {
        model.addAttribute("asker", isAgent(user) ? "agent" : user != null && !user.isStaff() ? "own" : "stranger");
        return "emailchange/asked";
    }

    @PostMapping
    String ask(
            @Valid @ModelAttribute("form") EmailChangeForm form,
            BindingResult errors,
            @AuthenticationPrincipal @Nullable SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var agent = isAgent(user);
        if (user != null && user.isStaff() && !agent) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            return form(user, form, model);
        }
        var own = user != null && !agent;
        var current = own ? user.email() : address(form.current(), errors);
        var source = own ? ChangeSource.SIGNED_IN : agent ? source(form, errors) : ChangeSource.SIGNED_OUT;
        if (!errors.hasErrors()) {
            if (!agent) {
                limits.take("email-change-ask:" + request.getRemoteAddr(), ASKS);
            }
            try {
                changes.request(new NewEmailChange(
                        Objects.requireNonNull(current),
                        new EmailAddress(form.requested()),
                        String.valueOf(form.reason()).strip(),
                        Objects.requireNonNull(source),
                        user == null ? null : user.account(),
                        locale));
                return "redirect:/email-change?asked";
            } catch (InvalidValue invalid) {
                errors.rejectValue("requested", "emailchange.same");
            } catch (Refused refused) {
                errors.reject("emailchange.refused." + refused.code());
                response.setStatus(HttpStatus.CONFLICT.value());
                return form(user, form, model);
            } catch (ProcessNotReady | DataAccessException | TransactionException notNow) {
                errors.reject("emailchange.busy");
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                return form(user, form, model);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return form(user, form, model);
    }

    /** The signed-in person withdraws the open request of the own login. */
    @PostMapping(params = "cancel")
    String cancelOwn(@AuthenticationPrincipal @Nullable SignedIn user, RedirectAttributes redirect) {
        if (user == null) {
            return "redirect:/login";
        }
        changes.cancelOwn(user.account());
        redirect.addFlashAttribute("notice", Notice.success("emailchange.cancelled.notice"));
        return "redirect:/email-change";
    }

    /** The signed-in person answers what support asked about the own login's request. */
    @PostMapping(params = "answer")
    String answerOwn(
            @AuthenticationPrincipal @Nullable SignedIn user,
            @RequestParam(defaultValue = "") String words,
            HttpServletResponse response,
            Model model) {
        if (user == null) {
            return "redirect:/login";
        }
        var answer = words.replace("\u0000", "").strip();
        if (isNoAnswer(answer)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", "emailchange.answer.wrong");
            model.addAttribute("words", answer);
            return form(user, EmailChangeForm.empty(), model);
        }
        changes.answerOwn(user.account(), answer);
        return "redirect:/email-change";
    }

    private static boolean isNoAnswer(String words) {
        return words.isEmpty() || words.length() > LONGEST_ANSWER;
    }

    private String form(@Nullable SignedIn user, EmailChangeForm form, Model model) {
        var agent = isAgent(user);
        model.addAttribute("agent", agent);
        model.addAttribute("staff", user != null && user.isStaff());
        model.addAttribute(
                "own", user == null || user.isStaff() ? null : user.email().value());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", form);
        }
        if (user != null && user.is(Role.SUPPORT_LEAD)) {
            model.addAttribute("escalated", cases.escalated());
        }
        if (user != null && !user.isStaff()) {
            changes.openOf(user.account())
                    .ifPresentOrElse(
                            change -> {
                                model.addAttribute("change", change);
                                model.addAttribute("steps", steps(change));
                            },
                            () -> changes.lastInVainOf(user.account())
                                    .ifPresent(ended -> model.addAttribute("ended", ended)));
        }
        return "emailchange/request";
    }

    private static @Nullable EmailAddress address(@Nullable String typed, BindingResult errors) {
        try {
            return new EmailAddress(typed == null ? "" : typed);
        } catch (InvalidValue invalid) {
            errors.rejectValue("current", invalid.messageKey());
            return null;
        }
    }

    private static @Nullable ChangeSource source(EmailChangeForm form, BindingResult errors) {
        if (ChangeSource.BY_MAIL.name().equals(form.source())) {
            return ChangeSource.BY_MAIL;
        }
        if (ChangeSource.BY_PHONE.name().equals(form.source())) {
            return ChangeSource.BY_PHONE;
        }
        errors.rejectValue("source", "emailchange.source.missing");
        return null;
    }

    private static boolean isAgent(@Nullable SignedIn user) {
        return user != null && (user.is(Role.SUPPORT) || user.is(Role.SUPPORT_LEAD));
    }

    // ---- behind a link

    @GetMapping("/{token}")
    String look(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        limit(request);
        return show(token, response, model);
    }

    /** What a person does behind a link: the name of the button that was pressed. */
    private enum Reply {
        CONFIRM(ChangeLink.Kind.NEW),
        CANCEL(ChangeLink.Kind.NEW),
        ANSWER(ChangeLink.Kind.NEW),
        YES(ChangeLink.Kind.OLD),
        NOT_ME(ChangeLink.Kind.OLD),
        EVIDENCE(ChangeLink.Kind.EVIDENCE),
        DENY(ChangeLink.Kind.EVIDENCE),
        UNDO(ChangeLink.Kind.UNDO);

        private final ChangeLink.Kind offeredBy;

        Reply(ChangeLink.Kind offeredBy) {
            this.offeredBy = offeredBy;
        }

        static Optional<Reply> in(Set<String> fields) {
            return Arrays.stream(values())
                    .filter(reply -> fields.contains(
                            reply.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .findFirst();
        }
    }

    @PostMapping("/{token}")
    String reply(
            @PathVariable String token,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limit(request);
        var reply = Reply.in(form.keySet()).orElse(null);
        if (reply == null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return show(token, response, model);
        }
        var words = form.getOrDefault("words", "").replace("\u0000", "").strip();
        if (reply == Reply.ANSWER && isNoAnswer(words)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", "emailchange.answer.wrong");
            model.addAttribute("words", words);
            return show(token, response, model);
        }
        var link = changes.look(token).map(EmailChanges.Look::link).filter(found -> found.kind() == reply.offeredBy);
        if (link.isEmpty()) {
            return unknown(response, model);
        }
        try {
            if (give(reply, link.get(), token, words) == EmailChanges.Answer.OTHER_OPEN) {
                response.setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("problem", "emailchange.refused.request-open");
                return show(token, response, model);
            }
            return "redirect:?answered";
        } catch (ProcessNotReady | DataAccessException | TransactionException notNow) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            model.addAttribute("problem", "emailchange.busy");
            return show(token, response, model);
        }
    }

    private EmailChanges.Answer give(Reply reply, ChangeLink link, String token, String words) {
        var change = link.change();
        return switch (reply) {
            case CONFIRM -> changes.confirmNew(change);
            case CANCEL -> changes.cancel(change);
            case ANSWER -> changes.answer(change, words);
            case YES -> changes.confirmOld(change);
            case NOT_ME, DENY -> changes.dispute(change);
            case EVIDENCE -> changes.giveEvidence(change, Objects.requireNonNull(link.account()));
            case UNDO -> changes.undo(token);
        };
    }

    private String show(String token, HttpServletResponse response, Model model) {
        var found = changes.look(token);
        if (found.isEmpty()) {
            return unknown(response, model);
        }
        var link = found.get().link();
        var change = found.get().change();
        var now = Times.now(clock);
        model.addAttribute("change", change);
        model.addAttribute("kind", link.kind().name());
        model.addAttribute("view", view(found.get()));
        model.addAttribute("steps", change.isSignedIn() ? steps(change) : List.of());
        var dead = switch (link.kind()) {
            case NEW -> false;
            case OLD, EVIDENCE -> !change.isOpen(now);
            case UNDO -> link.usedAt() == null && !now.isBefore(Objects.requireNonNull(link.expiresAt()));
        };
        if (dead && response.getStatus() == HttpStatus.OK.value()) {
            response.setStatus(HttpStatus.GONE.value());
        }
        return "emailchange/link";
    }

    /** Which words and buttons the page has; of a request from outside never what an account's existence would show. */
    private String view(EmailChanges.Look look) {
        var link = look.link();
        var change = look.change();
        var now = Times.now(clock);
        if (link.kind() == ChangeLink.Kind.UNDO) {
            return link.usedAt() != null
                    ? "undone"
                    : now.isBefore(Objects.requireNonNull(link.expiresAt())) ? "undo" : "undo-over";
        }
        if (change.state() == ChangeState.APPLIED) {
            return "applied";
        }
        if (!change.isOpen(now)) {
            var ended = change.state() == ChangeState.OPEN ? ChangeState.EXPIRED : change.state();
            return link.kind() == ChangeLink.Kind.NEW && !change.isSignedIn()
                    ? "ended"
                    : ended.name().toLowerCase(Locale.ROOT);
        }
        return switch (link.kind()) {
            case NEW -> change.newConfirmedAt() == null ? "confirm" : change.isAsked() ? "question" : "waiting";
            case OLD -> change.oldConfirmedAt() == null ? "old" : "old-yes";
            case EVIDENCE -> change.evidenceAt() == null ? "evidence" : "evidence-given";
            case UNDO -> throw new IllegalStateException("answered above");
        };
    }

    private static List<Step> steps(ChangeCase change) {
        return List.of(
                new Step("emailchange.step.new", change.newConfirmedAt() != null),
                new Step("emailchange.step.old", change.oldConfirmedAt() != null),
                new Step("emailchange.step.approved", change.approvedAt() != null));
    }

    private static String unknown(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        model.addAttribute("view", "unknown");
        return "emailchange/link";
    }

    private void limit(HttpServletRequest request) {
        limits.take("email-change-page:" + request.getRemoteAddr(), LOOKS);
    }
}
