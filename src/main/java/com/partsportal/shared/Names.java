package com.partsportal.shared;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of companies and persons: trimmed, NFC, 1 to 200 characters; without control, line, zero-width and bidi
 * characters, and without links. Everything else is literal.
 */
public final class Names {

    static final int LONGEST = 200;

    private Names() {}

    /** The company's name as it is stored, or {@link InvalidValue} with field {@code companyName}. */
    public static String company(String typed) {
        return plain("companyName", typed, LONGEST);
    }

    /** The person's name as it is stored, or {@link InvalidValue} with field {@code name}. */
    public static String person(String typed) {
        return plain("name", typed, LONGEST);
    }

    /** A line of words by the same rules; null when nothing was typed. */
    public static @Nullable String words(String field, @Nullable String typed, int longest) {
        return typed == null || trim(typed).isEmpty() ? null : plain(field, typed, longest);
    }

    static String plain(String field, String typed, int longest) {
        // NFC makes no text much longer; nobody means a name of this length.
        if (typed.length() > 20 * longest) {
            throw new InvalidValue(field, "name.toolong");
        }
        if (typed.codePoints().anyMatch(Names::isForbidden)) {
            throw new InvalidValue(field, "name.characters");
        }
        var name = Normalizer.normalize(trim(typed), Normalizer.Form.NFC);
        if (name.isEmpty()) {
            throw new InvalidValue(field, "name.required");
        }
        if (name.codePointCount(0, name.length()) > longest) {
            throw new InvalidValue(field, "name.toolong");
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("://") || lower.contains("www.")) {
            throw new InvalidValue(field, "name.link");
        }
        return name;
    }

    /** Without Unicode's white space at both ends. */
    static String trim(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && UCharacter.isUWhiteSpace(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && UCharacter.isUWhiteSpace(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean isForbidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default ->
                UCharacter.hasBinaryProperty(c, UProperty.NONCHARACTER_CODE_POINT)
                        || UCharacter.hasBinaryProperty(c, UProperty.BIDI_CONTROL)
                        || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                                && !UCharacter.hasBinaryProperty(c, UProperty.VARIATION_SELECTOR)
                        || c >= 0xFFF9 && c <= 0xFFFB;
        };
    }
}
