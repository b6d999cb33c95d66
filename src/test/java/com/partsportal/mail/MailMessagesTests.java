package com.partsportal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailMessagesTests {

    private static final Set<MailKind> KINDS = EnumSet.allOf(MailKind.class);
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final MailSettings SETTINGS = new MailSettings(
            new EmailAddress("no-reply@portal.example"),
            new EmailAddress("support@portal.example"),
            "",
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));

    private final MailMessages messages = new MailMessages(new MailTexts(SETTINGS), SETTINGS);

    record Sent(MimeMessage message, String text, String html, String source) {
        String headers() {
            return source.substring(0, source.indexOf("\r\n\r\n"));
        }
    }

    static Stream<Mail> everyKindInBothLanguages() {
        return KINDS.stream()
                .flatMap(kind -> Stream.of(Samples.of(kind, Locale.ENGLISH), Samples.of(kind, Locale.GERMAN)));
    }

    @ParameterizedTest
    @MethodSource("everyKindInBothLanguages")
    void isAsTheContractSays(Mail mail) throws Exception {
        var sent = write(mail);

        for (var header : List.of("Date", "From", "To", "Subject", "Message-ID", "MIME-Version")) {
            assertThat(sent.message.getHeader(header)).as(header).hasSize(1);
        }
        assertThat(sent.message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(sent.message.getHeader("X-Parts-Portal-Mail"))
                .containsExactly(mail.kind().code());
        assertThat(sent.message.getMessageID()).isEqualTo("<1@portal.example>");
        assertThat(sent.message.getAllRecipients()).containsExactly(new InternetAddress("kim@borg.example"));
        assertThat(sent.message.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) sent.message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(sent.source.length()).isLessThan(50_000);
        assertThat(sent.source.lines().mapToInt(String::length).max().orElse(0)).isLessThan(998);
    }

    @ParameterizedTest
    @MethodSource("everyKindInBothLanguages")
    void readsWell(Mail mail) throws Exception {
        var sent = write(mail);
        keep(mail, sent);

        // A missing key is shown as ??key??, a missing value as null.
        assertThat(sent.message.getSubject() + sent.text + sent.html)
                .doesNotContain("??", "null", "{0", "{1", "''", " th:", "th:block", "Ranking", "style=\"\"");
        assertThat(sent.message.getSubject()).isNotBlank().doesNotContain("\n");
        assertThat(sent.text).doesNotContain("</", "[#", "[/", "\r\n\r\n\r\n").contains("support@portal.example");
        assertThat(sent.html)
                .contains("lang=\"" + mail.language().getLanguage() + "\"", "support@portal.example")
                .doesNotContain("<img", "<script", "url(");
        assertThat(sent.text.lines().filter(mail.link()::equals)).hasSize(1);
        assertThat(sent.text.split("https?://")).hasSize(2);
        assertThat(sent.html.split("href=\"" + mail.link() + "\"")).hasSize(3);
        assertThat(sent.html.split("href=")).hasSize(3);
    }

    @Test
    void anInvitationSaysWhoAndWhatAndUntilWhen() throws Exception {
        var sent = write(Samples.of(MailKind.INVITATION, Locale.ENGLISH));

        assertThat(sent.message.getSubject()).isEqualTo("Acme Machining invites Borg Inc to Parts Portal");
        assertThat(((InternetAddress) sent.message.getFrom()[0]).getPersonal())
                .isEqualTo("Acme Machining via Parts Portal");
        assertThat(((InternetAddress) sent.message.getFrom()[0]).getAddress()).isEqualTo("no-reply@portal.example");
        for (var part : List.of(sent.text, sent.html)) {
            assertThat(part)
                    .contains(
                            "Vera Stone of Acme Machining invites you",
                            "12 parts that Acme Machining quoted or made for you before are ready",
                            "6 December 2026, 09:00 UTC",
                            "as agreed on the phone",
                            "You get this email because Acme Machining named kim@borg.example as the contact of Borg Inc");
        }
    }

    @Test
    void germanDatesAndNumbersAreGerman() throws Exception {
        var mail = Samples.with(
                Samples.of(MailKind.INVITATION, Locale.GERMANY),
                "expiresAt",
                ZonedDateTime.parse("2026-12-06T09:00:00+01:00[Europe/Berlin]"));
        var text = write(Samples.with(mail, "partsReady", 1234)).text;

        assertThat(text)
                .contains("6. Dezember 2026, 09:00 Uhr MEZ")
                .contains("1.234 Teile, die Acme Machining Ihnen schon angeboten oder gefertigt hat, liegen für Sie");
    }

    @Test
    void anotherLanguageGetsEnglish() throws Exception {
        assertThat(write(Samples.of(MailKind.WELCOME, Locale.FRENCH)).text).startsWith("Your login is ready.");
    }

    @Test
    void noPartsAreNotMentioned() throws Exception {
        var none = write(Samples.with(Samples.of(MailKind.INVITATION, Locale.ENGLISH), "partsReady", 0L));
        assertThat(none.text).doesNotContain("parts that");
        var one = write(Samples.with(Samples.of(MailKind.INVITATION, Locale.ENGLISH), "partsReady", 1L));
        assertThat(one.text).contains("One part that Acme Machining quoted or made for you before is ready");
    }

    @Test
    void withoutNoteAndReasonThereIsNoQuote() throws Exception {
        var bare = write(Samples.with(Samples.of(MailKind.INVITATION, Locale.ENGLISH), "note", " "));
        assertThat(bare.text + bare.html).doesNotContain("A message from");
        var silent = write(Samples.with(Samples.of(MailKind.INVITATION_DECLINED, Locale.ENGLISH), "reason", null));
        assertThat(silent.text + silent.html).doesNotContain("Reason given");
        var person = write(Samples.of(MailKind.USER_INVITATION, Locale.ENGLISH));
        assertThat(person.text + person.html).doesNotContain("A message from");
    }

    @Test
    void anInvitationByAKeyNamesTheVendorOnly() throws Exception {
        var mail = Samples.with(Samples.of(MailKind.INVITATION, Locale.ENGLISH), "inviter", null);
        assertThat(write(mail).text)
                .startsWith("Acme Machining invites you")
                .contains("A message from Acme Machining:")
                .doesNotContain("Invited by");
    }

    @Test
    void aReminderCountsTheDays() throws Exception {
        var mail = Samples.of(MailKind.REMINDER, Locale.ENGLISH);
        assertThat(write(mail).message.getSubject()).endsWith("7 days left");
        assertThat(write(Samples.with(mail, "daysLeft", 1L)).message.getSubject())
                .endsWith("one day left");
        assertThat(write(Samples.with(mail, "daysLeft", 0L)).message.getSubject())
                .endsWith("ends today");
    }

    @Test
    void aReminderToAPersonNamesNoCompany() throws Exception {
        var mail = Samples.with(
                Samples.with(Samples.of(MailKind.REMINDER, Locale.ENGLISH), "company", "Acme Machining"),
                "invitedName",
                "Kim Q");
        var sent = write(mail);
        assertThat(sent.message.getSubject())
                .isEqualTo("Reminder: Acme Machining invites you to Parts Portal, 7 days left");
        assertThat(sent.text + sent.html).doesNotContain("null", "Invited company");
    }

    @Test
    void aNoticeAboutAPersonNamesThePerson() throws Exception {
        var mail = Samples.with(Samples.of(MailKind.INVITATION_DECLINED, Locale.ENGLISH), "invitedName", "Kim Q");
        var sent = write(mail);
        assertThat(sent.message.getSubject()).isEqualTo("Kim Q declined your invitation");
        assertThat(sent.text).contains("Reason given:\r\n> We buy elsewhere now.", "at Acme Machining");
    }

    @Test
    void aWelcomeToATeamDoesNotMentionParts() throws Exception {
        var mail = Samples.with(Samples.of(MailKind.WELCOME, Locale.ENGLISH), "company", "Acme Machining");
        assertThat(write(mail).text).doesNotContain("Acme Machining");
        var nameless = write(Samples.with(mail, "name", null));
        assertThat(nameless.html).contains(">Welcome to Parts Portal</h1>");
    }

    @Test
    void staffsFirstPasswordIsAWelcome() throws Exception {
        var sent = write(Samples.with(Samples.of(MailKind.PASSWORD_RESET, Locale.ENGLISH), "first", true));
        assertThat(sent.message.getSubject()).isEqualTo("Set your password");
        assertThat(((InternetAddress) sent.message.getFrom()[0]).getPersonal()).isEqualTo("Parts Portal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>Bold</b> & \"Söhne\" 'X'",
                "${7*7} #{x} [[${7*7}]] [(${7*7})] __${7*7}__ {0} {{7*7}}",
                "=?UTF-8?Q?evil?=",
                "No",
                "off",
                "false",
                "O'Brien",
                "a\\b\"c",
                "شركة القطع",
                "🚀 Rocket ❤️",
                "Evil <evil@x.test>, other@x.test;",
                "|1#x|",
            })
    void namesAreLiteralEverywhere(String name) throws Exception {
        var sent = write(Samples.of(MailKind.INVITATION, Locale.ENGLISH, name, name));

        assertThat(sent.message.getSubject()).isEqualTo(name + " invites " + name + " to Parts Portal");
        assertThat(sent.message.getFrom()).hasSize(1);
        assertThat(((InternetAddress) sent.message.getFrom()[0]).getPersonal()).isEqualTo(name + " via Parts Portal");
        assertThat(((InternetAddress) sent.message.getFrom()[0]).getAddress()).isEqualTo("no-reply@portal.example");
        assertThat(sent.text).contains("Vera Stone of " + name + " invites you", "Invited company: " + name + "\r\n");
        assertThat(sent.html).contains(">" + escaped(name) + "</span>").doesNotContain("<b>");
    }

    @Test
    void aNameCannotAddAHeaderOrALine() throws Exception {
        var evil = "Acme\r\nBcc: all@x.test\r\n\r\nhttps://evil.test\u2028x";
        var sent = write(Samples.of(MailKind.INVITATION, Locale.ENGLISH, evil, evil));

        assertThat(Collections.list(sent.message.getAllHeaderLines()))
                .noneMatch(line -> line.startsWith("Bcc") || line.startsWith("https"));
        assertThat(sent.message.getSubject()).startsWith("Acme Bcc: all@x.test https://evil.test x invites");
        assertThat(sent.text.lines()).noneMatch(line -> line.startsWith("https://evil.test"));
    }

    @Test
    void theLongestNamesAndNotesFit() throws Exception {
        var name = "🚀".repeat(200);
        var mail = Samples.with(Samples.of(MailKind.INVITATION, Locale.GERMAN, name, name), "note", "🚀".repeat(1000));
        var sent = write(Samples.with(mail, "inviter", name));

        assertThat(sent.source.length()).isLessThan(50_000);
        assertThat(sent.headers().lines().mapToInt(String::length).max().orElse(0))
                .isLessThanOrEqualTo(78);
        assertThat(sent.message.getSubject()).startsWith(name);
    }

    private Sent write(Mail mail) throws MessagingException, IOException {
        var message = messages.write(
                mail,
                UUID.randomUUID(),
                "<1@portal.example>",
                Instant.parse("2026-11-22T10:00:00Z"),
                new MimeMessage(SESSION));
        var out = new ByteArrayOutputStream();
        message.writeTo(out);
        var received = new MimeMessage(SESSION, new ByteArrayInputStream(out.toByteArray()));
        var parts = (MimeMultipart) received.getContent();
        return new Sent(
                received,
                (String) parts.getBodyPart(0).getContent(),
                (String) parts.getBodyPart(1).getContent(),
                out.toString(StandardCharsets.US_ASCII));
    }

    /** To be looked at. */
    private static void keep(Mail mail, Sent sent) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "mails"));
        var name = mail.kind().code() + "-" + mail.language().getLanguage();
        Files.writeString(folder.resolve(name + ".html"), sent.html);
        Files.writeString(folder.resolve(name + ".txt"), sent.text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
