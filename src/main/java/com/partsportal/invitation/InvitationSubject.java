package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.mail.MailKind;
import com.partsportal.shared.EmailAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the invitations of one kind: who invites, to what, what waits; told what becomes of them.
 * Implemented by the module that owns the kind. Everything runs in the caller's transaction.
 */
public interface InvitationSubject {

    InvitationKind kind();

    /** The names and facts that mail and page tell the invited person. */
    Facts facts(Invited invitation);

    /** Of the facts only the names, for those who need no more. */
    Names names(Invited invitation);

    /** Who is told about answers and failures: the inviter, or else those in charge. */
    List<Recipient> inviters(Invited invitation);

    /** Whether the inviting side wants to be told of this by mail. */
    default boolean wants(Invited invitation, MailKind notice) {
        return true;
    }

    /** The inviter's page about this invitation, a path of the portal. */
    String inviterPath(Invited invitation);

    /** What an existing login may link; one entry is taken without asking, none means a new one. */
    List<Choice> choices(Invited invitation, AccountId login);

    /**
     * Makes the account and all that belongs to it. A repeat finds it made.
     *
     * @param passwordHash of the password that the person chose
     * @return the new login
     */
    AccountId createAccount(Invited invitation, String name, String passwordHash, String termsVersion);

    /** Lets an existing login in. A repeat changes nothing. */
    void linkAccount(Invited invitation, AccountId login, @Nullable UUID choice);

    /** The vendor or company that the person belongs to by it, once it is accepted. */
    UUID organisation(Invited invitation);

    /** The invitation ended as declined or expired. */
    void ended(Invited invitation, InvitationStatus end, @Nullable String reason);

    /** The mail server refused the address for good. */
    void deliveryFailed(Invited invitation);

    /** The person asks for a new invitation behind a dead link. */
    void askedAgain(Invited invitation);

    /**
     * @param inviting the vendor's or company's name, shown as the sender
     * @param inviter the person's name; null when the portal itself invites
     * @param company what the person is invited for
     * @param zone in which dates are shown
     */
    record Facts(String inviting, @Nullable String inviter, String company, long partsReady, ZoneId zone) {}

    /** As in {@link Facts}. */
    record Names(String inviting, String company) {}

    /** Somebody at the inviting side. */
    record Recipient(@Nullable AccountId account, EmailAddress email, Locale language) {}

    /** Something that an existing login may link. */
    record Choice(UUID id, String name) {}
}
