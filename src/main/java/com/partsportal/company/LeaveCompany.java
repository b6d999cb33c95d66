package com.partsportal.company;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A person leaves the company on their own: the page with the question, and the act. */
@Controller
@RequestMapping("/portal/leave")
class LeaveCompany {

    private final CompanyUsers users;

    LeaveCompany(CompanyUsers users) {
        this.users = users;
    }

    @GetMapping
    String ask(@AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("company", user.companyName());
        return "company/leave";
    }

    @PostMapping
    String leave(@AuthenticationPrincipal SignedIn user, HttpServletResponse response, Model model) {
        try {
            users.leave(new CompanyId(user.company()), user.account());
            return "redirect:/";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("notice", Notice.warning("company.users.refused." + refused.code()));
            return ask(user, model);
        }
    }
}
