package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import java.util.UUID;

/** What became of a person's yes. */
public sealed interface Acceptance {

    /**
     * Accepted by this very call: the account exists.
     *
     * @param organisation the vendor or company that the person belongs to by it
     */
    record AcceptedNow(AccountId account, UUID organisation) implements Acceptance {}

    /** The invitation had ended before, as {@code status} says; nothing was changed. */
    record EndedBefore(InvitationStatus status) implements Acceptance {}

    /** The address has a login: that person signs in first. */
    record SignInFirst() implements Acceptance {}

    /** Somebody else is signed in; nothing was consumed. */
    record WrongAccount() implements Acceptance {}

    /** The login manages several companies and has to say which one. */
    record ChoiceNeeded() implements Acceptance {}

    /** The address belongs to the portal's staff, who cannot be customers; the invitation was declined. */
    record StaffAddress() implements Acceptance {}

    /** The address was a login's before, which has another one now: nothing was changed. */
    record AddressReserved() implements Acceptance {}

    /** The vendor is suspended: the invitation is kept, and nothing was changed. */
    record Paused() implements Acceptance {}
}
