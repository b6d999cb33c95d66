package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class PasswordsTests {

    private static final Passwords PASSWORDS = new Passwords(new HashingQueue(2, 8, 5, Duration.ofSeconds(2)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nine purple otters dance",
                "parts-portal-demo",
                "Zwölf Äpfel über Öl",
                "пароль на двенадцать слов",
                "  spaces at both ends  ",
                "k9#Lw!2zQv7r",
                "\uD83D\uDE80 to the moon and home"
            })
    void takesAnyCharacter(String password) {
        assertThat(PASSWORDS.problems(password, "ada@borg.example", "Ada Smith", "Borg Inc"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password1234!",
                "passwordpassword",
                "qwertyuiop123",
                "123456789012",
                "iloveyou2024!",
                "PASSWORT123456",
                "letmeinletmein"
            })
    void refusesCommonOnes(String password) {
        assertThat(PASSWORDS.problems(password)).containsExactly("account.password.common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@borg.example", "adasmithadasmith", "aaaaaaaaaaaaaaaa"})
    void refusesWhatIsEasilyGuessed(String password) {
        assertThat(PASSWORDS.problems(password, "ada@borg.example", "Ada Smith", "Borg Inc"))
                .hasSize(1)
                .first()
                .asString()
                .matches("account.password.(common|guessable)");
    }

    @Test
    void countsCharactersAndNotBytes() {
        assertThat(PASSWORDS.problems("")).containsExactly("account.password.missing");
        assertThat(PASSWORDS.problems(null)).containsExactly("account.password.missing");
        assertThat(PASSWORDS.problems("k9#Lw!2zQv7")).containsExactly("account.password.short");
        assertThat(PASSWORDS.problems("\uD83D\uDE80".repeat(11))).containsExactly("account.password.short");
        var longest = "k9#Lw!2z".repeat(16);
        assertThat(PASSWORDS.problems(longest)).doesNotContain("account.password.long");
        assertThat(PASSWORDS.problems(longest + "x")).containsExactly("account.password.long");
    }

    @Test
    void isNeverCut() {
        var start = "x".repeat(127);
        var hash = PASSWORDS.hash(start + "a");
        assertThat(hash).startsWith("$argon2id$");
        assertThat(matches(start + "a", hash)).isTrue();
        assertThat(matches(start + "b", hash)).isFalse();
        assertThat(matches("", hash)).isFalse();
        assertThat(matches(start + "a", null)).isFalse();
        assertThat(matches("the password of nobody", null)).isFalse();
    }

    @Test
    void oneTextOfTwoSpellingsIsOnePassword() {
        assertThat(matches("zwo\u0308lf A\u0308pfel im Korb", PASSWORDS.hash("zw\u00F6lf \u00C4pfel im Korb")))
                .isTrue();
    }

    @Test
    void isNotHashedWhileAConnectionIsHeld() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatIllegalStateException().isThrownBy(() -> PASSWORDS.hash("nine purple otters dance"));
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    private static boolean matches(String raw, @Nullable String hash) {
        try (var attempt = PASSWORDS.begin()) {
            return attempt.matches(raw, hash);
        }
    }
}
