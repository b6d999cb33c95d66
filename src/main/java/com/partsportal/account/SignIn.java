package com.partsportal.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/** Signs a person in or out of pages without asking for the password, such as after an acceptance. */
public interface SignIn {

    /**
     * Begins a session of this account with a new session id; a session there was is emptied. Call it after the
     * transaction that made the account was committed, and before the answer is written.
     */
    void signIn(AccountId account, HttpServletRequest request, HttpServletResponse response);

    /** From the next request on the person of this session acts for that vendor or company. */
    void choose(UUID organisation, HttpServletRequest request);

    /** Ends the session of this request and its cookie; nothing to do when there is none. */
    void signOut(HttpServletRequest request, HttpServletResponse response);
}
