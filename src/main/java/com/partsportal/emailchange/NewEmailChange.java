package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request to change the address of a login.
 *
 * @param by the signed-in person, or the agent who registers it; null: somebody signed out
 * @param language of the mails, where the login does not say another
 */
public record NewEmailChange(
        EmailAddress current,
        EmailAddress requested,
        String reason,
        ChangeSource source,
        @Nullable AccountId by,
        Locale language) {

    static final int LONGEST_REASON = 1000;

    /** @throws InvalidValue with field {@code reason}, which only agents read */
    public NewEmailChange {
        var text = FreeText.portalLines("reason", reason, LONGEST_REASON);
        if (text == null) {
            throw new InvalidValue("reason", "text.required");
        }
        reason = text;
    }
}
