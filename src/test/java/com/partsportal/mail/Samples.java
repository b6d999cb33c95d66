package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mails as the modules make them. */
final class Samples {

    static final String LINK = "https://portal.example.com/invitations/6Vh1uRWyZq1xTqk0OGSkq4yK3xGr6oS8qJ0v0Vn2W5c";
    static final ZonedDateTime EXPIRES = ZonedDateTime.parse("2026-12-06T09:00:00Z[UTC]");

    private Samples() {}

    static Mail of(MailKind kind, Locale language) {
        return of(kind, language, "Acme Machining", "Borg Inc");
    }

    static Mail of(MailKind kind, Locale language, String vendor, String company) {
        return switch (kind) {
            case INVITATION ->
                mail(
                        kind,
                        language,
                        vendor,
                        LINK,
                        "company",
                        company,
                        "inviter",
                        "Vera Stone",
                        "expiresAt",
                        EXPIRES,
                        "partsReady",
                        12L,
                        "note",
                        "Hello Kim,\nas agreed on the phone: your brackets and the two housings are in already.\n\nVera");
            case REMINDER ->
                mail(
                        kind,
                        language,
                        vendor,
                        LINK,
                        "company",
                        company,
                        "inviter",
                        "Vera Stone",
                        "expiresAt",
                        EXPIRES,
                        "partsReady",
                        1L,
                        "daysLeft",
                        7L);
            case USER_INVITATION ->
                mail(
                        kind,
                        language,
                        vendor,
                        LINK,
                        "invitedName",
                        "Kim Q",
                        "inviter",
                        "Vera Stone",
                        "expiresAt",
                        EXPIRES);
            case INVITATION_REVOKED ->
                mail(
                        kind,
                        language,
                        vendor,
                        LINK,
                        "company",
                        company,
                        "invitedName",
                        company,
                        "reason",
                        "Wrong company.");
            case DELIVERY_FAILED, INVITATION_ACCEPTED, INVITATION_DECLINED, INVITATION_EXPIRED, NEW_INVITATION_ASKED ->
                mail(
                        kind,
                        language,
                        null,
                        "https://portal.example.com/vendor/customers/1",
                        "vendor",
                        vendor,
                        "company",
                        company,
                        "invitedName",
                        company,
                        "email",
                        "kim@borg.example",
                        "reason",
                        "We buy elsewhere now.",
                        "deliveryReason",
                        "550 5.1.1 <kim@borg.example>: Recipient address rejected: User unknown");
            case WELCOME ->
                mail(
                        kind,
                        language,
                        vendor,
                        "https://portal.example.com/login",
                        "name",
                        "Kim Q",
                        "company",
                        company,
                        "partsReady",
                        3L);
            case PASSWORD_RESET ->
                mail(
                        kind,
                        language,
                        null,
                        "https://portal.example.com/password/6Vh1uRWyZq1xTqk0OGSkq4yK3xGr6oS8qJ0v0Vn2W5c",
                        "name",
                        "Kim Q",
                        "first",
                        false,
                        "expiresAt",
                        EXPIRES);
            case SECURITY_NOTICE ->
                mail(
                        kind,
                        language,
                        null,
                        "https://portal.example.com/portal/profile",
                        "event",
                        "PASSKEY_ADDED",
                        "at",
                        EXPIRES,
                        "network",
                        "203.0.113.0/24",
                        "former",
                        false);
            case EMAIL_CHANGE_CONFIRM,
                    EMAIL_CHANGE_NOTICE,
                    EMAIL_CHANGE_REMINDER,
                    EMAIL_CHANGE_WAITING,
                    EMAIL_CHANGE_EVIDENCE,
                    EMAIL_CHANGED,
                    EMAIL_CHANGE_REJECTED ->
                mail(
                        kind,
                        language,
                        null,
                        "https://portal.example.com/email-change/6Vh1uRWyZq1xTqk0OGSkq4yK3xGr6oS8qJ0v0Vn2W5c",
                        "number",
                        "1042",
                        "current",
                        "kim@borg.example",
                        "requested",
                        "kim.q@borg.example",
                        "requester",
                        "Kim Q",
                        "organisation",
                        company,
                        "number",
                        "1042",
                        "variant",
                        switch (kind) {
                            case EMAIL_CHANGE_REMINDER -> ".question";
                            case EMAIL_CHANGED -> ".old";
                            default -> "";
                        },
                        "note",
                        kind == MailKind.EMAIL_CHANGE_REMINDER ? "Why do you need it?" : null,
                        "until",
                        EXPIRES,
                        "expiresAt",
                        EXPIRES);
            case SUPPORT_ESCALATED ->
                mail(
                        kind,
                        language,
                        null,
                        "https://portal.example.com/email-change/cases/0192f0c4-7c5a-7d4e-8a6b-1c2d3e4f5a6b",
                        "number",
                        "1042",
                        "kind",
                        "POSSIBLE_TAKEOVER",
                        "overdue",
                        false);
            case RFQ_SUBMITTED ->
                mail(
                        kind,
                        language,
                        null,
                        "https://portal.example.com/vendor/rfqs/1",
                        "vendor",
                        vendor,
                        "company",
                        company,
                        "reference",
                        "RFQ-1001",
                        "parts",
                        2,
                        "neededBy",
                        "2026-12-24");
            case WEBHOOK_SWITCHED_OFF ->
                mail(
                        kind,
                        language,
                        vendor,
                        "https://portal.example.com/vendor/webhooks/1",
                        "vendor",
                        vendor,
                        "host",
                        "erp.example.com");
            case RFQ_AWAITS_APPROVAL, RFQ_APPROVED, RFQ_SENT_BACK ->
                mail(
                        kind,
                        language,
                        null,
                        "https://portal.example.com/portal/rfqs/1",
                        "vendor",
                        vendor,
                        "company",
                        company,
                        "reference",
                        "RFQ-1001",
                        "by",
                        "Ben User",
                        "reason",
                        "Too many pieces.",
                        "answer",
                        "SENT_BACK");
            case NEW_PARTS ->
                mail(kind, language, vendor, "https://portal.example.com/portal/parts", "vendor", vendor, "parts", 7L);
            case RFQ_ANSWERED ->
                mail(
                        kind,
                        language,
                        vendor,
                        "https://portal.example.com/portal/rfqs/1",
                        "vendor",
                        vendor,
                        "company",
                        company,
                        "reference",
                        "RFQ-1001",
                        "parts",
                        2,
                        "answer",
                        "ANSWERED");
            default -> throw new IllegalArgumentException("no sample of " + kind);
        };
    }

    static Mail with(Mail mail, String name, @Nullable Object value) {
        var model = new HashMap<>(mail.model());
        model.put(name, value);
        return new Mail(
                mail.key(),
                mail.kind(),
                mail.recipient(),
                mail.language(),
                mail.senderName(),
                mail.link(),
                model,
                null,
                null,
                null);
    }

    static Mail to(EmailAddress recipient, MailKind kind) {
        var mail = of(kind, Locale.ENGLISH);
        return new Mail(
                mail.key(),
                kind,
                recipient,
                mail.language(),
                mail.senderName(),
                mail.link(),
                mail.model(),
                Ids.next(),
                Ids.next(),
                null);
    }

    private static Mail mail(
            MailKind kind, Locale language, @Nullable String sender, @Nullable String link, Object... model) {
        Map<String, Object> map = new HashMap<>();
        for (var i = 0; i < model.length; i += 2) {
            map.put((String) model[i], model[i + 1]);
        }
        return new Mail(
                kind.code() + ":" + Ids.next(),
                kind,
                new EmailAddress("kim@borg.example"),
                language,
                sender,
                link,
                map,
                null,
                null,
                null);
    }
}
