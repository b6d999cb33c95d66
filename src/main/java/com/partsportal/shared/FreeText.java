package com.partsportal.shared;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for text that people type: trimmed, composed (NFC), limited in length, without control, bidi and
 * invisible characters. Everything else is literal.
 *
 * <p>Text that reaches an email contains no link either: the portal must not deliver somebody else's link under its own
 * name. A bare domain is a usual company name ({@code Booking.com}); a domain with a path ({@code bit.ly/x}) is a link.
 */
public final class FreeText {

    private static final String LETTERS = "\\p{L}\\p{M}\\p{N}";

    /** Of text in lower case. A last label of two letters at least: {@code S.A/N.V} is no domain. */
    private static final Pattern LINK = Pattern.compile("://|www\\.|mailto:|(?<![" + LETTERS + "])(?:https?|ftp):"
            + "|(?<![" + LETTERS + "])(?:[" + LETTERS + "_-]++\\.)+(?:[\\p{L}\\p{M}]{2,63}|xn--[a-z0-9-]{1,59})"
            + "(?::[0-9]{1,5})?(?:/|[?#][" + LETTERS + "])");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private FreeText() {}

    /**
     * One line that may reach an email.
     *
     * @param longest number of characters (code points) after trimming
     * @return the text as it is stored; null when nothing was typed
     * @throws InvalidValue with this field
     */
    public static @Nullable String line(String field, @Nullable String typed, int longest) {
        return optional("text", field, typed, longest, false, false);
    }

    /** As {@link #line}, of several lines; line ends are stored as {@code \n}. */
    public static @Nullable String lines(String field, @Nullable String typed, int longest) {
        return optional("text", field, typed, longest, true, false);
    }

    /** As {@link #line}, for text that is read in the portal only: it may contain links. */
    public static @Nullable String portalLine(String field, @Nullable String typed, int longest) {
        return optional("text", field, typed, longest, false, true);
    }

    /** As {@link #lines}, for text that is read in the portal only: it may contain links. */
    public static @Nullable String portalLines(String field, @Nullable String typed, int longest) {
        return optional("text", field, typed, longest, true, true);
    }

    /**
     * A name: one line that is not empty.
     *
     * @param mayLink whether it never reaches an email
     */
    static String name(String field, String typed, int longest, boolean mayLink) {
        var name = optional("name", field, typed, longest, false, mayLink);
        if (name == null) {
            throw new InvalidValue(field, "name.required");
        }
        return name;
    }

    private static @Nullable String optional(
            String kind, String field, @Nullable String typed, int longest, boolean lines, boolean mayLink) {
        if (typed == null) {
            return null;
        }
        // NFC makes no text much longer; this keeps the rules below from reading megabytes.
        if (typed.length() > 20 * longest) {
            throw new InvalidValue(field, kind + ".toolong");
        }
        var plain = lines ? typed.replaceAll("\r\n|[\r\u2028\u2029]", "\n") : typed;
        if (plain.codePoints().anyMatch(c -> isForbidden(c) && !(lines && isOfSeveralLines(c)))) {
            throw new InvalidValue(field, kind + ".characters");
        }
        var text = Normalizer.normalize(trim(plain), Normalizer.Form.NFC);
        if (text.codePointCount(0, text.length()) > longest) {
            throw new InvalidValue(field, kind + ".toolong");
        }
        if (!mayLink && containsLink(text)) {
            throw new InvalidValue(field, kind + ".link");
        }
        return text.isEmpty() ? null : text;
    }

    /** Also of a link in other spellings of its signs, or with invisible characters in between. */
    private static boolean containsLink(String text) {
        var visible = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .map(c -> c == '\u3002' ? '.' : c)
                .forEach(visible::appendCodePoint);
        return LINK.matcher(visible.toString().toLowerCase(Locale.ROOT)).find();
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

    /** Line ends, and the joiners that sentences in Persian and families of emoji need. */
    private static boolean isOfSeveralLines(int c) {
        return c == '\n' || c == '\t' || c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
    }
}
