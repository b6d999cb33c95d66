package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.LoginRecovery;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The acts of a takeover case: each with a comment, and recorded in the case. */
@Service
public class TakeoverActs {

    private static final Logger log = LoggerFactory.getLogger(TakeoverActs.class);

    private final SupportCases cases;
    private final EmailChanges changes;
    private final StoredChanges stored;
    private final Accounts accounts;
    private final LoginRecovery recovery;
    private final ManagerlessCompanies managerless;

    TakeoverActs(
            SupportCases cases,
            EmailChanges changes,
            StoredChanges stored,
            Accounts accounts,
            LoginRecovery recovery,
            ManagerlessCompanies managerless) {
        this.cases = cases;
        this.changes = changes;
        this.stored = stored;
        this.accounts = accounts;
        this.recovery = recovery;
        this.managerless = managerless;
    }

    /** What makes sense now; nothing when the case is closed or concerns no login. */
    @Transactional(readOnly = true)
    Set<TakeoverAct> offered(SupportCaseView supportCase) {
        if (!supportCase.open() || supportCase.account() == null) {
            return Set.of();
        }
        var login = accounts.find(supportCase.account()).orElseThrow();
        var offered = login.active()
                ? EnumSet.of(
                        TakeoverAct.STOP_LOGIN,
                        TakeoverAct.END_SESSIONS,
                        TakeoverAct.REQUIRE_NEW_PASSWORD,
                        TakeoverAct.REMOVE_PASSKEYS)
                : EnumSet.of(TakeoverAct.RESUME_LOGIN);
        if (stored.hasOpenRestore(login.id())) {
            offered.remove(TakeoverAct.RESUME_LOGIN);
        }
        if (former(supportCase, login) != null) {
            offered.add(TakeoverAct.RESTORE_ADDRESS);
        }
        return offered;
    }

    /**
     * Does it and records it.
     *
     * @throws InvalidValue with field {@code comment} without a comment
     * @throws Refused {@code not-support}; {@code wrong-state} when the case is closed or the act is not offered now; {@code
     *     request-open} when the former address is being given back already
     */
    @Retried
    @Transactional
    public void perform(SupportCaseId id, TakeoverAct act, AccountId agent, @Nullable String comment) {
        var supportCase = cases.lockOpen(id, agent).view();
        var reason = SupportCases.comment(comment);
        if (reason == null) {
            throw new InvalidValue("comment", "emailchange.comment.missing");
        }
        if (!offered(supportCase).contains(act)) {
            throw new Refused("wrong-state");
        }
        perform(act, supportCase, agent, reason);
        cases.record(id, act.event, agent, reason);
        log.info("support case {}: {} by {}", id, act, agent.value());
    }

    private void perform(TakeoverAct act, SupportCaseView supportCase, AccountId agent, String reason) {
        var login = Objects.requireNonNull(supportCase.account());
        switch (act) {
            case STOP_LOGIN -> {
                accounts.stop(login);
                managerless.openCases(login);
            }
            case END_SESSIONS -> accounts.endSessions(login);
            case REQUIRE_NEW_PASSWORD -> recovery.requireNewPassword(login);
            case REMOVE_PASSKEYS -> recovery.removePasskeys(login);
            case RESUME_LOGIN -> accounts.resumeWithNewPassword(login);
            case RESTORE_ADDRESS -> {
                // its emails say so
                accounts.stop(login);
                managerless.openCases(login);
                var former = Objects.requireNonNull(
                        former(supportCase, accounts.find(login).orElseThrow()));
                changes.restore(login, former.current(), reason, agent);
            }
        }
    }

    /** The applied change whose former address the login does not have any more; null: there is none. */
    private @Nullable ChangeCase former(SupportCaseView supportCase, AccountRow login) {
        return supportCase.change() == null
                ? null
                : changes.find(supportCase.change())
                        .filter(change -> change.state() == ChangeState.APPLIED
                                && !change.current().equals(login.email()))
                        .orElse(null);
    }
}
