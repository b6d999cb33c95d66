package com.partsportal.emailchange;

import com.partsportal.mail.MailSettings;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What all pages of an email change have in common. */
@ControllerAdvice(assignableTypes = {EmailChangePages.class, ChangeLinkPages.class})
class EmailChangeAdvice {

    private final MailSettings mail;

    EmailChangeAdvice(MailSettings mail) {
        this.mail = mail;
    }

    @ModelAttribute
    void keepLinkOutOfCaches(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
    }

    @ModelAttribute("support")
    String support() {
        return mail.support().value();
    }
}
