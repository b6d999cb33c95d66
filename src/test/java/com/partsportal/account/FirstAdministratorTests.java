package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.PortalTest;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.JdbcTemplate;

@PortalTest
class FirstAdministratorTests {

    private static final String PASSWORD = "nine purple otters dance";

    @Autowired
    AccountRepository repository;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    SingleSignOnSettings settings;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void forgetEverybody() {
        jdbc.update("delete from account");
    }

    @Test
    void isMadeOnceWhenThereIsNoAccount() {
        start("Root@Portal.example", PASSWORD);
        start("other@portal.example", PASSWORD);

        assertThat(accounts.staff()).hasSize(1).first().satisfies(admin -> {
            assertThat(admin.email()).isEqualTo(new EmailAddress("root@portal.example"));
            assertThat(admin.role()).isEqualTo(Role.ADMIN);
        });
        var hash = accounts.credentials(new EmailAddress("root@portal.example"))
                .orElseThrow()
                .passwordHash();
        try (var attempt = passwords.begin()) {
            assertThat(attempt.matches(PASSWORD, hash)).isTrue();
        }
    }

    @Test
    void isNotMadeBesideOthersNorWithoutAnAddress() {
        start("", "");
        assertThat(repository.count()).isZero();
        accounts.openStaff(
                new EmailAddress("sam@portal.example"), "Sam", Role.SUPPORT, Locale.ENGLISH, passwords.hash(PASSWORD));
        start("root@portal.example", PASSWORD);
        assertThat(repository.count()).isEqualTo(1);
    }

    @Test
    void aPasswordOrAddressThatCannotBeUsedStopsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start("root@portal.example", "password1234"))
                .withMessageContaining("PORTAL_ADMIN_PASSWORD");
        assertThatIllegalStateException()
                .isThrownBy(() -> start("root", PASSWORD))
                .withMessageContaining("PORTAL_ADMIN_EMAIL");
        assertThat(repository.count()).isZero();
    }

    private void start(String email, String password) {
        new FirstAdministrator(repository, accounts, passwords, settings, email, password)
                .run(new DefaultApplicationArguments());
    }
}
