package com.partsportal.mail;

import org.springframework.stereotype.Component;

/** A mail as it would arrive, shown before it is sent. */
@Component
public class MailPreview {

    private final MailTexts texts;

    MailPreview(MailTexts texts) {
        this.texts = texts;
    }

    /** Its subject and both of its parts. */
    public record Preview(String subject, String text, String html) {}

    /** Renders the email without sending it; lines of the text end with {@code \n}. */
    public Preview of(Mail mail) {
        var rendered = texts.render(mail);
        return new Preview(
                rendered.subject(), rendered.text().replace("\r\n", "\n").strip(), rendered.html());
    }
}
