package com.partsportal.emailchange;

import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent decides, as a form or a help-desk tool submits it.
 *
 * @param comment why; null only with {@code approve}
 */
public record ChangeDecision(Verdict verdict, @Nullable String comment) {

    private static final int LONGEST = 1000;

    /** The explanation of the contract, in capitals. */
    public enum Verdict {
        APPROVE,
        REJECT,
        /** Back to the requester, with the comment as the question. */
        ASK;

        /** As forms and conditions of the process write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads what was submitted.
     *
     * @param allowed what this task offers
     * @throws InvalidValue for another word, a comment of another type or that breaks the rules of text, or none where one is
     *     needed
     */
    public static ChangeDecision of(@Nullable Object decision, @Nullable Object comment, Set<Verdict> allowed) {
        var verdict = allowed.stream()
                .filter(offered -> offered.code().equals(decision))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("decision", "emailchange.decision"));
        if (comment != null && !(comment instanceof String)) {
            throw new InvalidValue("comment", "emailchange.comment");
        }
        // Only a question reaches an email.
        var explanation = verdict == Verdict.ASK
                ? FreeText.lines("comment", (String) comment, LONGEST)
                : FreeText.portalLines("comment", (String) comment, LONGEST);
        if (explanation == null && verdict != Verdict.APPROVE) {
            throw new InvalidValue("comment", "emailchange.comment.missing");
        }
        return new ChangeDecision(verdict, explanation);
    }
}
