package com.partsportal.rfq;

import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor answers.
 *
 * @param status {@code ANSWERED}, {@code QUOTED} or {@code REJECTED}
 * @param text a note, or the reason of a rejection
 * @param documents files that were kept for it, see {@code RfqFiles}
 */
public record RfqAnswer(
        RfqStatus status, Quote quote, @Nullable String text, List<UUID> documents) {

    public RfqAnswer {
        documents = List.copyOf(documents);
        if (!status.isAnswer()) {
            throw new IllegalArgumentException(status + " is no answer");
        }
    }

    /** Of words only. */
    public RfqAnswer(RfqStatus status, @Nullable String text) {
        this(status, Quote.NONE, text, List.of());
    }

    /**
     * The text as it is stored; a rejection needs one, and an answer without prices and documents.
     *
     * @throws InvalidValue with field {@code text}
     */
    @Nullable
    String checkedText() {
        var stored = FreeText.portalLines("text", text, NewRfq.LONGEST_TEXT);
        var isNeeded = switch (status) {
            case REJECTED -> true;
            case QUOTED -> false;
            default -> quote.prices().isEmpty() && documents.isEmpty();
        };
        if (stored == null && isNeeded) {
            throw new InvalidValue("text", "text.required");
        }
        return stored;
    }
}
