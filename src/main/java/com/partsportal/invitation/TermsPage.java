package com.partsportal.invitation;

import com.partsportal.account.Terms;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The terms of use, which an acceptance agrees to. */
@Controller
class TermsPage {

    @GetMapping("/terms")
    String terms(Model model) {
        model.addAttribute("version", Terms.VERSION);
        return "invitation/terms";
    }
}
