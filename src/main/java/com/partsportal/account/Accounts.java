package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The door of logins. */
@Service
public class Accounts {

    /** The account with this id, whether active or not. */
    public Optional<AccountRow> find(AccountId id) {
        throw new UnsupportedOperationException();
    }

    /** The account of this address, whether active or not. */
    public Optional<AccountRow> byEmail(EmailAddress email) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a login in the caller's transaction, written to the database at once. An address that has one is a
     * {@link org.springframework.dao.DataIntegrityViolationException}: ask {@link #byEmail} first.
     */
    public AccountId open(NewAccount account) {
        throw new UnsupportedOperationException();
    }

    /** Ends every session of this account on every node, in the caller's transaction. */
    public void endSessions(AccountId id) {
        throw new UnsupportedOperationException();
    }
}
