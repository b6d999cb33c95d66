package com.partsportal.account;

import com.partsportal.mail.MailKind;
import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A login as others may see it.
 *
 * @param mustAgreeToTerms whether the person agreed to older terms and has to agree to the present ones
 * @param muted notices that the person does not want: the code of the kind, after {@link #PORTAL} or {@link #EMAIL}
 */
public record AccountRow(
        AccountId id,
        EmailAddress email,
        String name,
        boolean active,
        @Nullable Role staffRole,
        Locale language,
        @Nullable String phone,
        boolean mustAgreeToTerms,
        Set<String> muted) {

    /** Before the code of a notification in {@link #muted}. */
    public static final String PORTAL = "portal:";
    /** Before the code of a kind of email in {@link #muted}. */
    public static final String EMAIL = "email:";

    /** Whether the person wants emails of this kind; only of those that {@link NoticeChoices} lets them mute. */
    public boolean wantsEmail(MailKind kind) {
        return !muted.contains(EMAIL + kind.code());
    }

    /** Whether the person wants to see this kind in the portal. */
    public boolean wantsNotification(String code) {
        return !muted.contains(PORTAL + code);
    }
}
