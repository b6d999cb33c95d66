package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passkeys as far as no device is needed; the rest is a journey with a device in the browser. */
@PortalTest
class PasskeysTests {

    private static int shops;

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

    private AccountId owner;
    private Cookie session;
    private UUID passkey;

    @BeforeEach
    void anOwner() {
        var shop = people.shop("Passkeys " + ++shops, "pk" + shops + "@passkeys.example");
        owner = shop.admin();
        session = people.session(shop.email());
        passkey = registered(owner);
    }

    @Test
    void anotherAddressEndsThem() {
        accounts.changeAddress(
                owner, new EmailAddress("new" + shops + "@passkeys.example"), Instant.parse("2030-01-01T00:00:00Z"));

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
        var other = people.session(people.shop("Other " + shops, "other" + shops + "@passkeys.example")
                .email());

        assertThat(pages.send(other, "/portal/profile/passkeys/" + passkey + "/name", "name", "Mine")
                        .getStatus())
                .isEqualTo(404);
        pages.send(other, "/portal/profile/passkeys/" + passkey + "/remove");

        assertThat(passkeys.of(owner)).extracting(Passkey::name).containsExactly("Phone");
        pages.send(session, "/portal/profile/passkeys/" + passkey + "/name", "name", "www.evil.example");
        assertThat(passkeys.of(owner)).extracting(Passkey::name).containsExactly("Phone");
    }

    @Test
    void whatWasDoneWithThemIsKept() {
        var one = "/portal/profile/passkeys/" + passkey;
        pages.send(session, one + "/name", "name", "Phone");
        pages.send(session, one + "/name", "name", "Old phone");
        assertThat(pages.words(session, "/portal/profile")).contains("You gave a passkey another label Old phone");
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

    private UUID registered(AccountId account) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into passkey (id, account_id, name, credential_id, public_key, signature_count, uv_initialized,
                            backup_eligible, backup_state, transports, attestation_object, created_at)
                        values (:id, :account, 'Phone', :credential, '\\x00', 0, true, false, false, 'internal', '\\x00', :now)""")
                .param("id", id)
                .param("account", account.value())
                .param("credential", id.toString().getBytes())
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
        return id;
    }
}
