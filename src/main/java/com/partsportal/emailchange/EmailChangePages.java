package com.partsportal.emailchange;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.invitation.ProcessNotReady;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Limits;
import com.partsportal.shared.Notice;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TemporaryFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Requests to support for another address of a login. What somebody signed out sees is the same whether or not the address
 * is a login's.
 */
@Controller
@RequestMapping("/email-change")
class EmailChangePages {

    private final EmailChanges changes;
    private final CaseReport cases;
    private final CasesByHand byHand;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final FormAnswers forms;

    EmailChangePages(
            EmailChanges changes,
            CaseReport cases,
            CasesByHand byHand,
            RateLimits rateLimits,
            Limits limits,
            FormAnswers forms) {
        this.forms = forms;
        this.changes = changes;
        this.cases = cases;
        this.byHand = byHand;
        this.rateLimits = rateLimits;
        this.limits = limits;
    }

    // ---- asking

    @GetMapping
    String form(@AuthenticationPrincipal @Nullable SignedIn user, Model model) {
        return form(user, EmailChangeForm.empty(), model);
    }

    @GetMapping(params = "asked")
    String requested(@AuthenticationPrincipal @Nullable SignedIn user, Model model) {
        model.addAttribute("requester", isAgent(user) ? "agent" : user != null && !user.isStaff() ? "own" : "stranger");
        if (user != null && isAgent(user)) {
            model.addAttribute(
                    "registered", byHand.lastRegistered(user.account()).orElse(null));
        }
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
        var current = user != null && own ? user.email() : address(form.current(), errors);
        var source = own ? ChangeSource.SIGNED_IN : agent ? source(form, errors) : ChangeSource.SIGNED_OUT;
        if (!errors.hasErrors()) {
            if (!agent) {
                var client = ClientNetwork.counted(request.getRemoteAddr());
                rateLimits.take(
                        "email-change-ask:"
                                + (user == null ? client : user.account().value()),
                        limits.requestForms());
            }
            limitMails(
                    Objects.requireNonNull(source),
                    Objects.requireNonNull(current),
                    new EmailAddress(Objects.requireNonNull(form.requested())));
            try {
                var wanted = new NewEmailChange(
                        Objects.requireNonNull(current),
                        new EmailAddress(Objects.requireNonNull(form.requested())),
                        String.valueOf(form.reason()),
                        Objects.requireNonNull(source),
                        user == null ? null : user.account(),
                        locale);
                return "redirect:"
                        + forms.once(() -> changes.request(wanted), change -> "/email-change?asked")
                                .page();
            } catch (InvalidValue invalid) {
                errors.rejectValue("requested", "emailchange.same");
            } catch (Refused refused) {
                errors.reject("emailchange.refused." + refused.code());
                response.setStatus(HttpStatus.CONFLICT.value());
                return form(user, form, model);
            } catch (ProcessNotReady | DataAccessException | TransactionException failure) {
                requireTemporary(failure);
                errors.reject("emailchange.busy");
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                return form(user, form, model);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return form(user, form, model);
    }

    /**
     * Each request mails the wanted address, and may mail the login's. Counted are the addresses that were named, whether
     * or not a login has them; what strangers, the login itself and agents ask counts apart, so that no stranger can use
     * up what the login may do.
     */
    private void limitMails(ChangeSource source, EmailAddress current, EmailAddress wanted) {
        var by = source == ChangeSource.BY_MAIL || source == ChangeSource.BY_PHONE ? "agents" : source.name();
        rateLimits.take("email-change-login:" + by + ":" + current.value(), limits.emailChangesOfLogin());
        rateLimits.take("email-change-address:" + by + ":" + wanted.value(), limits.emailChangesToAddress());
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
            @RequestParam(defaultValue = "") String reply,
            HttpServletResponse response,
            Model model) {
        if (user == null) {
            return "redirect:/login";
        }
        var answer = EmailChangeForm.answer(reply);
        if (answer == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", "emailchange.answer.wrong");
            model.addAttribute("reply", reply);
            return form(user, EmailChangeForm.empty(), model);
        }
        changes.answerOwn(user.account(), answer);
        return "redirect:/email-change";
    }

    private String form(@Nullable SignedIn user, EmailChangeForm form, Model model) {
        var agent = isAgent(user);
        model.addAttribute("agent", agent);
        model.addAttribute("staff", user != null && user.isStaff());
        model.addAttribute(
                "own",
                user == null || user.isStaff()
                        ? null
                        : Objects.requireNonNull(user.email()).value());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", form);
        }
        if (user != null && user.is(Role.SUPPORT_LEAD)) {
            model.addAttribute("escalated", cases.find("", CaseReport.State.OVERDUE));
            model.addAttribute("escalatedLately", cases.escalatedLately());
        }
        if (user != null && !user.isStaff()) {
            changes.openOf(user.account())
                    .ifPresentOrElse(
                            change -> {
                                model.addAttribute("change", change);
                                model.addAttribute("steps", ProofStep.of(change));
                            },
                            () -> changes.lastUnsuccessfulOf(user.account())
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

    /** "Please try again" is said only where that helps. */
    static void requireTemporary(RuntimeException failure) {
        if (!(failure instanceof ProcessNotReady) && !TemporaryFailure.is(failure)) {
            throw failure;
        }
    }
}
