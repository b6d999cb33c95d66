package com.partsportal.table;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import com.partsportal.shared.InvalidValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file and the encoding in which it was read.
 *
 * @param charset for people, such as {@code UTF-8} or {@code windows-1252}
 * @param isGuessed whether the bytes do not prove the encoding, so that a person should look at {@link #sample}
 */
record DecodedText(String text, String charset, boolean isGuessed) {

    private static final String WINDOWS = "windows-1252";
    private static final String STRUCTURE = "1a,;\t\r\n\"";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Detected with so much less certainty than another encoding, windows-1252 is still the better guess: short texts say little. */
    private static final int BENEFIT_OF_THE_USUAL = 25;

    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{M}'-])[\\p{L}\\p{M}'-]*[\\p{L}&&[^\\x00-\\x7F]][\\p{L}\\p{M}'-]*");

    /** @throws InvalidValue {@code csv.encoding} for what is no text */
    static DecodedText of(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new DecodedText(strip(new String(bytes, StandardCharsets.UTF_8)), "UTF-8", false).checked();
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new DecodedText(strip(new String(bytes, StandardCharsets.UTF_16LE)), "UTF-16", false).checked();
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new DecodedText(strip(new String(bytes, StandardCharsets.UTF_16BE)), "UTF-16", false).checked();
        }
        return unmarked(bytes)
                .or(() -> strictly(bytes))
                .orElseGet(() -> guess(bytes))
                .checked();
    }

    /** UTF-16 without a mark: between lines and cells every other byte is 0. */
    private static Optional<DecodedText> unmarked(byte[] bytes) {
        if (bytes.length % 2 != 0 || IntStream.range(0, bytes.length).noneMatch(at -> bytes[at] == 0)) {
            return Optional.empty();
        }
        return Stream.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                .map(charset -> new String(bytes, charset))
                .filter(DecodedText::isOfLines)
                .max(Comparator.comparing(
                        text -> text.chars().filter(c -> c < 128).count()))
                .map(text -> new DecodedText(strip(text), "UTF-16", true));
    }

    private static boolean isOfLines(String text) {
        return text.codePoints().anyMatch(c -> c == '\n' || c == '\r')
                && text.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t' || isLegible(c));
    }

    private static boolean isLegible(int c) {
        return Character.isDefined(c)
                && !Character.isISOControl(c)
                && c != 0xFFFD
                && Character.getType(c) != Character.PRIVATE_USE
                && Character.getType(c) != Character.SURROGATE;
    }

    private static Optional<DecodedText> strictly(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return Optional.of(new DecodedText(text.toString(), "UTF-8", false));
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static DecodedText guess(byte[] bytes) {
        var matches = new CharsetDetector().setText(bytes).detectAll();
        var best = matches.length == 0 ? null : matches[0];
        var usual = Arrays.stream(matches)
                .filter(match -> isUsual(match.getName()))
                .mapToInt(CharsetMatch::getConfidence)
                .findFirst();
        var name = best == null
                        || isUsual(best.getName())
                        || !isLikeAscii(best.getName())
                        || usual.isPresent() && usual.getAsInt() + BENEFIT_OF_THE_USUAL >= best.getConfidence()
                ? WINDOWS
                : best.getName();
        return new DecodedText(strip(new String(bytes, Charset.forName(name))), name, true);
    }

    /** Line ends and delimiters are single bytes everywhere but in encodings of mainframes. */
    private static boolean isLikeAscii(String charset) {
        return Charset.isSupported(charset)
                && new String(STRUCTURE.getBytes(StandardCharsets.US_ASCII), Charset.forName(charset))
                        .equals(STRUCTURE);
    }

    private static boolean isUsual(String charset) {
        return charset.equals("ISO-8859-1") || charset.equals(WINDOWS);
    }

    private DecodedText checked() {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidValue("file", "csv.encoding");
        }
        return this;
    }

    /** A word that shows whether the encoding is right; null when there is none or nothing was guessed. */
    @Nullable
    String sample() {
        var word = WORD.matcher(text);
        return isGuessed && word.find() ? word.group() : null;
    }

    private static String strip(String text) {
        var from = 0;
        while (from < text.length() && text.charAt(from) == BYTE_ORDER_MARK) {
            from++;
        }
        return text.substring(from);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (var n = 0; n < mark.length; n++) {
            if ((bytes[n] & 0xFF) != mark[n]) {
                return false;
            }
        }
        return true;
    }
}
