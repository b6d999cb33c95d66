package com.partsportal.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The portal's active staff, for those that start before what {@link Accounts} needs. */
@Component
public class StaffAccounts {

    private final AccountRepository accounts;

    StaffAccounts(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /** Everybody of staff who is active. */
    @Transactional(readOnly = true)
    public List<StaffRow> active() {
        return accounts.findStaff().stream()
                .map(Account::staffRow)
                .filter(StaffRow::active)
                .toList();
    }

    /** The role of this login; empty when it is not active or not staff. */
    @Transactional(readOnly = true)
    public Optional<Role> role(AccountId id) {
        return accounts.findById(id.value())
                .map(Account::row)
                .filter(AccountRow::active)
                .map(AccountRow::staffRole);
    }
}
