package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.mail.MailKind;
import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The module that owns the invitations of one kind: it knows who invites to what, and is notified of what becomes of
 * them. Everything runs in the caller's transaction.
 */
public interface InvitationOwner {

    /** Whose invitations it owns; one owner for each kind. */
    InvitationKind kind();

    /** The names and facts that mail and page tell the invited person. */
    Facts facts(InvitationSnapshot invitation);

    /** The logo of the inviting side, a PNG; empty: there is none. */
    default Optional<byte[]> logo(InvitationSnapshot invitation) {
        return Optional.empty();
    }

    /** Of the facts only the names, for those who need no more. */
    InviterNames names(InvitationSnapshot invitation);

    /**
     * What a person is welcomed with who has accepted.
     *
     * @param choice what an existing login linked, as in {@link #linkAccount}
     */
    default Welcome welcome(InvitationSnapshot invitation, @Nullable UUID choice) {
        var names = names(invitation);
        return new Welcome(names.inviting(), names.company(), 0, null);
    }

    /** Whether the inviting side is suspended: its links wait, and so do its emails and the expiry. */
    default boolean isPaused(InvitationSnapshot invitation) {
        return false;
    }

    /** The zone in whose office hours reminders are sent; empty: at any time. */
    default Optional<ZoneId> officeHours(InvitationScope scope) {
        return Optional.empty();
    }

    /** A reminder went out after all, which could not be sent before. */
    default void delivered(InvitationSnapshot invitation) {}

    /** Who is notified of answers and failures by email: of the inviter, or else those in charge, who wants this kind. */
    List<Recipient> inviters(InvitationSnapshot invitation, MailKind notice);

    /** Whether the inviting side wants this notice by email. */
    default boolean wants(InvitationSnapshot invitation, MailKind notice) {
        return true;
    }

    /** The inviter's page about this invitation, a path of the portal. */
    String inviterPath(InvitationSnapshot invitation);

    /** The organisations that an existing login may link: with one entry there is no question, with none a new one is created. */
    List<Choice> choices(InvitationSnapshot invitation, AccountId login);

    /**
     * Makes the account and all that belongs to it. A repeat finds it made.
     *
     * @param passwordHash of the password that the person chose
     * @return the new login
     */
    AccountId createAccount(InvitationSnapshot invitation, String name, String passwordHash, String termsVersion);

    /** Lets an existing login in. A repeat changes nothing. */
    void linkAccount(InvitationSnapshot invitation, AccountId login, @Nullable UUID choice);

    /** The vendor or company that the person belongs to by it, once it is accepted. */
    UUID organisation(InvitationSnapshot invitation);

    /** The invitation ended as declined or expired. */
    void ended(InvitationSnapshot invitation, InvitationStatus end, @Nullable String reason);

    /** The invitation is open for longer than it was. */
    default void extended(InvitationSnapshot invitation, Instant expiresAt) {}

    /** The mail server took the invitation's email; may be called again. In a transaction of its own. */
    default void sent(InvitationSnapshot invitation) {}

    /** A person opened the invitation's page for the first time. */
    default void opened(InvitationSnapshot invitation) {}

    /** The mail server refused the address for good. */
    void deliveryFailed(InvitationSnapshot invitation);

    /** The person requested a new invitation from a dead link. */
    void newInvitationRequested(InvitationSnapshot invitation);

    /**
     * @param inviting the vendor's or company's name, shown as the sender
     * @param inviter the person's name; null when the portal itself invites
     * @param company what the person is invited for
     * @param zone in which dates are shown
     * @param replyTo where answers to its emails go; null: nowhere
     * @param contact a person to contact with questions; null: nobody is named
     */
    record Facts(
            String inviting,
            @Nullable String inviter,
            String company,
            long partsReady,
            ZoneId zone,
            @Nullable EmailAddress replyTo,
            @Nullable Contact contact) {

        /** Without a person to contact. */
        public Facts(
                String inviting,
                @Nullable String inviter,
                String company,
                long partsReady,
                ZoneId zone,
                @Nullable EmailAddress replyTo) {
            this(inviting, inviter, company, partsReady, zone, replyTo, null);
        }
    }

    /**
     * The inviting side as it shows itself.
     *
     * @param address lines
     * @param logo whether there is one, see {@link #logo}
     */
    record Contact(
            List<String> address,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            boolean logo) {}

    /**
     * @param company what the person belongs to now, by the name that it has itself
     * @param partsReady how many parts are there for the person to see
     * @param replyTo as in {@link Facts}
     */
    record Welcome(
            String inviting,
            String company,
            long partsReady,
            @Nullable EmailAddress replyTo) {}

    /** As in {@link Facts}. */
    record InviterNames(String inviting, String company) {}

    /** Somebody at the inviting side. */
    record Recipient(@Nullable AccountId account, EmailAddress email, Locale language) {}

    /** Something that an existing login may link. */
    record Choice(UUID id, String name) {}
}
