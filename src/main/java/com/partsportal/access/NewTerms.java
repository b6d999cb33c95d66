package com.partsportal.access;

import com.partsportal.account.Accounts;
import com.partsportal.account.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.filter.OncePerRequestFilter;

/** Asks people once to agree to new terms of use, and then leads them to where they wanted to go. */
@Controller
@RequestMapping(NewTerms.QUESTION)
class NewTerms {

    static final String QUESTION = "/portal/profile/terms";

    private final Accounts accounts;

    NewTerms(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    String ask(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            Model model) {
        if (!user.mustAgreeToTerms()) {
            return "redirect:" + StartPages.of(user, wanted);
        }
        model.addAttribute("wanted", StartPages.returnable(wanted).orElse(null));
        return "access/terms";
    }

    @PostMapping
    String agree(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(name = "continue", required = false) @Nullable String wanted) {
        accounts.agreeToTerms(user.account());
        return "redirect:" + StartPages.of(user, wanted);
    }

    /**
     * Leads to the question from every page that is only for people who are signed in, until it is answered. Signing out
     * and the pages that are open to strangers, such as the terms themselves, stay as they are.
     */
    static final class Gate extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var applies = RouteAuthorization.signedIn(
                            SecurityContextHolder.getContext().getAuthentication())
                    .filter(SignedIn::mustAgreeToTerms)
                    .isPresent();
            if (!applies || isOpen(request)) {
                chain.doFilter(request, response);
                return;
            }
            var question = request.getContextPath() + QUESTION + FormOrigin.back(request);
            if (FormOrigin.isFragment(request)) {
                response.setHeader("HX-Redirect", question);
                return;
            }
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, question);
        }

        private static boolean isOpen(HttpServletRequest request) {
            var path =
                    request.getRequestURI().substring(request.getContextPath().length());
            return path.equals(QUESTION)
                    || path.equals("/portal/profile/sessions")
                    || RouteAuthorization.route(request)
                            .filter(route -> route.admission() == Routes.Admission.ANYBODY)
                            .isPresent();
        }
    }
}
