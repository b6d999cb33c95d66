package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.ReceivedMail;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each change of how one signs in is mailed to the person. */
@PortalTest
class SecurityNoticesTests {

    private static final String KIND = "security-notice";
    private static int logins;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Accounts accounts;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    private String email;
    private AccountId owner;
    private Cookie session;

    @BeforeEach
    void aLogin() {
        email = "owner" + ++logins + "@notices.example";
        owner = people.vendor("Notices " + logins, email).admin();
        session = people.session(email);
    }

    @Test
    void aNewPasswordIsMailedWithWhenAndWhereAndNothingSecret() {
        pages.send(
                session,
                "/portal/profile/password",
                "current",
                People.PASSWORD,
                "password",
                "eleven tall poplars sway");

        var notice = notices(email).get(0);
        assertThat(notice.subject()).isEqualTo("The password of your login was changed");
        assertThat(notice.text())
                .contains("This happened on ", "UTC", "From the network: 127.0.0.", "Forgot password?");
        assertThat(notice.path()).isEqualTo("/portal/profile");
        assertThat(notice.source()).doesNotContainIgnoringCase("Reply-To:");
    }

    @Test
    void itSpeaksThePersonsLanguage() {
        jdbc.sql("update account set language = 'de' where id = ?")
                .param(owner.value())
                .update();

        accounts.changePassword(owner, People.HASH);

        assertThat(notices(email))
                .extracting(ReceivedMail::subject)
                .containsExactly("Das Passwort Ihres Logins wurde geändert");
    }

    @Test
    void aPasskeyIsMailedWhenItIsRenamedAndRemovedButNotItsName() {
        var passkey = PasskeyRows.add(jdbc, owner, "Call 555 0100");

        pages.send(session, "/portal/profile/passkeys/" + passkey + "/name", "name", "Call 555 0199");
        pages.send(session, "/portal/profile/passkeys/" + passkey + "/remove");
        pages.send(session, "/portal/profile/passkeys/" + passkey + "/remove");

        assertThat(notices(email))
                .extracting(ReceivedMail::subject)
                .containsExactlyInAnyOrder(
                        "A passkey of your login was renamed", "A passkey of your login was removed");
        assertThat(notices(email))
                .allSatisfy(notice -> assertThat(notice.text()).doesNotContain("555"));
    }

    @Test
    void anotherAddressIsMailedToBothMailboxes() {
        accounts.changeAddress(owner, new EmailAddress("new-" + email), Instant.parse("2030-01-01T00:00:00Z"));

        assertThat(notices(email).get(0).text()).contains(email + " was the email of your login");
        assertThat(notices("new-" + email).get(0).text()).contains("new-" + email + " is the email of your login");
    }

    @Test
    void whatIsNoWayInIsNotMailed() {
        pages.send(session, "/portal/profile", "name", "Another Name", "phone", "");
        accounts.signOutEverywhere(owner);

        assertThat(notices(email)).isEmpty();
    }

    private List<ReceivedMail> notices(String recipient) {
        jobs.runDue();
        return mailbox.to(recipient, KIND);
    }
}
