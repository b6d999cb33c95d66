package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Retires logins that have belonged to no company and no vendor for the retention time. Any number of nodes may do so at
 * once.
 */
@Component
class LoginRetention {

    /** @param retainedFor how long a login is kept after its last membership has ended */
    @ConfigurationProperties("portal.account")
    record Settings(@DefaultValue("P180D") Duration retainedFor) {}

    private static final int PORTION = 200;

    private final UnusedLoginsReport report;
    private final Accounts accounts;
    private final Settings settings;
    private final Clock clock;

    LoginRetention(UnusedLoginsReport report, Accounts accounts, Settings settings, Clock clock) {
        this.report = report;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void retire() {
        var since = DatabaseTime.now(clock).minus(settings.retainedFor());
        List<AccountId> found;
        do {
            found = report.unused(since, PORTION);
            // checked again with the row locked: a person who joins meanwhile waits for it, see the trigger of the
            // memberships
            found.forEach(login -> accounts.retireIf(login, () -> report.isUnused(login, since)));
        } while (found.size() == PORTION);
    }
}
