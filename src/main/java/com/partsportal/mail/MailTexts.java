package com.partsportal.mail;

import com.partsportal.shared.Initials;
import com.partsportal.shared.Languages;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Renders {@code templates/mail/<kind>.txt}, whose first line is the subject, and {@code <kind>.html}. Words are in
 * {@code messages/mail.properties} and {@code mail_de.properties}. What the templates know beside the mail's model:
 * {@code sender} (name of vendor or company, else the portal's) and its {@code initials}, {@code person} (only of an invited colleague or team
 * member), {@code who} (person or company that was invited), {@code recipient}, {@code link}, {@code support}; dates are given as text with their zone, texts of several lines as {@code noteLines}, {@code wordsLines},
 * {@code reasonLines}.
 */
@Component
class MailTexts {

    record Rendered(String subject, String text, String html) {}

    /** Texts that may have lines; every other one is put on one line. */
    private static final Set<String> OF_SEVERAL_LINES = Set.of("note", "deliveryReason", "reason");

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    private final MailSettings settings;

    MailTexts(MailSettings settings) {
        this.settings = settings;
        messages.setBasename("messages/mail");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        engine.setTemplateEngineMessageSource(messages);
        engine.setTemplateResolvers(
                Set.of(templates("*.txt", TemplateMode.TEXT), templates("*.html", TemplateMode.HTML)));
    }

    Rendered render(Mail mail) {
        var language = Languages.among(mail.language());
        var context = new Context(language, variables(mail, language));
        var text = engine.process(mail.kind().code() + ".txt", context);
        var html = engine.process(mail.kind().code() + ".html", context);
        var endOfSubject = text.indexOf('\n');
        return new Rendered(
                text.substring(0, endOfSubject).strip(),
                lines(text.substring(endOfSubject)),
                lines("<!DOCTYPE html>\n" + html.replaceAll("\n\\s*(?=\n)", "")));
    }

    private Map<String, Object> variables(Mail mail, Locale language) {
        var variables = new HashMap<String, Object>();
        mail.model().forEach((name, value) -> {
            if (value instanceof ZonedDateTime date) {
                variables.put(name, date(date, language));
            } else if (value instanceof String text && OF_SEVERAL_LINES.contains(name)) {
                variables.put(
                        name + "Lines",
                        text.isBlank()
                                ? List.of()
                                : text.strip().lines().map(HeaderText::oneLine).toList());
            } else if (value instanceof String text) {
                variables.put(name, text.isBlank() ? null : HeaderText.oneLine(text));
            } else {
                variables.put(name, value);
            }
        });
        var sender = mail.senderName() == null ? variables.get("vendor") : HeaderText.oneLine(mail.senderName());
        var shown = sender == null ? "Parts Portal" : sender.toString();
        variables.put("sender", shown);
        variables.put("initials", Initials.of(shown));
        var company = variables.get("company");
        var invited = variables.get("invitedName");
        // A primary contact is invited by the name of the company, a colleague or team member by their own.
        var person = invited == null || invited.equals(company) ? null : invited;
        variables.put("person", person);
        variables.put(
                "who",
                Stream.of(person, company, variables.get("email"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
        variables.put("recipient", mail.recipient().value());
        variables.put("link", mail.link());
        variables.put("support", settings.support().value());
        return variables;
    }

    private String date(ZonedDateTime date, Locale language) {
        return DateTimeFormatter.ofPattern(messages.getMessage("mail.date", null, language), language)
                .format(date);
    }

    /** Without the holes that a template's conditions leave; lines end as mail wants them. */
    private static String lines(String text) {
        return text.replace("\r", "")
                        .replaceAll("[ \t]+\n", "\n")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()
                        .replace("\n", "\r\n")
                + "\r\n";
    }

    private static ClassLoaderTemplateResolver templates(String pattern, TemplateMode mode) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setResolvablePatterns(Set.of(pattern));
        resolver.setPrefix("templates/mail/");
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }
}
