package com.partsportal.mail;

import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Texts that people typed, as they stand in headers: never a line of their own, and always shown literally, also when
 * they look like an encoded word.
 */
final class HeaderText {

    /** A line with encoded words has at most 76 characters; the first one also holds the header's name. */
    private static final int BYTES_PER_WORD = 39;

    private HeaderText() {}

    /** An address with a display name. */
    static String mailbox(String name, String address) {
        var line = oneLine(name);
        var phrase = isPlain(line) && line.length() <= 60
                ? '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : encoded(line);
        var fits = phrase.length() + address.length() < 60;
        return phrase + (fits ? " <" : "\r\n <") + address + ">";
    }

    /** A subject, folded; {@code used} is the length of the header's name. */
    static String unstructured(int used, String text) {
        var line = oneLine(text);
        return isPlain(line) ? MimeUtility.fold(used, line) : encoded(line);
    }

    /** The text on one line: line ends, tabs and control characters become one space. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }

    private static boolean isPlain(String text) {
        return !text.contains("=?") && text.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    private static String encoded(String text) {
        var words = new StringBuilder();
        var word = new StringBuilder();
        text.codePoints().forEach(c -> {
            var character = Character.toString(c);
            if (bytes(word.toString()).length + bytes(character).length > BYTES_PER_WORD) {
                append(words, word);
            }
            word.append(character);
        });
        append(words, word);
        return words.toString();
    }

    private static void append(StringBuilder words, StringBuilder word) {
        words.append(words.isEmpty() ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(bytes(word.toString())))
                .append("?=");
        word.setLength(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
