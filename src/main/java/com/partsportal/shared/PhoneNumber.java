package com.partsportal.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as it is stored: E.164, followed by {@code ;ext=12} when it has an extension.
 *
 * <p>In a command keep what was typed ({@code @ValidPhone @Nullable String phone}) and let the service call
 * {@link #parse} with the vendor's region, or {@link #parseOptional} where an empty field means no number.
 */
public record PhoneNumber(String value) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int LONGEST = 60;

    /** Could be a number by its length. */
    private static final Predicate<Phonenumber.PhoneNumber> ANY =
            number -> NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;

    /** Is one that its country gives to people. */
    private static final Predicate<Phonenumber.PhoneNumber> EXISTING = ANY.and(NUMBERS::isValidNumber);

    /** {@code 00} before a country's code, which most of the world dials. */
    private static final Pattern PREFIXED = Pattern.compile("^00(?=[ ]?[1-9])");

    private static final Pattern SPELLING = Pattern.compile(
            "[+＋]?[\\p{Nd}\\p{Zs}().\\/\\-\\u2010-\\u2015\\u2212]+"
                    + "((;ext=|,|#|x|ext\\.?|extn\\.?|extension)\\s*:?\\s*\\p{Nd}{1,10})?",
            Pattern.CASE_INSENSITIVE);

    /**
     * Takes a number that begins with {@code +}, in any usual spelling; throws {@link InvalidValue} for others. Whether it
     * exists is not checked, so that numbers that are stored already can always be read.
     */
    @JsonCreator
    public PhoneNumber(String value) {
        this.value = normalised(value, null, ANY);
    }

    /**
     * What somebody typed, in any usual spelling.
     *
     * @param region two letters of ISO 3166: how a number without {@code +} is read
     * @throws InvalidValue with field {@code phone}
     */
    public static PhoneNumber parse(String typed, String region) {
        return new PhoneNumber(normalised(typed, region, EXISTING));
    }

    /** The same for a field that may be left empty: null stays null, blank becomes null. */
    public static @Nullable PhoneNumber parseOptional(@Nullable String typed, String region) {
        return typed == null || FreeText.trim(typed).isEmpty() ? null : parse(typed, region);
    }

    /** The same where no region is known: only a number that begins with {@code +} is taken. */
    public static @Nullable PhoneNumber international(@Nullable String typed) {
        return typed == null || FreeText.trim(typed).isEmpty()
                ? null
                : new PhoneNumber(normalised(typed, null, EXISTING));
    }

    /**
     * The stored form of a number that is typed as far as {@code typed}: what a search looks for.
     *
     * @return empty for what is no beginning of a number
     */
    public static Optional<String> stored(String typed, String region) {
        try {
            return Optional.of(NUMBERS.format(NUMBERS.parse(typed, region), PhoneNumberFormat.E164));
        } catch (NumberParseException tooShort) {
            return Optional.empty();
        }
    }

    /** The stored form. */
    @JsonValue
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }

    /** Whether some region could read it; which one is known to the service only. */
    static boolean isSpeltLikeANumber(String typed) {
        var trimmed = FreeText.trim(typed);
        if (isInternational(trimmed)) {
            try {
                normalised(trimmed, null, EXISTING);
                return true;
            } catch (InvalidValue e) {
                return false;
            }
        }
        var digits = trimmed.codePoints().filter(Character::isDigit).count();
        return trimmed.length() <= LONGEST && SPELLING.matcher(trimmed).matches() && digits >= 4 && digits <= 25;
    }

    private static boolean isInternational(String trimmed) {
        return trimmed.startsWith("+")
                || trimmed.startsWith("＋")
                || PREFIXED.matcher(trimmed).lookingAt();
    }

    private static String normalised(String typed, @Nullable String region, Predicate<Phonenumber.PhoneNumber> rule) {
        var trimmed = FreeText.trim(typed);
        if (trimmed.length() > LONGEST || !SPELLING.matcher(trimmed).matches()) {
            throw invalid();
        }
        try {
            var number = NUMBERS.parse(PREFIXED.matcher(trimmed).replaceFirst("+"), region);
            if (!rule.test(number)) {
                throw invalid();
            }
            var e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
            return number.hasExtension() ? e164 + ";ext=" + number.getExtension() : e164;
        } catch (NumberParseException e) {
            throw invalid();
        }
    }

    private static InvalidValue invalid() {
        return new InvalidValue("phone", "phone.malformed");
    }
}
