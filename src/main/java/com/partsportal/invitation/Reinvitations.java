package com.partsportal.invitation;

/** Invites again at the request of the invited person, where the inviting side has chosen that; implemented by customers. */
public interface Reinvitations {

    /**
     * Sends a new invitation in a transaction of its own.
     *
     * @param expired the newest invitation of the address; its own mailbox asks
     * @return false: not wanted, or a limit forbids it now
     */
    boolean reinvite(InvitationSnapshot expired);
}
