package com.partsportal.account;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The database refuses to change the address of a login or of a customer unless a transaction says that it means to:
 * trigger {@code refuse_address_change}. The only place that says so.
 */
@Component
public class AddressChangeGuard {

    private final AccountRepository accounts;

    AddressChangeGuard(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /** Runs a change of addresses in the caller's transaction; afterwards the transaction may change no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void whileOpen(Runnable change) {
        accounts.allowAddressChange("allowed");
        change.run();
        accounts.allowAddressChange("");
    }
}
