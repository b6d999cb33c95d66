package com.partsportal.shared;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Texts of several lines, such as notes and postal addresses: trimmed, NFC, without control characters but for line ends. */
public final class FreeText {

    private FreeText() {}

    /**
     * The text as it is stored; null when nothing was typed.
     *
     * @throws InvalidValue with this field
     */
    public static @Nullable String of(String field, @Nullable String typed, int longest) {
        if (typed == null) {
            return null;
        }
        if (typed.length() > 20 * longest) {
            throw new InvalidValue(field, "text.toolong");
        }
        var text =
                Normalizer.normalize(Names.trim(typed.replace("\r\n", "\n").replace('\r', '\n')), Normalizer.Form.NFC);
        if (text.codePoints().anyMatch(FreeText::isForbidden)) {
            throw new InvalidValue(field, "text.characters");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw new InvalidValue(field, "text.toolong");
        }
        return text.isEmpty() ? null : text;
    }

    private static boolean isForbidden(int c) {
        return c != '\n' && c != '\t' && Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
    }
}
