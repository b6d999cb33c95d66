package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.shared.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may decide: the support agents and leads that are active now. */
@Component
class SupportStaff {

    private final Accounts accounts;

    SupportStaff(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @throws Refused {@code not-support} for anybody else, a former agent included */
    void require(@Nullable AccountId agent) {
        Optional.ofNullable(agent)
                .flatMap(accounts::find)
                .filter(AccountRow::active)
                .filter(account -> account.staffRole() == Role.SUPPORT || account.staffRole() == Role.SUPPORT_LEAD)
                .orElseThrow(() -> new Refused("not-support"));
    }
}
