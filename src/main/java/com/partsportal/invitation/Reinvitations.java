package com.partsportal.invitation;

/** Invites again at the request of the invited person, where the inviting side has chosen that; implemented by customers. */
public interface Reinvitations {

    /**
     * Sends a new invitation in a transaction of its own.
     *
     * @param expired the newest invitation of the address; the request comes from its own mailbox
     * @return false: not wanted, or a limit forbids it now
     */
    boolean reinvite(InvitationSnapshot expired);
}
