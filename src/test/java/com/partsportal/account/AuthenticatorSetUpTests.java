package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** What a person is shown to set up an app, and how long a link to a password is open. */
class AuthenticatorSetUpTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void hasTheSecretAsTextAsLinkAndAsPicture() {
        var shown = AuthenticatorSetUp.of(
                "12345678901234567890".getBytes(StandardCharsets.US_ASCII), "vera+1@acme.example");

        assertThat(shown.secret()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(shown.link())
                .isEqualTo(
                        "otpauth://totp/Parts%20Portal:vera%2B1%40acme.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                + "&issuer=Parts%20Portal&algorithm=SHA1&digits=6&period=30");
        assertThat(shown.toString()).doesNotContain("GEZD");
        // a margin of four modules, then the mark in the corner: seven modules, of which the second row has two
        var modules = shown.size() - 8;
        assertThat(modules % 4).isEqualTo(1);
        assertThat(shown.path())
                .startsWith("M4 4h1v1h-1zM5 4h1v1h-1zM6 4h1v1h-1zM7 4h1v1h-1zM8 4h1v1h-1zM9 4h1v1h-1zM10 4h1v1h-1z")
                .contains("M4 5h", "M10 5h", "M4 " + (modules + 3) + "h", "M" + (modules + 3) + " 4h")
                .doesNotContain(
                        "M5 5h", "M11 4h", "M3 4h", "M4 3h", "M" + (modules + 4) + " ", " " + (modules + 4) + "h");
    }

    @Test
    void aLinkIsOpenUntilItIsUsedOrItsTimeIsOver() {
        var id = UUID.randomUUID();
        var account = new AccountId(UUID.randomUUID());
        var link = new PasswordLink(
                id,
                account,
                true,
                new Tokens.Token("t", new byte[] {1}, "k", new byte[] {2}),
                NOW,
                NOW.plusSeconds(60));

        assertThat(link.getId()).isEqualTo(id);
        assertThat(link.isNew()).isTrue();
        assertThat(link.accountId()).isEqualTo(account.value());
        assertThat(link.isFirst()).isTrue();
        assertThat(link.expiresAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(link.isOpen(NOW.plusSeconds(59))).isTrue();
        assertThat(link.isOpen(NOW.plusSeconds(60))).isFalse();

        ReflectionTestUtils.setField(link, "usedAt", NOW);
        ReflectionTestUtils.setField(link, "first", false);
        assertThat(link.isOpen(NOW)).isFalse();
        assertThat(link.isFirst()).isFalse();
    }
}
