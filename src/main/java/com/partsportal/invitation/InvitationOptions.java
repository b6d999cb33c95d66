package com.partsportal.invitation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the inviter chose for one invitation.
 *
 * @param language of its emails and page
 * @param validDays how long it is open, 1 to 30; null: environment or decision table
 * @param note plain text for the invited person
 */
public record InvitationOptions(
        Locale language,
        @Nullable Integer validDays,
        @Nullable String note) {

    /** Nothing was chosen but the language. */
    public static InvitationOptions in(Locale language) {
        return new InvitationOptions(language, null, null);
    }
}
