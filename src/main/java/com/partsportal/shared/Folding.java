package com.partsportal.shared;

import com.ibm.icu.lang.UCharacter;
import java.text.Normalizer;
import java.util.Locale;

/** Texts with case and accents folded, to search and to sort by. Never for identity. */
public final class Folding {

    private Folding() {}

    /** "Łódź Straße" becomes "lodz strasse"; folding a folded text changes nothing. */
    public static String fold(String text) {
        var decomposed = Normalizer.normalize(UCharacter.foldCase(text, true), Normalizer.Form.NFKD);
        var folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !isMark(c)).forEach(c -> {
            var letters = letters(c);
            if (letters.isEmpty()) {
                folded.appendCodePoint(c);
            } else {
                folded.append(letters);
            }
        });
        return Normalizer.normalize(folded.toString().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Letters that Unicode does not decompose. */
    private static String letters(int c) {
        return switch (c) {
            case 'ø' -> "o";
            case 'ł' -> "l";
            case 'đ', 'ð' -> "d";
            case 'ħ' -> "h";
            case 'ŧ' -> "t";
            case 'þ' -> "th";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ß' -> "ss";
            case 'ı' -> "i";
            default -> "";
        };
    }
}
