package com.partsportal.shared;

import java.util.Locale;

/** Two letters that stand for a name where a picture would be. */
public final class Initials {

    private Initials() {}

    /** @return first letters of the first and the last word, in upper case; empty for a blank name */
    public static String of(String name) {
        var words = name.strip().split("[\\s\\p{Z}]+");
        var first = letter(words[0]);
        return (words.length == 1 ? first : first + letter(words[words.length - 1])).toUpperCase(Locale.ROOT);
    }

    private static String letter(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
