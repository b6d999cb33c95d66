package com.partsportal.dev;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptMailsTests {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void areFoundAgainAfterARestart() throws Exception {
        new KeptMails(directory, NOON).keep(mail("First"));
        var restarted = new KeptMails(directory, NOON);
        restarted.keep(mail("Second"));

        assertThat(restarted.newest(10))
                .extracting(kept -> kept.mail().subject())
                .containsExactly("Second", "First");
        assertThat(restarted.newest(10)).allSatisfy(kept -> {
            assertThat(kept.at()).isEqualTo(NOON.instant());
            assertThat(kept.mail().recipient()).isEqualTo("kim@borg.example");
        });
    }

    @Test
    void aMailThatWasArrivingWhenThePortalWasKilledIsNotShown() throws Exception {
        Files.writeString(directory.resolve("20261122T120000000-000001.part"), "Subject: half");

        assertThat(new KeptMails(directory, NOON).newest(10)).isEmpty();
    }

    @Test
    void nothingElseCanBeReadThroughAnId() throws Exception {
        Files.writeString(directory.resolve("secret.eml"), "Subject: no mail of ours");
        var mails = new KeptMails(directory.resolve("mails"), NOON);

        assertThat(mails.find("../secret")).isEmpty();
        assertThat(mails.find("20261122T120000000-000009")).isEmpty();
    }

    private static MimeMessage mail(String subject) throws Exception {
        var mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom("no-reply@portal.example");
        mail.setRecipient(RecipientType.TO, new InternetAddress("kim@borg.example"));
        mail.setSubject(subject);
        mail.setText("Hello");
        mail.saveChanges();
        return mail;
    }
}
