package com.partsportal.emailchange;

import com.partsportal.account.SignedIn;
import com.partsportal.invitation.ProcessNotReady;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages behind the links of a request. Reading changes nothing; only a person's POST acts. Of a request from outside
 * they show the same whether or not the address is a login's.
 */
@Controller
@RequestMapping("/email-change/{token}")
class ChangeLinkPages {

    private final EmailChanges changes;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final Clock clock;

    ChangeLinkPages(EmailChanges changes, RateLimits rateLimits, Limits limits, Clock clock) {
        this.changes = changes;
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    String view(
            @PathVariable String token,
            @AuthenticationPrincipal @Nullable SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (user == null) {
            limit(request);
        }
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

    @PostMapping
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
        var typed = form.getOrDefault("reply", "");
        var text = EmailChangeForm.answer(typed);
        if (reply == Reply.ANSWER && text == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", "emailchange.answer.wrong");
            model.addAttribute("reply", typed);
            return show(token, response, model);
        }
        var link =
                changes.view(token).map(EmailChanges.LinkView::link).filter(found -> found.kind() == reply.offeredBy);
        if (link.isEmpty()) {
            return unknown(response, model);
        }
        try {
            if (give(reply, link.get(), token, text) == EmailChanges.Answer.OTHER_OPEN) {
                response.setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("problem", "emailchange.refused.request-open");
                return show(token, response, model);
            }
            return "redirect:?answered";
        } catch (ProcessNotReady | DataAccessException | TransactionException failure) {
            EmailChangePages.requireTemporary(failure);
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            model.addAttribute("problem", "emailchange.busy");
            return show(token, response, model);
        }
    }

    private EmailChanges.Answer give(Reply reply, ChangeLink link, String token, @Nullable String text) {
        var change = link.change();
        return switch (reply) {
            case CONFIRM -> changes.confirmNew(change);
            case CANCEL -> changes.cancel(change);
            case ANSWER -> changes.answer(change, Objects.requireNonNull(text));
            case YES -> changes.confirmOld(change);
            case NOT_ME -> changes.dispute(change);
            case DENY -> changes.deny(change, Objects.requireNonNull(link.account()));
            case EVIDENCE -> changes.giveEvidence(change, Objects.requireNonNull(link.account()));
            case UNDO -> changes.undo(token);
        };
    }

    private String show(String token, HttpServletResponse response, Model model) {
        var found = changes.view(token);
        if (found.isEmpty()) {
            return unknown(response, model);
        }
        var link = found.get().link();
        var change = found.get().change();
        var now = DatabaseTime.now(clock);
        model.addAttribute("change", change);
        model.addAttribute("kind", link.kind().name());
        model.addAttribute("view", state(found.get()));
        model.addAttribute("steps", change.isLoginKnown() ? ProofStep.of(change) : List.of());
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
    private String state(EmailChanges.LinkView shown) {
        var link = shown.link();
        var change = shown.change();
        var now = DatabaseTime.now(clock);
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
            return link.kind() == ChangeLink.Kind.NEW && !change.isLoginKnown()
                    ? "ended"
                    : ended.name().toLowerCase(Locale.ROOT);
        }
        return switch (link.kind()) {
            case NEW -> change.newConfirmedAt() == null ? "confirm" : change.hasOpenQuestion() ? "question" : "waiting";
            case OLD -> change.oldConfirmedAt() == null ? "old" : "old-yes";
            case EVIDENCE -> change.evidenceAt() == null ? "evidence" : "evidence-given";
            case UNDO -> throw new IllegalStateException("answered above");
        };
    }

    private static String unknown(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        model.addAttribute("view", "unknown");
        return "emailchange/link";
    }

    private void limit(HttpServletRequest request) {
        rateLimits.take("email-change-page:" + ClientNetwork.counted(request.getRemoteAddr()), limits.linkPages());
    }
}
