package com.partsportal.invitation;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The terms of use, which an acceptance agrees to. */
@Controller
class TermsPage {

    /** Stored with each acceptance; a new text has a new version. */
    static final String VERSION = "2026-11-01";

    @GetMapping("/terms")
    String terms(Model model) {
        model.addAttribute("version", VERSION);
        return "invitation/terms";
    }
}
