package com.partsportal.account;

import com.partsportal.shared.BadSetting;
import com.partsportal.shared.ConcurrencyConflict;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Makes the first administrator from the environment, once: when there is no account at all. Where staff signs in at a provider
 * of single sign-on, the address is enough.
 */
@Component
class FirstAdministrator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String NAME = "Administrator";

    private final AccountRepository repository;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SingleSignOnSettings singleSignOn;
    private final String email;
    private final String password;

    FirstAdministrator(
            AccountRepository repository,
            Accounts accounts,
            Passwords passwords,
            SingleSignOnSettings singleSignOn,
            @Value("${portal.admin.email:}") String email,
            @Value("${portal.admin.password:}") String password) {
        this.repository = repository;
        this.accounts = accounts;
        this.passwords = passwords;
        this.singleSignOn = singleSignOn;
        this.email = email;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments args) {
        if (email.isBlank() || repository.count() > 0) {
            return;
        }
        var address = address();
        if (singleSignOn.isOn()) {
            create(() -> accounts.createStaff(address, NAME, Role.ADMIN, Locale.ENGLISH));
            return;
        }
        var problems = passwords.problems(password, email);
        if (!problems.isEmpty()) {
            throw new BadSetting("PORTAL_ADMIN_PASSWORD cannot be used (" + problems.get(0) + "): "
                    + passwords.shortest() + " to " + passwords.longest() + " characters, not a common one");
        }
        var hash = passwords.hash(password);
        create(() -> accounts.openStaff(address, NAME, Role.ADMIN, Locale.ENGLISH, hash));
    }

    private static void create(Runnable administrator) {
        try {
            administrator.run();
        } catch (DataAccessException e) {
            if (!ConcurrencyConflict.is(e)) {
                throw e;
            }
            log.info("Another node created the first administrator");
        }
    }

    private EmailAddress address() {
        try {
            return new EmailAddress(email);
        } catch (InvalidValue e) {
            throw new BadSetting("PORTAL_ADMIN_EMAIL is not an address: " + e.code());
        }
    }
}
