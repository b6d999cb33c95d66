package com.partsportal.invitation;

import com.partsportal.account.Passwords;
import com.partsportal.account.SignIn;
import com.partsportal.account.SignedIn;
import com.partsportal.account.Terms;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Limits;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.TemporaryFailure;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages behind an invitation's link. Reading changes nothing and begins no session; only a person's POST acts. The
 * forms post to the address they stand at, so that the token is written into no page. After signing in the link is
 * {@code /invitations/continue} and the session knows which invitation is meant.
 */
@Controller
@RequestMapping("/invitations")
class InvitationPages {

    /** In the session: the id of the invitation that a person answers after signing in. */
    static final String STAGED = "invitation.staged";

    private static final String STAGED_LINK = "continue";
    private static final int LONGEST_REASON = 500;

    private final InvitationAnswers answers;
    private final PageViews pageViews;
    private final Passwords passwords;
    private final SignIn signIn;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final MessageSource messages;

    InvitationPages(
            InvitationAnswers answers,
            PageViews pageViews,
            Passwords passwords,
            SignIn signIn,
            RateLimits rateLimits,
            Limits limits,
            MessageSource messages) {
        this.answers = answers;
        this.pageViews = pageViews;
        this.passwords = passwords;
        this.signIn = signIn;
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.messages = messages;
    }

    @ModelAttribute
    void keepLinkOutOfCaches(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
    }

    @GetMapping("/{token}")
    String view(
            @PathVariable String token,
            @AuthenticationPrincipal @Nullable SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (user == null) {
            limit(request);
        }
        var found = find(token, request);
        found.filter(page -> page.status() == InvitationStatus.PENDING && (user == null || user.vendorId() == null))
                .ifPresent(page -> pageViews.record(
                        page.invitation().id(),
                        request.getMethod(),
                        new ServletServerHttpRequest(request).getHeaders()));
        return found.map(page -> show(page, user, AcceptanceForm.of(page.invitation()), response, model))
                .orElseGet(() -> unknown(response, model));
    }

    /** Of the side that invites; for the page behind the link only. */
    @GetMapping(path = "/{token}", params = "logo")
    ResponseEntity<byte[]> logo(@PathVariable String token, HttpServletRequest request) {
        return find(token, request)
                .flatMap(answers::logo)
                .map(image ->
                        ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(image))
                .orElseThrow(NotFound::new);
    }

