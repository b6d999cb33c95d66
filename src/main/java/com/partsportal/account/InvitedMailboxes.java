package com.partsportal.account;

import com.partsportal.shared.EmailAddress;

/** Mailboxes of people without a login who are invited; implemented where invitations are. */
public interface InvitedMailboxes {

    /** Mails the open invitations of this address again; nothing happens when there are none. Limits count these emails. */
    void mailAgain(EmailAddress email);
}
