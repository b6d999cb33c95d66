package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Links;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passkeys as far as no device is needed; the rest is a journey with a device in the browser. */
@PortalTest
class PasskeysTests {

    private static int vendorCount;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Accounts accounts;

    @Autowired
    Passkeys passkeys;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Links links;

    private AccountId owner;
    private Cookie session;
    private UUID passkey;

    @BeforeEach
    void anOwner() {
        var vendor = people.vendor("Passkeys " + ++vendorCount, "pk" + vendorCount + "@passkeys.example");
        owner = vendor.admin();
        session = people.session(vendor.email());
        passkey = PasskeyRows.add(jdbc, owner, "Phone");
    }

    @Test
    void anotherAddressEndsThem() {
        accounts.changeAddress(
                owner,
                new EmailAddress("new" + vendorCount + "@passkeys.example"),
                Instant.parse("2030-01-01T00:00:00Z"));

        assertThat(passkeys.of(owner)).isEmpty();
    }

    @Test
    void aLoginThatWasStoppedComesBackWithoutThem() {
        accounts.stop(owner);
        accounts.resumeWithNewPassword(owner);

        assertThat(passkeys.of(owner)).isEmpty();
    }

    @Test
    void aNewPasswordLeavesThem() {
        accounts.changePassword(owner, "{noop}x");

        assertThat(passkeys.of(owner)).hasSize(1);
    }

    @Test
    void nobodyTouchesAnothersPasskey() {
        var other = people.session(people.vendor("Other " + vendorCount, "other" + vendorCount + "@passkeys.example")
                .email());

        assertThat(pages.send(other, "/portal/profile/passkeys/" + passkey + "/name", "name", "Mine")
                        .getStatus())
                .isEqualTo(404);
        pages.send(other, "/portal/profile/passkeys/" + passkey + "/remove");

        assertThat(passkeys.of(owner)).extracting(PasskeyView::name).containsExactly("Phone");
        pages.send(session, "/portal/profile/passkeys/" + passkey + "/name", "name", "www.evil.example");
        assertThat(passkeys.of(owner)).extracting(PasskeyView::name).containsExactly("Phone");
    }

    @Test
    void whatWasDoneWithThemIsKept() {
        var one = "/portal/profile/passkeys/" + passkey;
        pages.send(session, one + "/name", "name", "Phone");
        pages.send(session, one + "/name", "name", "Old phone");
        assertThat(pages.text(session, "/portal/profile")).contains("You gave a passkey another label Old phone");
        pages.send(session, one + "/remove");
        pages.send(session, one + "/remove");

        assertThat(jdbc.sql("select type from account_event where passkey_id = ? order by at, id")
                        .param(passkey)
                        .query(String.class)
                        .list())
                .containsExactly("PASSKEY_RENAMED", "PASSKEY_REMOVED");
    }

    @Test
    void noneIsMadeWithoutThePasswordOrForAnotherChallenge() {
        assertThat(pages.open(session, "/portal/profile/passkeys/new").getRedirectedUrl())
                .isEqualTo("/portal/profile");
        assertThat(pages.send(session, "/portal/profile/passkeys", "passkeyName", "Phone")
                        .getStatus())
                .isEqualTo(422);
        assertThat(pages.send(
                                session,
                                "/portal/profile/passkeys",
                                "passkeyName",
                                "Phone",
                                "passkeyPassword",
                                People.PASSWORD)
                        .getRedirectedUrl())
                .isEqualTo("/portal/profile/passkeys/new");
        assertThat(pages.send(session, "/portal/profile/passkeys/new", "credential", "{\"id\":\"AAAA\"}")
                        .getRedirectedUrl())
                .isEqualTo("/portal/profile");
        assertThat(pages.open(session, "/portal/profile/passkeys/new").getRedirectedUrl())
                .as("one answer only")
                .isEqualTo("/portal/profile");

        assertThat(passkeys.of(owner)).hasSize(1);
    }

    @Test
    void aSignatureWithoutAskingTheOwnerWhoTheyAreIsNone() throws Exception {
        var device = new PasskeyDevice(links.host(), links.origin());
        device.register(jdbc, owner);
        var challenge = passkeys.challenge();

        assertThat(passkeys.authenticate(challenge, device.sign(challenge, false)))
                .isEmpty();
        assertThat(passkeys.authenticate(challenge, device.sign(challenge, true)))
                .get()
                .extracting(Credentials::account)
                .isEqualTo(owner);
    }
}