    @PostMapping(path = "/{token}", params = "accept")
    String accept(
            @PathVariable String token,
            @ModelAttribute("form") AcceptanceForm form,
            BindingResult errors,
            @AuthenticationPrincipal @Nullable SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limit(request);
        var found = find(token, request);
        if (found.isEmpty()) {
            return unknown(response, model);
        }
        var page = found.get();
        var asLogin = user != null && user.account().equals(page.login());
        if (page.staff() && (user == null || asLogin)) {
            answers.decline(page.invitation().id(), null);
            return refuse(again(page), user, form, response, model);
        }
        if (page.status() != InvitationStatus.PENDING
                || page.paused()
                || page.staff()
                || page.reserved()
                || (user != null && !asLogin)) {
            return refuse(page, user, form, response, model);
        }
        if (user == null && page.login() != null) {
            return stage(page, request);
        }
        if (asLogin && page.choices().size() > 1 && form.chosen() == null) {
            errors.rejectValue("choice", "invitation.choice.missing");
        }
        var name = asLogin ? null : check(form, page, errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(page, user, form, response, model);
        }
        Acceptance acceptance;
        try {
            var yes = new AcceptInvitation(
                    page.invitation().id(),
                    user == null ? null : user.account(),
                    name,
                    asLogin ? null : passwords.hash(Objects.requireNonNull(form.password())),
                    asLogin ? null : Terms.VERSION,
                    form.chosen());
            acceptance = answers.accept(yes);
        } catch (TooManyRequests tooMany) {
            errors.reject("invitation.busy");
            tooMany.writeTo(response);
            return show(page, user, form, response, model);
        } catch (ProcessNotReady | DataAccessException | TransactionException failure) {
            if (!(failure instanceof ProcessNotReady) && !TemporaryFailure.is(failure)) {
                throw failure;
            }
            errors.reject("invitation.busy");
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return show(again(page), user, form, response, model);
        }
        // What follows is of the session: the acceptance is stored, whatever becomes of it.
        if (acceptance instanceof Acceptance.AcceptedNow now) {
            forget(request);
            signIn.signIn(now.account(), request, response);
            signIn.choose(now.organisation(), request);
            return page.invitation().kind() == InvitationKind.TEAM ? "redirect:/vendor/customers" : "redirect:/portal";
        }
        if (acceptance instanceof Acceptance.SignInFirst) {
            return stage(page, request);
        }
        if (acceptance instanceof Acceptance.ChoiceNeeded) {
            errors.rejectValue("choice", "invitation.choice.missing");
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return refuse(again(page), user, form, response, model);
    }

    @PostMapping(path = "/{token}", params = "decline")
    String decline(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String notForMe,
            @AuthenticationPrincipal @Nullable SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        limit(request);
        var found = find(token, request);
        if (found.isEmpty()) {
            return unknown(response, model);
        }
        var page = found.get();
        if (user != null && !user.account().equals(page.login())) {
            return refuse(page, user, AcceptanceForm.of(page.invitation()), response, model);
        }
        String why;
        try {
            why = FreeText.line("reason", reason, LONGEST_REASON);
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("reason", reason);
            model.addAttribute("reasonError", "invitation.reason.bad");
            return show(page, user, AcceptanceForm.of(page.invitation()), response, model);
        }
        if (why == null && notForMe != null) {
            why = messages.getMessage("invitation.notForMe.reason", null, locale);
        }
        answers.decline(page.invitation().id(), why);
        return "redirect:?answered";
    }

    @PostMapping(path = "/{token}", params = "no-reminders")
    String noReminders(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        limit(request);
        var found = find(token, request);
        if (found.isEmpty()) {
            return unknown(response, model);
        }
        answers.stopReminders(found.get().invitation().id());
        return "redirect:?answered";
    }

    /** For an address that has a login: the session keeps which invitation is meant until the person is signed in. */
    @PostMapping(path = "/{token}", params = "sign-in")
    String signInFirst(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        limit(request);
        return find(token, request).map(page -> stage(page, request)).orElseGet(() -> unknown(response, model));
    }

    @PostMapping(path = "/{token}", params = "sign-out")
    String signOut(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        limit(request);
        var found = find(token, request);
        signIn.signOut(request, response);
        if (found.isPresent() && token.equals(STAGED_LINK)) {
            request.getSession()
                    .setAttribute(STAGED, found.get().invitation().id().toString());
        }
        return "redirect:?continued";
    }

    /** The same answer whether or not there is such an invitation. */
    @PostMapping(path = "/{token}", params = "ask")
    String requestNewInvitation(@PathVariable String token, HttpServletRequest request) {
        rateLimits.take("invitation-ask:" + ClientNetwork.counted(request.getRemoteAddr()), limits.requestForms());
        find(token, request)
                .ifPresent(page -> answers.requestNew(page.invitation().id()));
        return "redirect:/invitations/asked";
    }

    @GetMapping("/asked")
    String requestReceived() {
        return "invitation/asked";
    }

    @ExceptionHandler
    void tooMany(TooManyRequests tooMany, HttpServletResponse response) throws IOException {
        tooMany.writeTo(response);
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    private void limit(HttpServletRequest request) {
        rateLimits.take("invitation-page:" + ClientNetwork.counted(request.getRemoteAddr()), limits.linkPages());
    }

    private Optional<LandingPage> find(String token, HttpServletRequest request) {
        if (!token.equals(STAGED_LINK)) {
            return answers.byToken(token).flatMap(answers::view);
        }
        var session = request.getSession(false);
        return Optional.ofNullable(session == null ? null : (String) session.getAttribute(STAGED))
                .map(InvitationId::of)
                .flatMap(answers::view);
    }

    private LandingPage again(LandingPage page) {
        return answers.view(page.invitation().id()).orElse(page);
    }

    private String stage(LandingPage page, HttpServletRequest request) {
        request.getSession().setAttribute(STAGED, page.invitation().id().toString());
        return "redirect:/login";
    }

    private static void forget(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(STAGED);
        }
    }

    /** The checked name; what is wrong goes into the errors. */
    private @Nullable String check(AcceptanceForm form, LandingPage page, BindingResult errors) {
        String name = null;
        try {
            name = Names.person(form.name() == null ? "" : form.name());
        } catch (InvalidValue invalid) {
            errors.rejectValue("name", invalid.messageKey());
        }
        var password = form.password() == null ? "" : form.password();
        var about = new String[] {
            page.invitation().email().value(),
            page.facts().company(),
            page.facts().inviting(),
            name == null ? "" : name
        };
        passwords.check(errors, password, about);
        if (!form.agreed()) {
            errors.rejectValue("terms", "invitation.terms.missing");
        }
        return name;
    }

    /** A POST that comes too late or from somebody else: the page that a GET would show, and nothing is done. */
    private String refuse(
            LandingPage page, @Nullable SignedIn user, AcceptanceForm form, HttpServletResponse response, Model model) {
        var view = show(page, user, form, response, model);
        if (page.status() == InvitationStatus.PENDING && response.getStatus() == HttpStatus.OK.value()) {
            response.setStatus(HttpStatus.CONFLICT.value());
        }
        return view;
    }

    private String show(
            LandingPage page, @Nullable SignedIn user, AcceptanceForm form, HttpServletResponse response, Model model) {
        model.addAttribute("page", page);
        var live = page.status() == InvitationStatus.PENDING;
        if (page.staff() && (live || page.status() == InvitationStatus.DECLINED)) {
            return ended("staff", live ? HttpStatus.OK : HttpStatus.GONE, live, response, model);
        }
        if (page.paused() && live) {
            return ended("paused", HttpStatus.OK, true, response, model);
        }
        if (page.reserved() && live) {
            return ended("reserved", HttpStatus.OK, true, response, model);
        }
        return switch (page.status()) {
            case ACCEPTED -> ended("accepted", HttpStatus.OK, false, response, model);
            case EXPIRED -> ended("expired", HttpStatus.GONE, false, response, model);
            case DECLINED -> ended("declined", HttpStatus.GONE, false, response, model);
            case REVOKED -> ended("revoked", HttpStatus.GONE, false, response, model);
            case SUPERSEDED ->
                ended(
                        page.newer() != null && page.newer().ended() ? "superseded.ended" : "superseded",
                        HttpStatus.GONE,
                        false,
                        response,
                        model);
            case PENDING -> pending(page, user, form, model);
        };
    }

    private static String pending(LandingPage page, @Nullable SignedIn user, AcceptanceForm form, Model model) {
        if (user != null && !user.account().equals(page.login())) {
            model.addAttribute("current", Objects.requireNonNull(user.email()).value());
            return "invitation/wrong-account";
        }
        if (user == null && page.login() != null) {
            return "invitation/sign-in";
        }
        model.addAttribute("signedIn", user != null);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", form);
        }
        return "invitation/accept";
    }

    private static String unknown(HttpServletResponse response, Model model) {
        return ended("unknown", HttpStatus.NOT_FOUND, false, response, model);
    }

    private static String ended(
            String kind, HttpStatus status, boolean live, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("kind", kind);
        model.addAttribute("live", live);
        model.addAttribute(
                "askable", !live && !kind.equals("accepted") && !kind.equals("superseded") && !kind.equals("staff"));
        return "invitation/ended";
    }
}
