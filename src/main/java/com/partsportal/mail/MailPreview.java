package com.partsportal.mail;

import org.springframework.stereotype.Component;

/** A mail as it would arrive, for whoever is about to have it sent. */
@Component
public class MailPreview {

    private final MailTexts texts;

    MailPreview(MailTexts texts) {
        this.texts = texts;
    }

    /** Its subject and its text part. */
    public record Preview(String subject, String text) {}

    public Preview of(Mail mail) {
        var rendered = texts.render(mail);
        return new Preview(
                rendered.subject(), rendered.text().replace("\r\n", "\n").strip());
    }
}
